import Recipes

/// Texts read as numbers.
struct NumberTexts {
    /// The mark before the fraction that reads more of them.
    let mark: UInt8
    /// The number of each text; NaN where it is none.
    let values: [Double]
    /// Places of texts that are no numbers.
    let strays: [Int]
    /// Digits after the point that show most of them.
    let decimals: Int

    init(_ texts: [String]) {
        let point = Self.read(texts, mark: UInt8(ascii: "."))
        let chosen: (values: [Double], strays: [Int], decimals: Int)
        if point.strays.isEmpty {
            (chosen, mark) = (point, UInt8(ascii: "."))
        } else {
            let comma = Self.read(texts, mark: UInt8(ascii: ","))
            let isComma = comma.strays.count < point.strays.count
            (chosen, mark) = isComma ? (comma, UInt8(ascii: ",")) : (point, UInt8(ascii: "."))
        }
        (values, strays, decimals) = chosen
    }

    private static func read(_ texts: [String], mark: UInt8) -> (values: [Double], strays: [Int], decimals: Int) {
        var scanner = NumberScanner(mark: mark)
        let values = texts.map { scan($0, &scanner) }
        return (values, values.indices.filter { values[$0].isNaN }, scanner.decimals)
    }

    /// One text as a number, or NaN.
    static func value(_ text: String, mark: UInt8) -> Double {
        var scanner = NumberScanner(mark: mark)
        return scan(text, &scanner)
    }

    private static func scan(_ text: String, _ scanner: inout NumberScanner) -> Double {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return .nan }
            let cell = Cell(trimming: base, bytes.count, quoted: false)
            return cell.count == 0 ? .nan : scanner.scan(cell.start, cell.count)
        }
    }
}

/// Texts read as dates.
struct DateTexts {
    /// The order of day, month and year that reads most of them.
    let format: DateFormat
    /// Seconds of each text; NaN where it is none.
    let values: [Double]
    /// Places of texts that are no dates.
    let strays: [Int]
    let hasTime: Bool

    init(_ texts: [String], formats: [DateFormat] = DateFormat.written) {
        let readings = formats.map { format in texts.map { Self.parse($0, format) } }
        let counts = readings.map { $0.count { $0 != nil } }
        let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        format = formats[best]
        let read = readings[best]
        values = read.map { $0?.seconds ?? .nan }
        strays = read.indices.filter { read[$0] == nil }
        hasTime = read.contains { $0?.hasTime ?? false }
    }

    /// One text as seconds since 1970, or nil.
    static func seconds(_ text: String, _ format: DateFormat) -> Double? { parse(text, format)?.seconds }

    private static func parse(_ text: String, _ format: DateFormat) -> ParsedDate? {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return nil }
            let cell = Cell(trimming: base, bytes.count, quoted: false)
            return cell.count == 0 ? nil : format.parse(cell.buffer)
        }
    }
}
