import Recipes
import Tabular

/// Which plot fits two columns.
enum PlotSheets {
    /// How a column is put on an axis.
    enum Axis: Sendable {
        case number, date, category
    }

    /// Numbers with few different values are categories here.
    static func axis(of column: Column) -> Axis {
        guard column.numbers != nil else { return .category }
        if column.kind == .date { return .date }
        return ColumnSheet.hasMany(column) ? .number : .category
    }

    /// The plot of a column against another, which lies along the abscissa where there is one.
    static func sheet(_ column: Column, against other: Column, rows: RowSelection) -> any DataSheet {
        switch (axis(of: column), axis(of: other)) {
        case (.number, .date): TimeSheet(number: column.name, date: other.name, rows: rows)
        case (.date, .number): TimeSheet(number: other.name, date: column.name, rows: rows)
        case (.category, .category): CrossSheet(column.name, other.name, rows: rows)
        case (.category, _): BoxesSheet(number: other.name, by: column.name, rows: rows)
        case (_, .category): BoxesSheet(number: column.name, by: other.name, rows: rows)
        default: ScatterSheet(x: other.name, y: column.name, rows: rows)
        }
    }
}

/// Two columns against one another, in the form that fits them.
struct PlotQuestion: DataQuestion {
    enum Form: Hashable, Sendable {
        case boxes, cross, scatter
        case time(stretches: Int)
    }

    enum Answer: Sendable {
        case boxes(BoxPlots, test: TestChoiceText?)
        case cross(CrossTable, test: TestChoiceText?)
        case scatter(ScatterTiles)
        case time(QuantilesOverTime)
    }

    /// The abscissa, or the categories.
    var x: String
    var y: String
    var form: Form
    var rows: RowSelection

    /// Tiles of a scatter: so many across and up.
    static let tiles = (columns: 24, lines: 12)
    /// So many categories are shown, the commonest.
    static let boxLimit = 60
    static let crossLimit = 30

    func answer(in context: AnalysisContext) throws(AssayError) -> Answer {
        let part = try context.part(rows, of: [x, y]).table
        let cancellation = context.cancellation
        guard let first = part[x] else { throw .goneColumn(x) }
        guard let second = part[y] else { throw .goneColumn(y) }
        switch form {
        case .boxes:
            let boxes = try BoxPlots(second, by: first, limit: Self.boxLimit, cancellation: cancellation)
            guard let boxes else { throw .nothingToPlot(y, x) }
            return .boxes(boxes, test: ColumnPairTest.number(second, by: first).map(TestChoiceText.init))
        case .cross:
            let table = try CrossTable(second, first, limit: Self.crossLimit, cancellation: cancellation)
            return .cross(table, test: ColumnPairTest.categories(second, first).map(TestChoiceText.init))
        case .scatter:
            let tiles = try ScatterTiles(
                part, x: first, y: second, target: context.target, columns: Self.tiles.columns, lines: Self.tiles.lines,
                cancellation: cancellation)
            guard let tiles else { throw .nothingToPlot(y, x) }
            return .scatter(tiles)
        case .time(let stretches):
            let time = try QuantilesOverTime(second, over: first, stretches: stretches, cancellation: cancellation)
            guard let time else { throw .nothingToPlot(y, x) }
            return .time(time)
        }
    }

    var sampledFirst: RowSelection? { rows }
}
