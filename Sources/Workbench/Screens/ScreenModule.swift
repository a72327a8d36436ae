import Interface
import Terminal

/// What the workbench can do: a command over its state.
typealias AppCommand = Command<WorkbenchState, Effect>

/// A screen: where its panes stand, how they look, which of them are tables, what can be done there.
///
/// All functions are pure but for ``click(_:at:in:_:)``; nothing is kept outside of the state.
protocol ScreenModule {
    /// The panes with their frames, in an area of any size. Where there is no room for all, the focused one is among them.
    static func panes(in area: Rect, _ state: WorkbenchState) -> [PlacedPane]
    /// Draws one pane with its frame.
    static func draw(_ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState)
    /// The table that a pane holds, so that movement keys work in it.
    static func table(in pane: PlacedPane, _ state: WorkbenchState) -> PaneTable?
    /// A click into a pane that already has the focus.
    static func click(_ point: Point, in pane: PlacedPane, _ state: inout WorkbenchState) -> [Effect]
    /// Whether the crosshair keys go to a chart in this pane.
    static func isChart(_ pane: Pane) -> Bool
    static var commands: [AppCommand] { get }
}

extension ScreenModule {
    static func isChart(_ pane: Pane) -> Bool { false }
}

/// A pane and where its frame stands.
struct PlacedPane: Equatable {
    var pane: Pane
    var frame: Rect

    init(_ pane: Pane, _ frame: Rect) {
        self.pane = pane
        self.frame = frame
    }

    /// What is inside of the frame.
    var inner: Rect { frame.inset(1, 1) }
}

/// The table of a pane: where its state is kept, and how large it is.
struct PaneTable {
    var state: WritableKeyPath<WorkbenchState, TableState>
    var view: TableView
    /// Where the table is drawn.
    var rect: Rect
}

extension ScreenID {
    /// The code of a screen.
    var module: any ScreenModule.Type {
        switch self {
        case .data: DataScreen.self
        case .features: FeaturesScreen.self
        case .model: ModelScreen.self
        case .train: TrainScreen.self
        case .runs: RunsScreen.self
        case .compare: CompareScreen.self
        }
    }

    /// Whether a sentence about the draft stands below the top line.
    var hasHeadline: Bool { self == .features || self == .model || self == .train }
}
