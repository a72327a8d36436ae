import Statistics

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
        /// With more than two classes: how many of the rows have each of ``FrequencyTable/classes``, and how many have a target.
        public var classCounts: [Int] = []
        public var classRows = 0

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
    /// With more than two classes: the commonest, at most ``classLimit``, and how many rows have each.
    public var classes: [String] = []
    public var classCounts: [Int] = []
    /// The rows that have a target, of any class.
    public var classRows = 0

    public static let classLimit = 6

    public init(column: String, entries: [Entry], rows: Int, target: TargetMean? = nil) {
        self.column = column
        self.entries = entries
        self.rows = rows
        self.target = target
    }

    /// The share of a class in the rows of an entry, and 95 % of confidence after Wilson; nil where no row has a target.
    public func share(ofClass place: Int, in entry: Entry) -> TargetMean? {
        guard entry.classCounts.indices.contains(place), entry.classRows > 0 else { return nil }
        let count = entry.classCounts[place]
        return TargetMean(
            mean: Double(count) / Double(entry.classRows),
            interval: ScoreInterval.wilson(successes: count, trials: entry.classRows), rows: entry.classRows)
    }

    /// The share of a class in all rows.
    public func share(ofClass place: Int) -> Double {
        classCounts.indices.contains(place) ? Double(classCounts[place]) / Double(max(1, classRows)) : .nan
    }

    /// The class whose share in an entry is furthest from that in all rows, in standard errors, and how far; nil without classes.
    public func mostTelling(_ entry: Entry) -> (place: Int, distance: Double)? {
        guard entry.classRows > 0 else { return nil }
        return classes.indices.map { place in
            let all = share(ofClass: place)
            let here = Double(entry.classCounts[place]) / Double(entry.classRows)
            let error = (all * (1 - all) / Double(entry.classRows)).squareRoot()
            return (place: place, distance: error > 0 ? (here - all) / error : 0)
        }.max { (abs($0.distance), -$0.place) < (abs($1.distance), -$1.place) }
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
