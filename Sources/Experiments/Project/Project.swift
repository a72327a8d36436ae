public import Recipes
public import Tabular

/// A folder with the data, `assay.toml` and `.assay/`: where runs are kept.
public struct Project: Sendable, Equatable {
    /// The project's folder, absolute.
    public var folder: String
    /// The data file of `assay.toml`, absolute, if one is named.
    public var data: String?
    /// The target column of `assay.toml`.
    public var target: String?
    /// How the data file is read, where `assay.toml` says it.
    public var reading = ReadingOptions()
    /// How the data file is prepared before anything else, where `assay.toml` says it: new recipes start with these steps.
    public var steps: [Step] = []
    /// The outside programs that `assay.toml` offers in place of the families.
    public var trainers: [DeclaredTrainer] = []
    /// Where it is kept which programs a person agreed to: outside of every project.
    public var trustFolder = Project.stateFolder.map { $0 + "/trust" }
    /// Codes of checks of the guard that are not made, sorted.
    public var silencedChecks: [String] = []
    /// What new recipes start from.
    public var defaults = Defaults()
    /// True where the project stands elsewhere because the folder of the data cannot be written.
    public var isElsewhere: Bool

    /// What `assay.toml` sets for new recipes; what is nil is the contract's default.
    public struct Defaults: Sendable, Equatable {
        public var task: LearningTask?
        public var positive: String?
        public var model: String?
        public var split: String?
        public var metric: String?
        public var seed: Int?
        public var splitSeed: Int?
        public var sealed: Double?
        /// The name of the trainer that new recipes start with.
        public var trainer: String?

        public init() {}
    }

    public init(folder: String, data: String? = nil, target: String? = nil, isElsewhere: Bool = false) {
        self.folder = folder
        self.data = data
        self.target = target
        self.isElsewhere = isElsewhere
    }

    /// The last part of the folder.
    public var name: String { String(folder.split(separator: "/").last ?? "/") }

    /// Where the store, locks and logs are.
    public var storeFolder: String { folder + "/.assay" }

    /// The file that says where the data is.
    public var configurationFile: String { folder + "/" + Self.configurationName }

    static let configurationName = "assay.toml"
}
