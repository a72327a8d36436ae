public import Recipes

/// A new recipe as people say it: what is nil is the contract's default, or what the base recipe has.
public struct RunRequest: Sendable, Equatable {
    public var target: String?
    public var task: LearningTask?
    public var positive: String?
    public var model: String?
    /// The name of a trainer that the project declares, or a command.
    public var trainer: String?
    /// `name=value`, in order.
    public var settings: [String]
    public var split: String?
    public var metric: String?
    /// Steps that are done after those of the base, or after those of `assay.toml` where there is no base.
    public var steps: [Step]
    /// Whether the steps of `assay.toml` are left out.
    public var ignoresProjectSteps = false
    public var filter: String?
    public var only: [String]?
    public var on: [String]
    public var off: [String]
    /// `column=words`, in order.
    public var encodings: [String]
    public var seed: Int?
    public var splitSeed: Int?
    public var sealed: Double?
    /// The column of the rows' weights; empty for none.
    public var weight: String?
    public var refit: Bool?
    /// As ``Resampling`` is written.
    public var resample: String?
    /// As ``Calibration`` is written.
    public var calibration: String?
    /// As ``DecisionThreshold`` is written.
    public var threshold: String?

    public init(target: String? = nil) {
        self.target = target
        self.settings = []
        self.steps = []
        self.on = []
        self.off = []
        self.encodings = []
    }
}
