/// All that determines a run, as a value.
///
/// Two recipes with the same ``hash`` give the same bits on the same build and kind of processor. What does not change a
/// result (the path of the file, the number of threads, notes) is not here but in the record of the run. Every parameter
/// stands here with its value, so that another default in a later version does not change what an old recipe means.
public struct Recipe: Hashable, Sendable {
    /// The version of the schema that this build writes.
    public static let schemaVersion = 1

    /// The table, by content.
    public struct Source: Hashable, Sendable {
        /// The table's fingerprint: content of the source and how it was read.
        public var fingerprint: String
        /// How the source was read: whether the first line holds names, and what divides the fields.
        public var header: Bool
        public var delimiter: String

        public init(fingerprint: String, header: Bool, delimiter: String) {
            self.fingerprint = fingerprint
            self.header = header
            self.delimiter = delimiter
        }
    }

    /// What is predicted.
    public struct Target: Hashable, Sendable {
        public var column: String
        public var task: LearningTask
        /// The class that counts as positive where there are two.
        public var positive: String?

        public init(column: String, task: LearningTask, positive: String? = nil) {
            self.column = column
            self.task = task
            self.positive = positive
        }
    }

    /// A column that the model sees.
    public struct Feature: Hashable, Sendable {
        public var column: String
        /// What the column is read as.
        public var kind: ColumnKind
        /// How it is given to the model; `auto` is what the family prefers.
        public var encoding: String

        public init(column: String, kind: ColumnKind, encoding: String = "auto") {
            self.column = column
            self.kind = kind
            self.encoding = encoding
        }
    }

    /// Which model, with every parameter.
    public struct Model: Hashable, Sendable {
        public var family: String
        public var parameters: [String: ParameterValue]

        public init(family: String, parameters: [String: ParameterValue]) {
            self.family = family
            self.parameters = parameters
        }

        /// A family with all its defaults.
        public init(_ family: ModelFamily) {
            self.init(family: family.key, parameters: family.defaults)
        }
    }

    public var source: Source
    /// How the table is prepared, in order; steps that are off are kept and not done.
    public var steps: [Step]
    /// Which rows take part, in the filter grammar; nil is all.
    public var filter: String?
    public var target: Target
    /// Sorted by column, so that the order in which they were switched on leaves no trace.
    public private(set) var features: [Feature]
    public var split: SplitScheme
    public var splitSeed: Int
    /// The share of rows that is sealed away before the split, or 0.
    public var sealed: Double
    /// A family of this program takes the place of an outside trainer.
    public var model: Model {
        didSet { if model.family != ModelFamily.trainer.key { trainer = nil } }
    }
    /// The key of the metric that ranks and stops.
    public var metric: String
    public var seed: Int
    /// Whether a model is fitted on all rows that are not sealed after the folds.
    public var refit: Bool
    /// The column that says how much each row counts in the fit, or nil; it is no feature then. Scores count all rows alike.
    public var weight: String?
    /// How the training rows of a fold are brought nearer to equal classes.
    public var resample = Resampling.none
    /// How probabilities are corrected after training.
    public var calibration = Calibration.none
    /// From which probability on a row counts as positive.
    public var threshold = DecisionThreshold.standard
    /// The program that trains in place of this one. Set it with ``use(_:parameters:)``: then the model's family is that of trainers.
    public private(set) var trainer: OutsideTrainer?

    public init(
        source: Source, steps: [Step] = [], filter: String? = nil, target: Target, features: [Feature],
        split: SplitScheme = .standard,
        splitSeed: Int = 0, sealed: Double = 0, model: Model, metric: String, seed: Int = 0, refit: Bool = true
    ) {
        self.source = source
        self.steps = steps
        self.filter = filter
        self.target = target
        self.features = features.sorted { $0.column < $1.column }
        self.split = split
        self.splitSeed = splitSeed
        self.sealed = sealed
        self.model = model
        self.metric = metric
        self.seed = seed
        self.refit = refit
    }

    /// The feature that reads this column, if it is on.
    public func feature(_ column: String) -> Feature? { features.first { $0.column == column } }

    /// Switches a feature on (or changes it), keeping the order.
    public mutating func insert(_ feature: Feature) {
        features.removeAll { $0.column == feature.column }
        let place = features.firstIndex { $0.column > feature.column } ?? features.endIndex
        features.insert(feature, at: place)
    }

    /// Switches a feature off.
    public mutating func removeFeature(_ column: String) { features.removeAll { $0.column == column } }

    /// Lets an outside program train, with parameters for it.
    public mutating func use(_ trainer: OutsideTrainer, parameters: [String: ParameterValue] = [:]) {
        self.trainer = trainer
        model = Model(family: ModelFamily.trainer.key, parameters: parameters)
    }

    /// SHA-256 of the canonical JSON without the steps that are off, in hexadecimal: what is not done changes no result.
    public var hash: String {
        var done = self
        done.steps = steps.inForce
        return SHA256.hexDigest(of: Array(done.json.canonicalText.utf8))
    }
}
