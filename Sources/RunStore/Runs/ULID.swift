import Glibc
import Synchronization

/// Identifiers that sort by the time they were made: 48 bits of milliseconds and 80 random bits in Crockford's base 32
/// (https://github.com/ulid/spec). Within a millisecond the random part counts up, so that they ascend within a process.
public enum ULID {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let latest = Mutex<(millisecond: UInt64, high: UInt64, low: UInt64)>((0, 0, 0))

    /// A new identifier of 26 characters, above every one that this process made before.
    public static func make() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return make(millisecond: UInt64(max(0, time.tv_sec)) * 1000 + UInt64(time.tv_nsec) / 1_000_000)
    }

    static func make(millisecond: UInt64) -> String {
        let parts = latest.withLock { latest in
            if millisecond > latest.millisecond {
                // The top bit stays free, so that counting up never runs over.
                latest = (millisecond, UInt64.random(in: 0..<(1 << 15)), UInt64.random(in: 0...UInt64.max))
            } else {
                let (low, carried) = latest.low.addingReportingOverflow(1)
                latest = (latest.millisecond, latest.high &+ (carried ? 1 : 0), low)
            }
            return latest
        }
        // 128 bits: 48 of time, 16 and 64 of chance; written in fives from the lowest.
        var high = parts.millisecond << 16 | parts.high & 0xFFFF
        var low = parts.low
        var characters = [UInt8](repeating: 0, count: 26)
        for place in stride(from: 25, through: 0, by: -1) {
            characters[place] = alphabet[Int(low & 31)]
            low = low >> 5 | high << 59
            high >>= 5
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// Whether the text could be the beginning of an identifier, in either case.
    static func isPrefix(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 26 && text.uppercased().utf8.allSatisfy { alphabet.contains($0) }
    }
}
