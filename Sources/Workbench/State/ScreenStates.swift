public import Actions
public import Interface
import RunStore

/// Where a person is on the Features screen.
public struct FeaturesScreenState: Sendable {
    public var table = TableState()
    /// How the features are ordered.
    public enum Order: Sendable {
        case table, importance, association
    }
    public var order = Order.table
    /// Whether a toggle is trained at once.
    public var judgesEveryToggle = false
    /// Shows only columns whose name or kind contains this.
    public var filter: String?

    init() {}
}

/// Where a person is on the Model screen.
public struct ModelScreenState: Sendable {
    public var families = TableState()
    public var parameters = TableState()
    /// Whether parameters that few people change are shown.
    public var showsAdvanced = false

    init() {}
}

/// Where a person is on the Train screen.
public struct TrainScreenState: Sendable {
    /// The run that is shown; nil shows the newest.
    public var run: String?
    public var folds = TableState()
    /// The step under the crosshair; nil has none.
    public var crosshair: Int?
    public var isLogarithmic = false
    public var isSmoothed = false
    /// The steps that the charts show; nil shows all.
    public var window: ClosedRange<Int>?
    /// The fold whose curves stand alone; nil shows the mean of all with each fold dim.
    public var focusedFold: Int?

    init() {}
}

/// Where a person is on the Runs screen.
public struct RunsScreenState: Sendable {
    public var table = TableState()
    /// In the order in which they were marked.
    public var marked: [String] = []
    public var filter: String?
    /// The key that rows are sorted by (a metric, `number`, `model`, `fit`); nil is the ranking metric.
    public var sort: String?
    public var isReversed = false
    public var showsBin = false
    /// Shows only the recipe fields that differ as columns.
    public var showsDifferences = false

    init() {}
}

/// Where a person is on the Compare screen.
public struct CompareScreenState: Sendable {
    /// The runs side by side; the first is what the others are held against.
    public var runs: [String] = []
    public var differences = TableState()
    public var metrics = TableState()
    /// Shows all fields, not only those that differ.
    public var showsAll = false
    /// The last comparison that arrived, for the runs it is of.
    public var result: RunComparison?
    public var predictions: [String: PredictionSummary] = [:]

    init() {}
}
