public import Recipes
public import RunStore
public import Statistics

/// Runs side by side, each later one against the first.
public struct RunComparison: Sendable {
    public var runs: [RunRecord]
    /// The recipe fields that differ, a value a run.
    public var differs: [RecipeDifference]
    /// How many fields are the same in all.
    public var sameFields: Int
    public var pairs: [Pair]

    /// One run against the first.
    public struct Pair: Sendable {
        public var a: String
        public var b: String
        /// False where folds or rows differ, so that the difference is not paired.
        public var isPaired: Bool
        /// Whether both were trained on the same file with something else in it.
        public var isTableChanged = false
        public var metrics: [MetricPair]
        /// Rows on which the predicted classes differ; nil where predictions are not there or not comparable.
        public var disagreement: Disagreement?

        public init(a: String, b: String, isPaired: Bool, metrics: [MetricPair], disagreement: Disagreement? = nil) {
            self.a = a
            self.b = b
            self.isPaired = isPaired
            self.metrics = metrics
            self.disagreement = disagreement
        }
    }

    /// One metric of a pair.
    public struct MetricPair: Sendable {
        public var metric: String
        public var a: Double
        public var b: Double
        public var comparison: PairedComparison

        public init(metric: String, a: Double, b: Double, comparison: PairedComparison) {
            self.metric = metric
            self.a = a
            self.b = b
            self.comparison = comparison
        }
    }

    /// Where two classifiers call rows differently.
    public struct Disagreement: Sendable {
        public var rows: Int
        /// Of those, only a is right, only b is right.
        public var onlyA: Int
        public var onlyB: Int
        /// McNemar's mid-p.
        public var p: Double

        public init(rows: Int, onlyA: Int, onlyB: Int, p: Double) {
            self.rows = rows
            self.onlyA = onlyA
            self.onlyB = onlyB
            self.p = p
        }
    }

    public init(runs: [RunRecord], differs: [RecipeDifference], sameFields: Int, pairs: [Pair]) {
        self.runs = runs
        self.differs = differs
        self.sameFields = sameFields
        self.pairs = pairs
    }
}

/// What the out-of-fold predictions of a run look like, for charts.
public struct PredictionSummary: Sendable {
    public var run: String
    /// Two classes: the points of the ROC curve of the pooled predictions, from (0, 0) to (1, 1).
    public var roc: [(falsePositive: Double, truePositive: Double)]
    /// Classes: counts by true class (row) and predicted class (column).
    public var confusion: [[Int]]
    public var classes: [String]
    /// A quantity: predicted against true, at most a few thousand rows.
    public var scatter: [(truth: Double, predicted: Double)]

    public init(
        run: String, roc: [(falsePositive: Double, truePositive: Double)] = [], confusion: [[Int]] = [],
        classes: [String] = [], scatter: [(truth: Double, predicted: Double)] = []
    ) {
        self.run = run
        self.roc = roc
        self.confusion = confusion
        self.classes = classes
        self.scatter = scatter
    }
}
