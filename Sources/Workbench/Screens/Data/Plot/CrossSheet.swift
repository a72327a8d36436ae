import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// Two categories against one another: counts in a grid, coloured by how far they are from what independence would give.
struct CrossSheet: DataSheet {
    static let scope: Scope = "data.cross"
    static let fills = true

    /// What stands in a cell.
    enum Figure: CaseIterable, Sendable {
        case count, shareOfRow, residual
    }

    var place = SheetPlace(TableState(column: 1))
    var rows: RowSelection
    let first: String
    let second: String
    var figure = Figure.count

    init(_ first: String, _ second: String, rows: RowSelection) {
        self.first = first
        self.second = second
        self.rows = rows
    }

    private var question: PlotQuestion { PlotQuestion(x: second, y: first, form: .cross, rows: rows) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }

    func reply(_ state: WorkbenchState) -> Reply<PlotQuestion.Answer> { state.data.analyses[question] }

    func cross(_ state: WorkbenchState) -> CrossTable? {
        if case .cross(let table, _) = reply(state).answer { table } else { nil }
    }

    func crumb(_ state: WorkbenchState) -> String { "\(first) by \(second)" }

    func remark(_ state: WorkbenchState) -> String {
        guard let cross = cross(state) else { return "" }
        let v = cross.cramersV.map { "V \(Figures.fixed($0, 3)), " } ?? ""
        let missing = cross.missing > 0 ? ", \(Figures.count(cross.missing)) rows miss one" : ""
        return "\(v)\(figure.name)\(missing)"
    }

    func column(_ state: WorkbenchState) -> Int? { state.table.seen?.table.index(of: first) }

    /// The rows that have both values.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let cross = cross(state), cross.rows.indices.contains(place.table.cursor) else { return nil }
        let (row, column) = (place.table.cursor, place.table.column - 1)
        let lines = cross.condition(row, of: first, cross.rows, cross.hasOtherRows)
        let columns =
            cross.columns.indices.contains(column)
            ? cross.condition(column, of: second, cross.columns, cross.hasOtherColumns) : nil
        guard let condition = lines.map({ line in columns.map { RowFilter.both(line, $0) } ?? line }) else { return nil }
        return RowsSheet(rows.and(condition))
    }

    static var commands: [AppCommand] {
        [
            AppCommand(
                "cross.figure", "figures", "Shows counts, shares of the row, or standardised residuals.", keys: ["b"],
                scopes: [scope], category: "Plots", priority: 60
            ) { state in
                state.change(CrossSheet.self) { sheet in
                    let all = Figure.allCases
                    sheet.figure = all[((all.firstIndex(of: sheet.figure) ?? 0) + 1) % all.count]
                }
                return []
            }
        ]
    }
}

extension CrossSheet.Figure {
    var name: String {
        switch self {
        case .count: "counts"
        case .shareOfRow: "shares of the row"
        case .residual: "standardised residuals"
        }
    }
}

extension CrossTable {
    /// The condition of having a listed value, or none of them.
    func condition(_ place: Int, of column: String, _ labels: [String], _ hasOthers: Bool) -> String? {
        guard labels.indices.contains(place) else { return nil }
        guard hasOthers, place == labels.count - 1 else { return RowFilter.term(column, "=", labels[place]) }
        return labels.dropLast().map { RowFilter.term(column, "!=", $0) }.joined(separator: " ")
            + " not " + RowFilter.missing(column)
    }

    /// Sums over rows, columns and all.
    var margins: (rows: [Int], columns: [Int], all: Int) {
        let rows = counts.map { $0.reduce(0, +) }
        let columns = self.columns.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
        return (rows, columns, rows.reduce(0, +))
    }

    /// By cell, in standard deviations, how far the count is from what independence would give (S. J. Haberman, 1973,
    /// https://doi.org/10.2307/2529686); NaN where a margin is empty or holds all.
    var residuals: [[Double]] {
        let margins = margins
        let all = Double(max(1, margins.all))
        return counts.indices.map { row in
            counts[row].indices.map { column in
                let (across, down) = (Double(margins.rows[row]) / all, Double(margins.columns[column]) / all)
                let expected = all * across * down
                let deviation = (expected * (1 - across) * (1 - down)).squareRoot()
                return deviation > 0 ? (Double(counts[row][column]) - expected) / deviation : .nan
            }
        }
    }
}
