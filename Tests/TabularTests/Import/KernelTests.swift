import Glibc
import Recipes
import TestSupport
import Testing

@testable import Tabular

/// The fast ways give the same bits as the plain ones.
@Suite struct KernelTests {
    /// Runs a body with bytes behind which 64 zeroes stand.
    private func padded<Result>(_ bytes: some Collection<UInt8>, _ body: (UnsafePointer<UInt8>, Int) -> Result) -> Result {
        let source = SourceBytes(bytes)
        return withExtendedLifetime(source) { body(source.base, source.count) }
    }

    @Test func hashesAreThoseThatWerePublished() {
        func hash(_ text: String, _ seed: UInt64 = 0) -> UInt64 {
            padded(text.utf8) { XXHash64.pair($0, $1, seeds: (seed, 0)).0 }
        }
        #expect(hash("") == 0xEF46_DB37_51D8_E999)
        #expect(hash("a") == 0xD24E_C4F1_A98C_6E5B)
        #expect(hash("abc") == 0x44BC_2CF5_AD77_0999)
        #expect(hash("Nobody inspects the spammish repetition") == 0xFBCE_A83C_8A37_8BF1)
        #expect(hash("xxhash", 20_141_025) == 13_067_679_811_253_438_005)
    }

    @Test func bothSeedsOfAPairAreHashed() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for count in [0, 1, 3, 4, 8, 31, 32, 33, 63, 64, 100, 1000] {
            padded(bytes[..<count]) { base, count in
                let pair = XXHash64.pair(base, count, seeds: (5, 9))
                #expect(pair.0 == XXHash64.pair(base, count, seeds: (9, 5)).1)
                #expect(pair.0 != pair.1)
            }
        }
    }

    private static let numbers: [String] = {
        var random = SeededGenerator(seed: 8)
        var texts = [
            "0", "-0", "+1", "1.", ".5", "-.5", ".", "-", "1e5", "1.5e-3", "12345678", "123456789", "-123456789012345",
            "1234567890123456", "12345678901234567890", "0.12345678", "0.123456789", "0.1234567890123456", "0.30000000000000004",
            "1234567.12345678", "12345678.5", "00012", "007", "1,5", "1 2", "12a", "a12", "1.2.3", "1.12345678x", "--1", "inf",
            "-Infinity", "nan", "5.", "-5.", "1234567890123456.5", "0.1234567890123456789", ".12345678901234567",
            "12345678901234567.",
            "1.234.5", "-0.0", "123456789012345.", "00.5", "0.00000000", "9007199254740993", "900719925474.0993",
            "1.7976931348623157e308", "4.9e-324",
        ]
        for _ in 0..<4000 {
            func digits(_ most: Int) -> String {
                (0..<Int.random(in: 0...most, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
            }
            let (whole, fraction) = (digits(Bool.random(using: &random) ? 2 : 17), digits(19))
            texts.append((Bool.random(using: &random) ? "-" : "") + whole + (Bool.random(using: &random) ? "." + fraction : ""))
        }
        return texts
    }()

    @Test func plainNumbersHaveTheSameBits() {
        let short = PlainNumbers()
        var fast = NumberScanner()
        var slow = NumberScanner()
        for text in Self.numbers where !text.isEmpty {
            padded(text.utf8) { base, count in
                let value = short.scan(base, count) ?? fast.scanPlain(base, count)
                #expect(value.bitPattern == slow.scan(base, count).bitPattern || value.isNaN, "\(text)")
                #expect(value.isNaN == slow.scan(base, count).isNaN, "\(text)")
                if !value.isNaN, let expected = Double(text) { #expect(value == expected, "\(text)") }
            }
        }
        fast.add(short)
        #expect(fast.decimals == slow.decimals)
        #expect(fast.isExactlyWhole == slow.isExactlyWhole && fast.hasLeadingZeros == slow.hasLeadingZeros)
        #expect(fast.losesDigits == slow.losesDigits && fast.widths == slow.widths)
    }

    @Test func scannersJoinWhatTheySaw() {
        let texts = ["1", "2.55", "007", "12345678901234567890", "3.1", "1e5"]
        var whole = NumberScanner()
        var parts = [NumberScanner(), NumberScanner()]
        for (place, text) in texts.enumerated() {
            padded(text.utf8) { base, count in
                _ = whole.scan(base, count)
                _ = parts[place % 2].scan(base, count)
            }
        }
        parts[0].merge(parts[1])
        #expect(parts[0].decimals == whole.decimals && parts[0].losesDigits == whole.losesDigits)
        #expect(parts[0].hasLeadingZeros == whole.hasLeadingZeros && parts[0].widths == whole.widths)
        #expect(parts[0].isExactlyWhole == whole.isExactlyWhole && parts[0].hasExponent == whole.hasExponent)
    }

    @Test func plainDatesAreThoseOfTheReader() {
        let texts = [
            "2024-01-31", "2024-02-30", "2023-02-29", "2024-02-29", "1969-12-31", "0001-01-01", "2024-01-31 12:30:45",
            "2024-01-31T12:30:45", "2024-01-31t00:00:00", "2024-01-31 24:00:00", "2024-01-31 12:60:00", "2024-01-31 12:30:60",
            "2024-1-31x", "20240-1-31", "2024/01/31", "2024-01-31x12:30:45", "2024-13-01", "2024-00-10", "2024-01-00",
            "abcd-ef-gh", "2024-01-31 12:30:61",
        ]
        for text in texts {
            padded(text.utf8) { base, count in
                let parsed = DateFormat.yearMonthDay.parse(UnsafeBufferPointer(start: base, count: count))
                guard let seconds = DateFormat.plainSeconds(base, count) else { return }
                #expect(parsed?.seconds == seconds && parsed?.hasTime == (count > 10), "\(text)")
            }
        }
        padded("2024-01-31".utf8) { #expect(DateFormat.plainSeconds($0, $1) == 1_706_659_200) }
        padded("2024-02-30".utf8) { #expect(DateFormat.plainSeconds($0, $1) == nil) }
    }

    @Test(arguments: 0..<8) func wordsAreSortedByTheirBytes(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let heads = ["", "a", "customer-", "customer-000000", "ü", "zz"]
        var pool = WordPool(arena: Arena())
        var words: [[UInt8]] = []
        for row in 0..<2000 {
            let tail = Int.random(in: 0..<800, using: &random)
            let word = Array(((heads.randomElement(using: &random) ?? "") + (tail == 0 ? "" : String(tail))).utf8)
            let code = padded(word) { pool.code(of: $0, $1, row: row) }
            if Int(code) == words.count { words.append(word) }
            #expect(words[Int(code)] == word)
        }
        #expect(pool.count == words.count)
        let sorted = pool.buffer.baseAddress.map { WordSorting.sortedCodes($0, pool.count) } ?? []
        #expect(sorted.map { words[Int($0)] } == words.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test func checksumsDoNotDependOnPieces() {
        let values = (0..<1000).map { Double($0) * 1.5 }
        values.withUnsafeBufferPointer { values in
            let whole = Checksum.of(values, from: 0)
            let parts =
                Checksum.of(UnsafeBufferPointer(rebasing: values[..<333]), from: 0)
                &+ Checksum.of(UnsafeBufferPointer(rebasing: values[333...]), from: 333)
            #expect(whole == parts)
            #expect(Checksum.of(UnsafeBufferPointer(rebasing: values[1...]), from: 0) != whole)
        }
        let bytes = (0..<77).map { UInt8($0) }
        bytes.withUnsafeBytes { bytes in
            let parts =
                Checksum.words(UnsafeRawBufferPointer(rebasing: bytes[..<24]), from: 0)
                &+ Checksum.words(UnsafeRawBufferPointer(rebasing: bytes[24...]), from: 24) &+ Checksum.length(77)
            #expect(Checksum.of(bytes) == parts)
        }
    }
}
