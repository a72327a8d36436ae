import Charts
import Interface
import Recipes
import Statistics
import Tabular

/// All columns against one another, kinds mixed, as a heat map in an order in which columns that go together stand together.
struct AssociationSheet: DataSheet {
    static let scope: Scope = "data.association"

    var place = SheetPlace(TableState(column: 1))
    var rows: RowSelection
    /// The columns that are looked at.
    let columns: [String]
    /// Whether the cursor has been put on the pair that says most.
    private var isPlaced = false
    /// More columns take longer than one waits, and say less than one reads.
    static let columnLimit = 60

    init(rows: RowSelection, _ state: WorkbenchState) {
        self.rows = rows
        columns = state.mostTelling(Self.columnLimit) { $0.kind != .identifier && $0.kind != .text }
    }

    private var question: AssociationQuestion { AssociationQuestion(rows: rows, columns: columns) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }

    func reply(_ state: WorkbenchState) -> Reply<AssociationMatrix> { state.data.analyses[question] }

    func crumb(_ state: WorkbenchState) -> String { "association" }

    func remark(_ state: WorkbenchState) -> String {
        guard let matrix = reply(state).answer, let table = state.table.seen?.table else { return "" }
        var text = "\(matrix.columns.count) columns"
        if columns.count == Self.columnLimit, table.columns.count > columns.count {
            text = "the \(matrix.columns.count) most telling of \(Figures.count(table.columns.count)) columns"
        }
        let sampled = matrix.sampled
        if sampled.rows < sampled.of {
            let margin = state.looks.glyphs.folded(SampleMargin(sampled).ofCorrelations)
            text += ", \(Figures.count(sampled.rows)) of \(Figures.count(sampled.of)) rows sampled evenly, \(margin)"
        }
        return text
    }

    /// The places of the pair under the cursor: the row's column and the column's; on a name its strongest partner.
    func pair(_ matrix: AssociationMatrix) -> (row: Int, column: Int)? {
        let row = min(place.table.cursor, matrix.columns.count - 1)
        guard row >= 0 else { return nil }
        let column = place.table.column - 1
        if matrix.columns.indices.contains(column), column != row { return (row, column) }
        return matrix.partner(of: row).map { (row, $0) }
    }

    func column(_ state: WorkbenchState) -> Int? {
        guard let matrix = reply(state).answer, matrix.columns.indices.contains(place.table.cursor) else { return nil }
        return state.table.seen?.table.index(of: matrix.columns[place.table.cursor])
    }

    /// The plot that fits the pair.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let matrix = reply(state).answer, let pair = pair(matrix), let table = state.table.open?.table,
            let first = table[matrix.columns[pair.row]], let second = table[matrix.columns[pair.column]]
        else { return nil }
        return PlotSheets.sheet(first, against: second, rows: rows)
    }

    /// Begins at the strongest pair: with the target, where it is among the columns.
    mutating func receive(_ analysis: Analysis) {
        guard !isPlaced, analysis.question == AnyDataQuestion(question), case .success(let answer) = analysis.result,
            let matrix = answer as? AssociationMatrix
        else { return }
        isPlaced = true
        let target = analysis.target.flatMap { matrix.columns.firstIndex(of: $0.column) }
        guard let row = target ?? matrix.strongest(1).first?.row, let column = matrix.partner(of: row) else { return }
        place.table.cursor = row
        place.table.column = column + 1
    }
}

extension AssociationMatrix {
    /// The column that goes best with one; nil where none varies.
    func partner(of row: Int) -> Int? {
        let others = columns.indices.filter { $0 != row && !values[row][$0].isNaN }
        return others.max { (values[row][$0], -$0) < (values[row][$1], -$1) }
    }

    /// The pairs that go together best, each once.
    func strongest(_ count: Int) -> [(row: Int, column: Int)] {
        var pairs: [(row: Int, column: Int)] = []
        for row in columns.indices {
            for column in columns.indices where column > row && !values[row][column].isNaN { pairs.append((row, column)) }
        }
        let sorted = pairs.sorted { a, b in
            let (x, y) = (values[a.row][a.column], values[b.row][b.column])
            return x == y ? (a.row, a.column) < (b.row, b.column) : x > y
        }
        return Array(sorted.prefix(count))
    }
}
