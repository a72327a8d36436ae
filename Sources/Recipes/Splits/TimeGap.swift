/// Time, or rows in the order of time, that lie between what trains and what scores: `100` rows, `7d`, `12h`, `30min`, `45s`, `2w`.
public struct TimeGap: Hashable, Sendable, CustomStringConvertible {
    /// What a gap is counted in.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        case rows = ""
        case seconds = "s"
        case minutes = "min"
        case hours = "h"
        case days = "d"
        case weeks = "w"

        /// Seconds in one; nil for rows.
        public var seconds: Double? {
            switch self {
            case .rows: nil
            case .seconds: 1
            case .minutes: 60
            case .hours: 3600
            case .days: 86_400
            case .weeks: 604_800
            }
        }

        /// As people write them beside the symbol.
        fileprivate var names: [String] {
            switch self {
            case .rows: ["row", "rows"]
            case .seconds: ["sec", "second", "seconds"]
            case .minutes: ["minute", "minutes"]
            case .hours: ["hour", "hours"]
            case .days: ["day", "days"]
            case .weeks: ["week", "weeks"]
            }
        }
    }

    /// Above 0, and whole for rows.
    public let amount: Double
    public let unit: Unit

    /// Nil where the amount is not above 0, or is no whole number of rows.
    public init?(_ amount: Double, _ unit: Unit) {
        guard amount > 0, amount <= 1e12, unit != .rows || amount == amount.rounded() else { return nil }
        self.amount = amount
        self.unit = unit
    }

    /// Reads what stands behind `gap=`; nil where it is none.
    public init?(parsing text: String) {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let name = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        guard let amount = Double(digits),
            let unit = Unit.allCases.first(where: { $0.rawValue == name || $0.names.contains(name) })
        else { return nil }
        self.init(amount, unit)
    }

    /// The gap in rows, or nil where it is a time.
    public var rows: Int? { unit == .rows ? Int(amount) : nil }

    /// The gap in seconds, or nil where it is rows.
    public var seconds: Double? { unit.seconds.map { $0 * amount } }

    public var description: String { JSON.numberText(amount) + unit.rawValue }
}
