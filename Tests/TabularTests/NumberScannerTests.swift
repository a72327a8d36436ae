import Testing

@testable import Tabular

@Suite struct NumberScannerTests {
    private func scan(_ text: String) -> Double {
        var scanner = NumberScanner()
        return Array(text.utf8).withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { scanner.scan($0, bytes.count) } ?? .nan
        }
    }

    @Test func numbersAreExact() {
        for text in [
            "0", "-0", "1", "+1", "12345678901234567890123", "0.1", ".5", "5.", "-.25", "1e5", "1E-5", "2.5e+3",
            "0.3333333333333333",
            "9007199254740993", "0.038075906433423026", "-0.0018820165277906047", "179769313486231570000000000000000", "4.9e-324",
            "1.7976931348623157e308", "1e400", "123456789012345678.9", "0.0000000000000000001",
            "8.41470984807896506652502321630345e-1",
        ] {
            #expect(scan(text).bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }

    @Test func randomNumbersAreExact() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let value =
                Double.random(in: -1...1, using: &generator) * [1, 1e3, 1e-3, 1e9][Int.random(in: 0..<4, using: &generator)]
            #expect(scan(value.description).bitPattern == value.bitPattern, "\(value)")
            let digits = UInt64.random(in: 0 ... .max, using: &generator) >> UInt64.random(in: 1..<60, using: &generator)
            var text = String(digits)
            text.insert(".", at: text.index(text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &generator)))
            #expect(scan(text).bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }

    @Test func wordsAreNone() {
        for text in [
            "", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "0x1A", "1,5", "1 2", "--1", "nan", "in", "infinit", "1f", "１",
        ] {
            #expect(scan(text).isNaN, "\(text)")
        }
        #expect(scan("-Infinity") == -.infinity)
        #expect(scan("inf") == .infinity)
    }
}
