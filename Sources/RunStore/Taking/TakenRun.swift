public import Recipes

/// A run that another program made and kept, as it is taken in: with all that is known of it.
public struct TakenRun: Sendable {
    /// Made of what the other program calls the run, so that taking it twice gives one run: ``ULID/derived(at:from:)``.
    public var id: String
    public var recipe: Recipe
    public var table: TableRecord
    public var state: RunState
    /// Seconds since 1970 UTC.
    public var startedAt: Double
    public var finishedAt: Double?
    /// What else is known of how it came about; `tracker` says which program kept it.
    public var environment: [String: String]
    public var failure: String?
    public var note: String
    public var tags: [String]
    /// The last values by fold: what it is ranked by.
    public var folds: [StoredFold]
    /// Every series with all of its points.
    public var series: [SeriesPoints]
    /// Who keeps reading it, while it grows.
    public var worker: WorkerIdentity?

    public init(
        id: String, recipe: Recipe, table: TableRecord, state: RunState, startedAt: Double, finishedAt: Double? = nil,
        environment: [String: String] = [:], failure: String? = nil, note: String = "", tags: [String] = [],
        folds: [StoredFold] = [], series: [SeriesPoints] = [], worker: WorkerIdentity? = nil
    ) {
        self.id = id
        self.recipe = recipe
        self.table = table
        self.state = state
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.environment = environment
        self.failure = failure
        self.note = note
        self.tags = tags
        self.folds = folds
        self.series = series
        self.worker = worker
    }
}

/// What became of a run that was offered to a store.
public enum Taking: Sendable, Equatable {
    /// It is new, under this number.
    case new(Int)
    /// It was there, and has grown or changed its state since.
    case changed(Int)
    /// It was there as it is.
    case known(Int)
    /// It was deleted here, and stays deleted.
    case deleted
}
