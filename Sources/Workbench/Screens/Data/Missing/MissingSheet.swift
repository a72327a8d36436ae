import Charts
import Interface
import Tabular

/// The patterns of missing values: a row for all rows that miss the same columns, by the columns that miss any.
struct MissingSheet: DataSheet {
    static let scope: Scope = "data.missing"

    var place = SheetPlace(TableState(column: Self.frozen))
    var rows: RowSelection
    /// The columns before those that are missing: rows, share, target.
    static let frozen = 3

    init(rows: RowSelection) { self.rows = rows }

    private var question: MissingQuestion { MissingQuestion(rows: rows) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }

    func reply(_ state: WorkbenchState) -> Reply<MissingQuestion.Answer> { state.data.analyses[question] }

    func crumb(_ state: WorkbenchState) -> String { "missing values" }

    func remark(_ state: WorkbenchState) -> String {
        guard let matrix = reply(state).answer?.matrix, !matrix.columns.isEmpty else { return "" }
        var text = "\(Figures.count(matrix.patternCount)) \(matrix.patternCount == 1 ? "pattern" : "patterns")"
        if matrix.patternCount > matrix.patterns.count { text = "the \(matrix.patterns.count) commonest of " + text }
        text += " in \(Figures.count(matrix.rows)) rows"
        if matrix.columns.count == MissingnessMatrix.columnLimit {
            text += ", the \(matrix.columns.count) columns that miss most"
        }
        return text
    }

    /// The place of the column under the cursor among those with gaps.
    func gap(_ matrix: MissingnessMatrix) -> Int? {
        matrix.columns.isEmpty ? nil : min(max(place.table.column - Self.frozen, 0), matrix.columns.count - 1)
    }

    func column(_ state: WorkbenchState) -> Int? {
        guard let matrix = reply(state).answer?.matrix, let gap = gap(matrix) else { return nil }
        return state.table.seen?.table.index(of: matrix.columns[gap])
    }

    /// The rows of the pattern: those that miss just these columns.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let matrix = reply(state).answer?.matrix, matrix.patterns.indices.contains(place.table.cursor) else { return nil }
        let pattern = matrix.patterns[place.table.cursor]
        let terms = zip(matrix.columns, pattern.isMissing).map { $1 ? RowFilter.missing($0) : "not \(RowFilter.missing($0))" }
        return RowsSheet(rows.and(terms.joined(separator: " ")))
    }
}
