public import Recipes

/// A run that is to be: what ``RunStore/create(_:claimedBy:)`` takes.
public struct NewRun: Sendable {
    /// Made beforehand, so that the run's lock can be taken before the run is there.
    public var id: String
    public var recipe: Recipe
    public var table: TableRecord
    /// The id of the run whose recipe this one was edited from.
    public var parent: String?
    public var note: String
    public var tags: [String]
    /// What took effect in the parent and is to take effect at the same steps here.
    public var inherited: [Intervention]

    public init(
        id: String = ULID.make(), recipe: Recipe, table: TableRecord, parent: String? = nil, note: String = "",
        tags: [String] = [], inherited: [Intervention] = []
    ) {
        self.inherited = inherited
        self.id = id
        self.recipe = recipe
        self.table = table
        self.parent = parent
        self.note = note
        self.tags = tags
    }
}

/// Who works on a run: kept with it, so that another process can tell whether it still goes on.
public struct WorkerIdentity: Sendable, Equatable {
    public var pid: Int
    public var host: String
    public var threads: Int
    /// Build, processor and the like.
    public var environment: [String: String]

    public init(pid: Int, host: String, threads: Int, environment: [String: String] = [:]) {
        self.pid = pid
        self.host = host
        self.threads = threads
        self.environment = environment
    }
}
