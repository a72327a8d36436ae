public import Recipes
public import Statistics

/// The profile of one column.
public struct ColumnProfile: Sendable, Equatable {
    public var name: String
    public var kind: ColumnKind
    public var missing: Int
    public var distinct: Int
    /// Of numbers, how many are zero, negative (with negative infinity) and infinite.
    public var zeros = 0
    public var negatives = 0
    public var infinite = 0
    /// Of numbers and dates, over the values that are there.
    public var numeric: Numeric?
    /// The commonest values as text, with their counts, at most twenty.
    public var top: [Count]
    /// Of numbers and dates: the counts in equal bins. Of words: nil, see ``top``.
    public var histogram: Histogram?
    /// How strongly the column alone says something of the target, where one is known.
    public var association: Association?
    /// What the target is like in each bin of ``histogram``, or where there is none for each value of ``top``: the share of the
    /// positive of two classes, or a quantity's mean from its least value (0) to its greatest (1). 0 in an empty bin; nil
    /// without a target or with more than two classes.
    public var positiveHistogram: [Double]?
    /// How far the figures of a sample may lie from those of all rows; nil where they are exact.
    public var intervals: Intervals?

    /// Moments and quantiles of the values that are there; sd has ddof 1, quantiles are type 7.
    public struct Numeric: Sendable, Equatable {
        public var min: Double
        public var max: Double
        public var mean: Double
        public var sd: Double
        /// At 0.05, 0.25, 0.5, 0.75, 0.95.
        public var quantiles: [Double]
        /// G1, corrected for bias.
        public var skewness: Double
        /// The excess over that of the normal distribution, G2, corrected for bias.
        public var kurtosis: Double

        public init(
            min: Double, max: Double, mean: Double, sd: Double, quantiles: [Double], skewness: Double, kurtosis: Double = .nan
        ) {
            self.min = min
            self.max = max
            self.mean = mean
            self.sd = sd
            self.quantiles = quantiles
            self.skewness = skewness
            self.kurtosis = kurtosis
        }

        /// The shares at which ``quantiles`` stand.
        public static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]
    }

    /// Intervals of 95 % around figures of a sample.
    public struct Intervals: Sendable, Equatable {
        /// Of the share that is missing (Wilson).
        public var missingShare: ClosedRange<Double>
        /// Of the mean, by Student's t.
        public var mean: ClosedRange<Double>?
        /// Of each quantile, by order statistics.
        public var quantiles: [ClosedRange<Double>]
        /// How many different values there are: at least those that were seen, and about so many.
        public var distinct: DistinctEstimate
    }

    /// A value and how often it stands.
    public struct Count: Sendable, Equatable {
        public var value: String
        public var count: Int

        public init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    /// Counts in bins of equal width; one more edge than counts; the last bin holds its upper edge.
    public struct Histogram: Sendable, Equatable {
        public var edges: [Double]
        public var counts: [Int]

        public init(edges: [Double], counts: [Int]) {
            self.edges = edges
            self.counts = counts
        }
    }

    /// Association with the target, 0 to 1.
    public struct Association: Sendable, Equatable {
        /// Which measure: `AUC`, `V` (Cramer, corrected), `η` (correlation ratio), `ρ` (Spearman).
        public var measure: String
        /// The measure itself; AUC is folded to 0.5 or more.
        public var value: Double
        /// The same on a scale from 0 (nothing) to 1 (all), for bars and sorting.
        public var strength: Double

        public init(measure: String, value: Double, strength: Double) {
            self.measure = measure
            self.value = value
            self.strength = strength
        }
    }

    public init(
        name: String, kind: ColumnKind, missing: Int, distinct: Int, numeric: Numeric? = nil, top: [Count] = [],
        histogram: Histogram? = nil, association: Association? = nil, positiveHistogram: [Double]? = nil
    ) {
        self.name = name
        self.kind = kind
        self.missing = missing
        self.distinct = distinct
        self.numeric = numeric
        self.top = top
        self.histogram = histogram
        self.association = association
        self.positiveHistogram = positiveHistogram
    }
}
