import Actions
public import Experiments
public import Interface
public import Recipes
public import RunStore
import Tabular
public import Terminal

/// All that the workbench shows, as one value. ``update(_:)`` changes it; views draw it; nothing else holds state.
public struct WorkbenchState: Sendable {
    public var project: Project
    public var table: TableStatus = .none
    /// The import that goes on: of the first table, or of the open one in another way.
    public var importing: Importing?
    /// The recipe at the keyboard; nil until there is a table and a target.
    public var draft: Recipe?
    /// The steps at the keyboard until there is a draft; nil where nothing is known of them.
    var sketch: Sketch?
    /// The target that was asked for on the command line, until the first draft has it: it outweighs the kept draft's.
    var wantedTarget: String?
    /// The run that the draft was taken from or last became, which new runs have as their parent.
    public var parent: String?
    public var journal = Journal()
    public var runs = RunsModel()

    public var size: Size
    public var screen = ScreenID.data
    /// The pane that keys go to, by screen.
    public var focus: [ScreenID: Pane] = [:]
    /// The focused pane fills the screen.
    public var isZoomed = false
    public var data = DataScreenState()
    public var features = FeaturesScreenState()
    public var model = ModelScreenState()
    public var train = TrainScreenState()
    public var runsScreen = RunsScreenState()
    public var compare = CompareScreenState()

    /// Commands chosen in the palette, the latest first.
    var recentCommands: [String] = []
    /// Keys that began a longer sequence.
    var pendingKeys: [Key] = []
    /// What lies over the screen and takes the keys first.
    public var overlay: Overlay?
    /// The answer in the bottom line, and when it goes by itself.
    public var message: Message?
    var messageEnds = 0.0
    public var looks: Looks
    /// Seconds since 1970, set by the loop, so that views need no clock.
    public var now: Double
    /// When the workbench was opened.
    let opened: Double
    public var isQuitting = false
    /// Fewer updates, nothing that moves by itself.
    public var isCalm = false
    /// How the end of a run is told.
    public var notices = Notices()
    /// What the window's title says now.
    var title = ""

    public init(project: Project, size: Size, looks: Looks, now: Double = 0) {
        self.project = project
        self.size = size
        self.looks = looks
        self.now = now
        opened = now
        title = "assay · \(project.name)"
    }

    /// Puts a word into the bottom line.
    mutating func say(_ text: String, _ kind: Message.Kind) {
        message = Message(Session.shownText(text), kind)
        messageEnds = now + (kind == .error ? 15 : kind == .warning ? 8 : 3)
    }

    /// Takes the word away once it has been there long enough, so that the keys are seen again.
    mutating func expireMessage() {
        if message != nil, now >= messageEnds { message = nil }
    }

    /// The pane that keys go to now.
    public var pane: Pane { focus[screen] ?? screen.panes[0] }

    /// The run that the Train screen shows.
    public var shownRun: RunRecord? { runs[train.run] ?? runs.newest }

    /// The run that others are held against: the one that was set, else the shown run's parent.
    public var baselineRun: RunRecord? { runs[runs.baseline] }
}
