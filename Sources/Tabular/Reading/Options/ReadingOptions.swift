public import Recipes

/// What the person says of a file; what is nil or empty is found out.
///
/// Each member is declared once more as a ``ReadingSetting``, from which command line, screen and `assay.toml` are made.
public struct ReadingOptions: Sendable, Equatable {
    /// How bytes stand for characters.
    public var encoding: TextEncoding?
    /// One ASCII character, or `tab`.
    public var delimiter: String?
    /// Lines above the header, or above the first row, that are no part of the table.
    public var skip: Int?
    /// Whether the first row holds the names of the columns.
    public var header: Bool?
    /// What stands before the fraction of a number.
    public var decimal: DecimalMark?
    /// What divides a number into groups of three digits.
    public var thousands: ThousandsMark?
    /// The order of day, month and year in all dates.
    public var dateOrder: DateOrder?
    /// The order in the dates of single columns, before ``dateOrder``; such a column holds dates.
    public var dateOrders: [String: DateOrder]
    /// Words that mean a missing value, besides the usual ones.
    public var missing: [String]
    /// Kinds that are set by hand, by column.
    public var kinds: [String: ColumnKind]

    public init(
        encoding: TextEncoding? = nil, delimiter: String? = nil, skip: Int? = nil, header: Bool? = nil,
        decimal: DecimalMark? = nil, thousands: ThousandsMark? = nil, dateOrder: DateOrder? = nil,
        dateOrders: [String: DateOrder] = [:], missing: [String] = [], kinds: [String: ColumnKind] = [:]
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.skip = skip
        self.header = header
        self.decimal = decimal
        self.thousands = thousands
        self.dateOrder = dateOrder
        self.dateOrders = dateOrders
        self.missing = missing
        self.kinds = kinds
    }

    /// These options, and what they leave open as others say it: what is said for single columns is merged by column.
    public func merging(_ others: ReadingOptions) -> ReadingOptions {
        ReadingOptions(
            encoding: encoding ?? others.encoding, delimiter: delimiter ?? others.delimiter, skip: skip ?? others.skip,
            header: header ?? others.header, decimal: decimal ?? others.decimal, thousands: thousands ?? others.thousands,
            dateOrder: dateOrder ?? others.dateOrder, dateOrders: dateOrders.merging(others.dateOrders) { own, _ in own },
            missing: missing.isEmpty ? others.missing : missing, kinds: kinds.merging(others.kinds) { own, _ in own })
    }
}
