/// How often each value of a column stands in some rows, and what the target is like there.
public struct FrequencyTable: Sendable, Equatable {
    /// One value, or one bin of a number.
    public struct Entry: Sendable, Equatable {
        /// As a person reads it; nil stands for missing values.
        public var value: String?
        /// The bin of a number, its upper end in it only where ``isLast``.
        public var bin: ClosedRange<Double>?
        /// Whether it is the bin that holds its upper end.
        public var isLast = false
        public var count: Int
        /// What the target is like in these rows; nil without a target, or where it is missing in all of them.
        public var target: TargetMean?

        public init(value: String?, bin: ClosedRange<Double>? = nil, isLast: Bool = false, count: Int, target: TargetMean? = nil)
        {
            self.value = value
            self.bin = bin
            self.isLast = isLast
            self.count = count
            self.target = target
        }
    }

    /// The target over some rows: the share of the positive of two classes, or a quantity's mean; with 95 % of confidence.
    public struct TargetMean: Sendable, Equatable {
        public var mean: Double
        /// Wilson's interval of a share, Student's of a mean; nil where there is one row.
        public var interval: ClosedRange<Double>?
        /// The rows that have a target.
        public var rows: Int

        public init(mean: Double, interval: ClosedRange<Double>?, rows: Int) {
            self.mean = mean
            self.interval = interval
            self.rows = rows
        }
    }

    public var column: String
    /// Largest count first, equal ones in the order of their values; bins in their own order, missing values last.
    public var entries: [Entry]
    /// All rows that were counted.
    public var rows: Int
    /// The target over all of them.
    public var target: TargetMean?

    public init(column: String, entries: [Entry], rows: Int, target: TargetMean? = nil) {
        self.column = column
        self.entries = entries
        self.rows = rows
        self.target = target
    }

    /// The largest count, at least 1: the length of a full bar.
    public var largest: Int { entries.reduce(1) { max($0, $1.count) } }

    /// The condition, in the filter grammar, that holds in the rows of an entry.
    public func condition(_ entry: Entry) -> String {
        if let bin = entry.bin {
            let sign = entry.isLast ? "<=" : "<"
            return RowFilter.term(column, ">=", "\(bin.lowerBound)") + " " + RowFilter.term(column, sign, "\(bin.upperBound)")
        }
        guard let value = entry.value else { return RowFilter.missing(column) }
        return RowFilter.term(column, "=", value)
    }
}
