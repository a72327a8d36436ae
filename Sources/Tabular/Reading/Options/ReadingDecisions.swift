import Recipes

/// How a file was read: what was said, and what was found out where nothing was.
///
/// The screen shows these and lets each be changed by the ``ReadingSetting`` of its name.
public struct ReadingDecisions: Sendable, Equatable {
    /// Whether the table came as text; what comes with types, as from a database, needs none of these decisions.
    public var isText = false
    public var encoding = TextEncoding.utf8
    /// One character.
    public var delimiter = ","
    public var header = true
    /// Lines above the table that were left out.
    public var skippedLines = 0
    /// Words that mean a missing value in this table besides the usual ones.
    public var missing: [String] = []
    /// Columns whose numbers are written in another way than 1234.5, by name.
    public var numbers: [String: NumberFormat] = [:]
    /// Columns of dates, by name.
    public var dates: [String: DateDecision] = [:]

    /// How the dates of a column were read.
    public struct DateDecision: Sendable, Equatable {
        public var format: DateFormat
        /// Whether nothing tells day from month, so that the order is a guess.
        public var isAmbiguous: Bool
        /// Whether offsets from UTC stand in the source; they were taken off.
        public var hasZones: Bool

        public init(format: DateFormat, isAmbiguous: Bool = false, hasZones: Bool = false) {
            self.format = format
            self.isAmbiguous = isAmbiguous
            self.hasZones = hasZones
        }
    }

    public init() {}

    /// The decimal mark of the table: that of most columns that have another than the point, else the point.
    public var decimal: DecimalMark { numbers.values.contains { $0.decimal == .comma } ? .comma : .point }

    /// What divides groups of three digits in the table, `none` where nothing does.
    public var thousands: ThousandsMark {
        numbers.sorted { $0.key < $1.key }.map(\.value.thousands).first { $0 != .none } ?? .none
    }
}

/// How the numbers of a column are written.
public struct NumberFormat: Sendable, Hashable {
    public var decimal: DecimalMark
    public var thousands: ThousandsMark
    /// What stands before or behind each number, such as `€` or `%`; nil where nothing does.
    public var affix: String?

    public init(decimal: DecimalMark = .point, thousands: ThousandsMark = .none, affix: String? = nil) {
        self.decimal = decimal
        self.thousands = thousands
        self.affix = affix
    }

    /// `1234.5`.
    public static let plain = NumberFormat()
}
