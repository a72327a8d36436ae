import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// Two tables column by column: what is gone, what is new, what has moved, and whether that is more than chance.
struct ComparisonSheet: DataSheet {
    static let scope: Scope = "data.comparison"
    static let fills = true

    var place = SheetPlace()
    var rows: RowSelection
    let path: String
    var filter: String?
    /// The bin or value under the cursor of the picture; nil is where the tables differ most.
    var bin: Int?

    static let bins = 30

    init(path: String, rows: RowSelection) {
        self.path = path
        self.rows = rows
    }

    var filterHint: String? { "part of a name" }

    private var question: ComparisonQuestion { ComparisonQuestion(path: path, rows: rows) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] {
        guard let current = current(state), current.isInBoth else { return [question] }
        return [question, shapesQuestion(current.column)]
    }

    private func shapesQuestion(_ column: String) -> ComparedShapesQuestion {
        ComparedShapesQuestion(path: path, rows: rows, column: column, bins: Self.bins)
    }

    func reply(_ state: WorkbenchState) -> Reply<ComparisonQuestion.Answer> { state.data.analyses[question] }

    func shapes(_ state: WorkbenchState) -> Reply<ComparedShapes>? {
        guard let current = current(state), current.isInBoth else { return nil }
        return state.data.analyses[shapesQuestion(current.column)]
    }

    func shown(_ state: WorkbenchState) -> [TableComparison.Row] {
        let rows = reply(state).answer?.comparison.rows ?? []
        guard let filter = filter?.lowercased(), !filter.isEmpty else { return rows }
        return rows.filter { $0.column.lowercased().contains(filter) }
    }

    func current(_ state: WorkbenchState) -> TableComparison.Row? {
        let shown = shown(state)
        return shown.indices.contains(place.table.cursor) ? shown[place.table.cursor] : nil
    }

    private var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

    func crumb(_ state: WorkbenchState) -> String { "against \(fileName)" }

    func remark(_ state: WorkbenchState) -> String {
        guard let comparison = reply(state).answer?.comparison else { return "" }
        let alarms = comparison.rows.count { $0.isAlarm }
        let counts = "\(Figures.count(comparison.referenceRows)) rows then, \(Figures.count(comparison.currentRows)) now"
        return "\(counts), \(alarms == 0 ? "no column has" : alarms == 1 ? "1 column has" : "\(alarms) columns have") moved"
    }

    func column(_ state: WorkbenchState) -> Int? { current(state).flatMap { state.table.seen?.table.index(of: $0.column) } }

    func currentBin(_ shapes: ComparedShapes) -> Int {
        let count = shapes.reference.count
        if let bin { return min(max(bin, 0), count - 1) }
        return (0..<count).max {
            let (a, b) = (abs(shapes.reference[$0] - shapes.current[$0]), abs(shapes.reference[$1] - shapes.current[$1]))
            return a == b ? $0 > $1 : a < b
        } ?? 0
    }

    /// The open table's rows in the bin under the cursor; of a column that only one table has, the column's page.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let current = current(state), let column = state.table.seen?.table[current.column] else { return nil }
        guard let shapes = shapes(state)?.answer else { return current.isInBoth ? nil : ColumnSheet(column, rows: rows) }
        let bin = currentBin(shapes)
        guard shapes.reference.indices.contains(bin), shapes.reference[bin] > 0 else { return nil }
        if shapes.edges.isEmpty { return RowsSheet(rows.and(RowFilter.term(column.name, "=", shapes.labels[bin]))) }
        let ends = shapes.edges[bin]...max(shapes.edges[bin], shapes.edges[bin + 1])
        return RowsSheet(rows.and(RowFilter.within(ends, of: column, isLast: bin == shapes.reference.count - 1)))
    }

    static var commands: [AppCommand] {
        [
            moved("comparison.left", "bin left", "Moves to the bin at the left.", "Left", by: -1),
            moved("comparison.right", "bin right", "Moves to the bin at the right.", "Right", by: 1),
        ]
    }

    private static func moved(_ id: String, _ title: String, _ summary: String, _ key: KeySequence, by step: Int) -> AppCommand {
        AppCommand(id, title, summary, keys: [key], scopes: [scope], category: "Two tables") { state in
            guard let sheet = state.focusedSheet as? ComparisonSheet, let shapes = sheet.shapes(state)?.answer else { return [] }
            let now = sheet.currentBin(shapes)
            state.change(ComparisonSheet.self) { $0.bin = min(max(now + step, 0), shapes.reference.count - 1) }
            return []
        }
    }
}

extension TableComparison.Row {
    var isInBoth: Bool { kinds.reference != nil && kinds.current != nil }
}

extension WorkbenchState {
    /// C: asks for the file that the table is held against.
    mutating func chooseOtherTable() -> [Effect] {
        overlay = .prompt(
            Prompt(label: "other table", placeholder: "a file such as data/test.csv"), .otherTable)
        return []
    }

    /// Opens the comparison with a file.
    mutating func compareTable(with path: String) -> [Effect] {
        let path = String(path.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        guard !path.isEmpty else { return [] }
        return open(ComparisonSheet(path: path, rows: data.top.rows))
    }
}
