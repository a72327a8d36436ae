import Interface
import Terminal

/// A sheet of the Data screen's stack: the rows, a frequency table, a plot. A value; one folder holds all there is to it.
///
/// What has to be worked out it names as ``questions(_:)`` and reads from `state.data.analyses`; nothing in here computes over rows.
protocol DataSheet: Sendable {
    /// The scope of its own keys, such as `data.frequency`.
    static var scope: Scope { get }
    /// What can be done in it beyond what any sheet can, in ``scope``.
    static var commands: [AppCommand] { get }
    /// Whether it has the whole screen while it has the keys, as a large picture wants; Tab brings the other panes back.
    static var fills: Bool { get }

    /// Where a person is in it.
    var place: SheetPlace { get set }
    /// The rows that it speaks of, which those that it opens narrow down.
    var rows: RowSelection { get set }
    /// The filter that `/` edits.
    var filter: String? { get set }
    /// An example of what `/` takes here; nil where there is nothing to filter.
    var filterHint: String? { get }

    /// Whether its table can be sorted.
    var isSortable: Bool { get }
    /// Whether it stays open when another table takes the place of the one it was opened on.
    var survivesTable: Bool { get }

    /// What it is called in the line of crumbs.
    func crumb(_ state: WorkbenchState) -> String
    /// Live figures behind the crumbs.
    func remark(_ state: WorkbenchState) -> String
    /// What has to be worked out for it.
    func questions(_ state: WorkbenchState) -> [any DataQuestion]
    /// The column that it is about, or that is under its cursor: what `!`, `t`, `d`, `F` and the other panes speak of.
    func column(_ state: WorkbenchState) -> Int?

    /// Its table, if it has one, for a place of this size.
    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView?
    /// Where the table stands in the sheet's place.
    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect
    /// Draws it: pure, at any size.
    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState)
    /// What stands for a row of the table among marks.
    func identity(of row: Int, _ state: WorkbenchState) -> Int
    /// The sheet that Enter opens on what is under the cursor or, where something is marked, on all of it; nil where there is none.
    func opened(_ state: WorkbenchState) -> (any DataSheet)?

    /// Sorts by a column of the table: up, down, not; behind the columns it is sorted by already where `adding`.
    mutating func sort(byTableColumn column: Int, adding: Bool, _ state: WorkbenchState)

    /// Takes in an answer that arrived; most sheets read answers when they are drawn and have nothing to do here.
    mutating func receive(_ analysis: Analysis)
}

extension DataSheet {
    static var commands: [AppCommand] { [] }
    static var fills: Bool { false }
    var filter: String? {
        get { nil }
        set {}
    }
    var filterHint: String? { nil }
    var isSortable: Bool { false }
    var survivesTable: Bool { false }
    func remark(_ state: WorkbenchState) -> String { "" }
    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [] }
    func column(_ state: WorkbenchState) -> Int? { nil }
    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? { nil }
    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect { rect }
    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        let place = tableRect(in: rect, state)
        table(Size(place.width, place.height), isFocused: isFocused, state)?.draw(
            on: &surface, in: place, state: self.place.table)
    }
    func identity(of row: Int, _ state: WorkbenchState) -> Int { row }
    func opened(_ state: WorkbenchState) -> (any DataSheet)? { nil }
    mutating func receive(_ analysis: Analysis) {}
    mutating func sort(byTableColumn column: Int, adding: Bool, _ state: WorkbenchState) {}

    /// Whether a row is marked, or is in the range that is being marked.
    func isMarked(_ row: Int, _ state: WorkbenchState) -> Bool {
        if let range = place.range, range.contains(row) { return true }
        return !place.marked.isEmpty && place.marked.contains(identity(of: row, state))
    }
}

/// All kinds of sheets: their commands are the screen's.
enum DataSheets {
    static let all: [any DataSheet.Type] = [
        RowsSheet.self, FrequencySheet.self, ColumnSheet.self, TestsSheet.self, ScatterSheet.self, BoxesSheet.self,
        CrossSheet.self, TimeSheet.self, ComparisonSheet.self, KindsSheet.self, ReadingSheet.self,
        AssociationSheet.self, MissingSheet.self, DuplicatesSheet.self, ShapeSheet.self,
        StepRowsSheet.self,
    ]
}
