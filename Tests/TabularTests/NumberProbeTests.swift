import Recipes
import Testing

@testable import Tabular

@Suite struct NumberProbeTests {
    private func format(
        _ cells: [String], decimal: DecimalMark? = nil, thousands: ThousandsMark? = nil, delimiter: Character = ","
    ) -> NumberFormat? {
        var probe = NumberProbe(decimal: decimal, thousands: thousands, delimiter: delimiter.asciiValue ?? 0)
        for cell in cells {
            let bytes = Array(cell.utf8)
            let isRead = bytes.withUnsafeBufferPointer { bytes in bytes.baseAddress.map { probe.take($0, bytes.count) } ?? false }
            if !isRead { return nil }
        }
        return probe.format
    }

    @Test func marksAreToldFromTheColumn() {
        #expect(format(["1,5", "2"]) == NumberFormat(decimal: .comma))
        #expect(format(["1,234", "2"]) == NumberFormat(thousands: .comma))
        #expect(format(["1,234", "2"], delimiter: ";") == NumberFormat(decimal: .comma))
        #expect(format(["1,234,567", "2"], delimiter: ";") == NumberFormat(thousands: .comma))
        #expect(format(["1.234", "1.234.567"]) == NumberFormat(decimal: .comma, thousands: .point))
        #expect(format(["1.234", "2.5"]) == .plain)
        #expect(format(["1 234", "12'345"]) == nil)
        #expect(format(["1’234.5"]) == NumberFormat(thousands: .apostrophe))
        #expect(format(["0,123"]) == NumberFormat(decimal: .comma))
        // Groups are of three throughout, and five digits in a row belong to no column with groups.
        #expect(format(["1,23,456"]) == nil)
        #expect(format(["1,234,567", "12345"]) == nil)
        #expect(format(["1,234,567", "1234"]) == NumberFormat(thousands: .comma))
    }

    @Test func whatIsSaidHolds() {
        #expect(format(["1,234"], decimal: .comma) == NumberFormat(decimal: .comma))
        #expect(format(["1.234"], decimal: .comma) == NumberFormat(decimal: .comma, thousands: .point))
        #expect(format(["1.5"], decimal: .comma) == nil)
        #expect(format(["1,234"], thousands: ThousandsMark.none) == NumberFormat(decimal: .comma))
    }

    @Test func affixesAreTheSameThroughout() {
        #expect(format(["€ 12", "-€ 1.234,50", "€-3"]) == NumberFormat(decimal: .comma, thousands: .point, affix: "€"))
        #expect(format(["12 %", "+0.5%"]) == NumberFormat(affix: "%"))
        #expect(format(["US$5", "US$6"]) == NumberFormat(affix: "US$"))
        for cells in [
            ["€ 1", "$ 2"], ["€ 1", "2"], ["% 5"], ["€"], ["€ 1 €"], ["5 km"], ["0x1F"], ["--5"], ["1e"], ["1,"], ["1 ,5"],
        ] {
            #expect(format(cells) == nil, "\(cells)")
        }
    }

    @Test(arguments: [
        ("1.234.567,89", NumberFormat(decimal: .comma, thousands: .point), 1_234_567.89),
        ("-€ 1 234", NumberFormat(thousands: .space, affix: "€"), -1234), ("+5", .plain, 5), ("1.5e-3", .plain, 0.0015),
        ("-inf", .plain, -.infinity), (",5", NumberFormat(decimal: .comma), 0.5),
        ("12\u{202F}345", NumberFormat(thousands: .space), 12345),
    ])
    func numbersOfAFormatAreRead(_ text: String, _ format: NumberFormat, _ value: Double) {
        var scanner = FormattedNumberScanner(format)
        let bytes = Array(text.utf8)
        #expect(bytes.withUnsafeBufferPointer { $0.baseAddress.map { scanner.scan($0, bytes.count) } } == value)
    }

    @Test func numbersOfAnotherFormatAreNone() {
        var scanner = FormattedNumberScanner(NumberFormat(decimal: .comma, thousands: .point))
        for text in ["1,234,5", "12.34", "€ 5", "1.5", "x", ""] {
            let bytes = Array(text.utf8) + [0]
            let value = bytes.withUnsafeBufferPointer { $0.baseAddress.map { scanner.scan($0, bytes.count - 1) } ?? 0 }
            #expect(value.isNaN, "\(text)")
        }
    }
}
