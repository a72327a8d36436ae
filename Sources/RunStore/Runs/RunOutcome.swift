public import Recipes

/// How a run ended, with everything that is kept of it: what ``RunStore/finish(_:with:)`` writes in one transaction.
public struct RunOutcome: Sendable {
    /// `done`, `stopped`, `cancelled`, `interrupted` or `failed`.
    public var state: RunState
    public var classes: [String]
    /// Wall seconds of the parts: load, encode, fit, score, refit, total.
    public var seconds: [String: Double]
    public var importance: [RunRecord.Importance]
    public var predictions: [StoredPredictions]
    /// The model of the last fit.
    public var model: [UInt8]?
    /// Why it failed, as a sentence.
    public var failure: String?
    /// Whether predictions and model may be thrown away, because the recipe makes them again bit for bit.
    public var isEvictable: Bool
    /// From which probability on rows count as positive, where that was said or chosen.
    public var decision: RunRecord.Decision?
    /// See ``RunRecord/scoredRows``.
    public var scoredRows: String?

    public init(
        state: RunState, classes: [String] = [], seconds: [String: Double] = [:], importance: [RunRecord.Importance] = [],
        predictions: [StoredPredictions] = [], model: [UInt8]? = nil, failure: String? = nil, isEvictable: Bool = true
    ) {
        self.state = state
        self.classes = classes
        self.seconds = seconds
        self.importance = importance
        self.predictions = predictions
        self.model = model
        self.failure = failure
        self.isEvictable = isEvictable
    }
}

/// Out-of-fold predictions of one fold as they are kept.
public struct StoredPredictions: Sendable, Equatable {
    /// From 1.
    public var fold: Int
    /// Rows of the table.
    public var rows: [Int32]
    /// Predicted numbers, or for classes the probabilities row by row (`rows.count * classes`).
    public var values: [Double]

    public init(fold: Int, rows: [Int32], values: [Double]) {
        self.fold = fold
        self.rows = rows
        self.values = values
    }
}

/// The scores of one fold as they are kept.
public struct StoredFold: Sendable, Equatable {
    /// From 1.
    public var fold: Int
    public var trainingRows: Int
    public var validationRows: Int
    /// By metric key; a metric that is undefined on these rows is missing.
    public var metrics: [String: Double]
    /// Metrics that a convention made 0.
    public var byConvention: Set<String>
    /// The step whose model was scored, where steps were chosen on an inner split.
    public var bestStep: Int?

    public init(
        fold: Int, trainingRows: Int, validationRows: Int, metrics: [String: Double], byConvention: Set<String> = [],
        bestStep: Int? = nil
    ) {
        self.fold = fold
        self.trainingRows = trainingRows
        self.validationRows = validationRows
        self.metrics = metrics
        self.byConvention = byConvention
        self.bestStep = bestStep
    }
}
