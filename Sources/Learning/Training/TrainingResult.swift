/// Scores of one fold on its validation rows.
public struct FoldScore: Sendable, Equatable {
    /// From 1.
    public var fold: Int
    public var trainingRows: Int
    public var validationRows: Int
    /// By metric key; a metric that is undefined on these rows is missing.
    public var metrics: [String: Double]
    /// Metrics that a convention made 0, such as precision where nothing was called positive.
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

/// Out-of-fold predictions of one fold.
public struct FoldPredictions: Sendable, Equatable {
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

/// Wall seconds of the parts of a run, over all folds.
public struct TrainingSeconds: Sendable, Equatable {
    public var load = 0.0
    public var encode = 0.0
    public var fit = 0.0
    public var score = 0.0
    /// Of scoring: predicting the rows that score.
    public var predict = 0.0
    public var refit = 0.0
    public var total = 0.0

    public init() {}
}

/// Everything that a run gives.
public struct TrainingResult: Sendable {
    /// The classes in the order of the probabilities; empty for a quantity. With two, the second is the positive one.
    public var classes: [String]
    public var folds: [FoldScore]
    public var predictions: [FoldPredictions]
    /// Importance of each feature over the folds' models, by column, summing to 1; empty where the family has none.
    public var importance: [(column: String, mean: Double, sd: Double)]
    /// The model of the last fit, as bytes that ``Learning`` reads back; nil without refit.
    public var model: [UInt8]?
    public var seconds: TrainingSeconds
    /// How probabilities became decisions; nil where nothing was corrected and the likelier class is taken.
    public var decision: Decision?
    /// True where the run was stopped before its end and kept.
    public var wasStopped: Bool

    public init(
        classes: [String], folds: [FoldScore], predictions: [FoldPredictions],
        importance: [(column: String, mean: Double, sd: Double)] = [], model: [UInt8]? = nil,
        seconds: TrainingSeconds = TrainingSeconds(), wasStopped: Bool = false
    ) {
        self.classes = classes
        self.folds = folds
        self.predictions = predictions
        self.importance = importance
        self.model = model
        self.seconds = seconds
        self.wasStopped = wasStopped
    }
}
