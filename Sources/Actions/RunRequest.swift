public import Recipes

/// A new recipe as people say it: what is nil is the contract's default, or what the base recipe has.
public struct RunRequest: Sendable, Equatable {
    public var target: String?
    public var task: LearningTask?
    public var positive: String?
    public var model: String?
    /// `name=value`, in order.
    public var settings: [String]
    public var split: String?
    public var metric: String?
    /// Steps that are done after those of the base.
    public var steps: [Step]
    public var filter: String?
    public var only: [String]?
    public var on: [String]
    public var off: [String]
    /// `column=words`, in order.
    public var encodings: [String]
    public var seed: Int?
    public var splitSeed: Int?
    public var sealed: Double?
    public var refit: Bool?

    public init(target: String? = nil) {
        self.target = target
        self.settings = []
        self.steps = []
        self.on = []
        self.off = []
        self.encodings = []
    }
}
