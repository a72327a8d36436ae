import Glibc
import Recipes
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
        return text(high: parts.millisecond << 16 | parts.high & 0xFFFF, low: parts.low)
    }

    /// The identifier of something that has a name of its own elsewhere: always the same for a moment and a name.
    ///
    /// - Parameters:
    ///   - seconds: when it began, since 1970 UTC: where it is sorted.
    ///   - name: what it is called there.
    /// - Returns: 26 characters.
    public static func derived(at seconds: Double, from name: String) -> String {
        var sum = SHA256()
        sum.update(name.utf8)
        let chance = sum.digest()
        func number(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        let millisecond = seconds.isFinite ? UInt64(min(max(0, seconds * 1000), Double(1 << 47))) : 0
        return text(high: millisecond << 16 | number(chance[..<2]), low: number(chance[2..<10]))
    }

    /// Whether the text is a whole identifier.
    public static func isValid(_ text: String) -> Bool {
        text.utf8.count == 26 && text.utf8.allSatisfy { alphabet.contains($0) }
    }

    /// 128 bits, 48 of time and 80 of chance, written in fives from the lowest.
    private static func text(high: UInt64, low: UInt64) -> String {
        var (high, low) = (high, low)
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
