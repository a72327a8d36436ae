public import Recipes

/// What the store knows of a run without its points and predictions.
public struct RunRecord: Sendable, Equatable, Identifiable {
    /// Sorts by time of creation (ULID, 26 characters).
    public var id: String
    /// The short number people use, from 1, never given twice in a store.
    public var number: Int
    public var state: RunState
    /// Raised by every change; see ``RunStore/revision()``.
    public var revision: Int
    /// The run whose recipe this one was edited from.
    public var parent: String?
    public var recipe: Recipe
    /// ``Recipe/hash`` as it was when the run was made.
    public var recipeHash: String
    /// The name of the table, and the path it was read from.
    public var table: String
    public var source: String
    /// Mean, sd (ddof 1) and folds by metric, of the folds scored so far.
    public var metrics: [String: MetricSummary]
    /// The validation curves by metric, over the folds that have points; also while the run goes on.
    public var curves: [String: CurveSummary] = [:]
    /// Folds there will be; 0 before it is known.
    public var folds: Int
    /// Steps done and steps there will be over all folds and the refit; for the share done.
    public var progress: Progress
    /// Seconds since 1970 UTC.
    public var createdAt: Double
    public var startedAt: Double?
    public var finishedAt: Double?
    /// Wall seconds of the parts: load, encode, fit, score, refit, total.
    public var seconds: [String: Double]
    /// Feature importance over the folds, by column.
    public var importance: [Importance]
    public var classes: [String]
    /// Bytes of the model that it left, where there is one.
    public var modelBytes: Int?
    /// Rows that were predicted out of fold, over all folds; 0 where their predictions are not kept any more.
    public var predictedRows = 0
    /// From which probability on rows count as positive, where that was said or chosen.
    public var decision: Decision?
    /// A digest of the rows that were scored, fold by fold, with their truth: runs with the same one can be compared row by row, whatever
    /// else of the table has changed between them. Nil where a run has no result, or was made before there were digests.
    public var scoredRows: String?
    /// What the guard found, by level; ``RunStore/findings(of:)`` has the whole.
    public var guarding = Guarding()
    /// How its model scored on the sealed rows, once somebody looked.
    public var sealed: SealedResult?
    public var pid: Int?
    public var host: String?
    public var threads: Int
    /// Build, processor and the like.
    public var environment: [String: String]
    /// Why it failed, as a sentence; or the last words of a worker that never came up.
    public var failure: String?
    public var note: String
    public var tags: [String]
    /// Where it stands among those that wait: the smallest is trained next. Says nothing once it has begun.
    public var place = 0.0
    /// Seconds since 1970 when it was put in the bin, or nil.
    public var binnedAt: Double?

    /// Steps done of steps to do.
    public struct Progress: Sendable, Equatable {
        public var done: Int
        public var total: Int

        public init(done: Int, total: Int) {
            self.done = done
            self.total = total
        }
    }

    /// From which probability on a row of two classes counts as positive.
    public struct Decision: Sendable, Equatable {
        /// Of the run's model.
        public var threshold: Double
        /// What each fold was scored with; empty where that is the same, or the only fold was parted.
        public var foldThresholds: [Double]

        public init(threshold: Double, foldThresholds: [Double] = []) {
            self.threshold = threshold
            self.foldThresholds = foldThresholds
        }

        /// As it is kept, and as `show --json` prints it.
        public var json: JSON {
            ["threshold": .number(threshold), "fold_thresholds": .array(foldThresholds.map(JSON.number))]
        }

        init?(json: JSON) {
            guard let threshold = json["threshold"]?.doubleValue else { return nil }
            self.init(
                threshold: threshold, foldThresholds: json["fold_thresholds"]?.arrayValue?.compactMap(\.doubleValue) ?? [])
        }
    }

    /// The importance of one column.
    public struct Importance: Sendable, Equatable {
        public var column: String
        public var mean: Double
        public var sd: Double

        public init(column: String, mean: Double, sd: Double) {
            self.column = column
            self.mean = mean
            self.sd = sd
        }
    }

    /// A metric over the folds.
    public struct MetricSummary: Sendable, Equatable {
        public var mean: Double
        /// ddof 1; 0 with one fold.
        public var sd: Double
        public var folds: [Double]

        public init(mean: Double, sd: Double, folds: [Double]) {
            self.mean = mean
            self.sd = sd
            self.folds = folds
        }

        /// Of fold values, in their order.
        public init(folds: [Double]) {
            let count = Double(folds.count)
            let mean = folds.isEmpty ? .nan : folds.reduce(0, +) / count
            let squares = folds.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            self.init(mean: mean, sd: folds.count > 1 ? (squares / (count - 1)).squareRoot() : 0, folds: folds)
        }
    }

    /// The ends of a metric's validation curves, each a mean over the folds.
    public struct CurveSummary: Sendable, Equatable {
        /// By the metric's direction: optimistic, as it was chosen by the rows that it is measured on. NaN where there is none.
        public var best: Double
        /// The step of the best value; between two steps where the folds differ.
        public var bestStep: Double
        public var last: Double

        public init(best: Double, bestStep: Double, last: Double) {
            self.best = best
            self.bestStep = bestStep
            self.last = last
        }
    }

    public init(id: String, number: Int, state: RunState, recipe: Recipe, table: String, source: String, createdAt: Double) {
        self.id = id
        self.number = number
        self.state = state
        self.revision = 0
        self.recipe = recipe
        self.recipeHash = ""
        self.table = table
        self.source = source
        self.metrics = [:]
        self.folds = 0
        self.progress = Progress(done: 0, total: 0)
        self.createdAt = createdAt
        self.seconds = [:]
        self.importance = []
        self.classes = []
        self.threads = 0
        self.environment = [:]
        self.note = ""
        self.tags = []
    }
}

/// The points of one series, thinned or whole.
public struct SeriesPoints: Sendable, Equatable {
    public var name: SeriesName
    /// Ascending; a value that is missing is NaN.
    public var steps: [Int]
    public var values: [Double]

    /// Steps that others count lie within this of zero: what is beyond is none, and differences never run over.
    public static let furthestStep = 1_000_000_000_000

    public init(name: SeriesName, steps: [Int], values: [Double]) {
        self.name = name
        self.steps = steps
        self.values = values
    }
}
