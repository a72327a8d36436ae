import Recipes

extension Table {
    /// The text of a cell as a person reads it; nil where it is missing.
    ///
    /// Numbers have the column's decimals or, where these do not show them, their shortest form; dates read `2024-01-31` with a time where the source has one,
    /// words are as they are.
    public func text(row: Int, column: Int) -> String? { columns[column].text(row: row) }
}

extension Column {
    /// The text of a value as a person reads it; nil where it is missing.
    public func text(row: Int) -> String? {
        switch storage {
        case .codes(let codes, let words):
            let code = Int(codes[row])
            return code < 0 ? nil : words[code]
        case .numbers(let values):
            let value = values[row]
            return value.isNaN ? nil : text(of: value)
        }
    }

    /// The text of a number of this column.
    public func text(of value: Double) -> String {
        kind == .date ? CalendarDate.text(seconds: value, hasTime: hasTime) : Self.text(of: value, decimals: decimals)
    }

    /// A number with a fixed count of decimals; its shortest form where these do not show it.
    static func text(of value: Double, decimals: Int) -> String {
        let scale = decimals < powersOfTen.count ? powersOfTen[decimals] : 0
        let scaled = (value * scale).rounded()
        // Beyond 2^53 the scaled number is no longer exact.
        guard scale > 0, abs(scaled) < 9_007_199_254_740_992, scaled / scale == value else { return shortest(value) }
        let whole = Int64(abs(scaled))
        let sign = scaled < 0 ? "-" : ""
        guard decimals > 0 else { return sign + String(whole) }
        let digits = String(whole)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    private static func shortest(_ value: Double) -> String {
        value.isFinite ? JSON.numberText(value) : value < 0 ? "-inf" : value.isNaN ? "nan" : "inf"
    }

    private static let powersOfTen: [Double] = (0...17).map { power in
        (0..<power).reduce(1.0) { value, _ in value * 10 }
    }
}
