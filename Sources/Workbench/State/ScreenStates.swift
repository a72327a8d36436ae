public import Actions
public import Interface
public import RunStore

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
    /// Several runs share the chart.
    var isRace = false
    /// The runs that race, in the order in which they were made.
    var racers: [String] = []
    var raceTable = TableState()

    init() {}
}

/// Where a person is on the Runs screen.
public struct RunsScreenState: Sendable {
    public var table = TableState()
    /// In the order in which they were marked.
    public var marked: [String] = []
    /// The row from which a range is being marked.
    var anchor: Int?
    public var filter: String?
    /// Columns, order and groups; its query is ``filter``.
    public var view = RunView()
    /// The name of the view that was chosen last, as long as it is as it was kept.
    public var viewName: String?
    /// The views that are kept, by name.
    var views: [KeptView] = []
    public var showsBin = false
    /// Groups of seeds that show their runs, by the recipe's hash of the first.
    var opened: Set<String> = []
    /// Rows as they were arranged last, for as long as nothing changes that they depend on.
    var arrangement: RunArrangement?

    /// Shows only the columns that differ, and the recipes' fields that do.
    public var showsDifferences: Bool {
        get { view.showsOnlyDifferences }
        set { view.showsOnlyDifferences = newValue }
    }

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
