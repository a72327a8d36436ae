import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// The rows as points: a scatter along the first two principal components, what these are made of, clusters, and the oddest rows.
struct ShapeSheet: DataSheet {
    static let scope: Scope = "data.shapes"

    /// What is shown where there is no room for all.
    enum Face: String, CaseIterable, Sendable {
        case components, oddest, plot
    }

    /// What colours tell apart.
    enum Colouring: Sendable {
        case target, clusters
    }

    var place = SheetPlace()
    var rows: RowSelection
    /// The columns that may be coordinates: the target is left out of them when the question is answered.
    let columns: [String]
    var face = Face.components
    var colouring = Colouring.target
    var clusters = 3
    static let clusterRange = 2...8

    init(rows: RowSelection, _ state: WorkbenchState) {
        self.rows = rows
        columns = state.mostTelling(TablePoints.columnLimit + 1) { $0.kind == .number || $0.kind == .flag }
    }

    private var shapeQuestion: ShapeQuestion { ShapeQuestion(rows: rows, columns: columns) }

    private var clusterQuestion: ClusterQuestion { ClusterQuestion(rows: rows, columns: columns, count: clusters) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [shapeQuestion, clusterQuestion] }

    func reply(_ state: WorkbenchState) -> Reply<ShapeQuestion.Answer> { state.data.analyses[shapeQuestion] }

    func clusterReply(_ state: WorkbenchState) -> Reply<ClusterQuestion.Answer> { state.data.analyses[clusterQuestion] }

    func crumb(_ state: WorkbenchState) -> String { "shape" }

    func remark(_ state: WorkbenchState) -> String {
        guard let answer = reply(state).answer, let table = state.table.seen?.table else { return "" }
        var text =
            answer.rows < answer.of
            ? "\(Figures.count(answer.rows)) of \(Figures.count(answer.of)) rows sampled evenly"
            : "\(Figures.count(answer.rows)) rows"
        text += " \(state.looks.glyphs.times) \(answer.columns.count) standardised"
        let candidates = table.columns.count { $0.kind == .number || $0.kind == .flag }
        if candidates > columns.count { text += ", the most telling of \(Figures.count(candidates))" }
        return text
    }

    /// The row under the cursor of the list of odd ones.
    func current(_ state: WorkbenchState) -> ShapeQuestion.Odd? {
        guard let odd = reply(state).answer?.oddest, odd.indices.contains(place.table.cursor) else { return nil }
        return odd[place.table.cursor]
    }

    /// The column in which the row under the cursor is oddest.
    func column(_ state: WorkbenchState) -> Int? {
        current(state)?.far.first.flatMap { state.table.seen?.table.index(of: $0.column) }
    }

    func identity(of row: Int, _ state: WorkbenchState) -> Int {
        guard let odd = reply(state).answer?.oddest, odd.indices.contains(row) else { return row }
        return Int(odd[row].row)
    }

    /// The odd row under the cursor, or all that are marked.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        var chosen = place.marked.sorted().map { Int32(clamping: $0) }
        if chosen.isEmpty, let current = current(state) { chosen = [current.row] }
        guard let first = chosen.first else { return nil }
        let title = chosen.count == 1 ? "row \(Figures.count(Int(first) + 1))" : "\(chosen.count) odd rows"
        return RowsSheet(RowSelection(list: RowList(chosen, title: title)))
    }
}
