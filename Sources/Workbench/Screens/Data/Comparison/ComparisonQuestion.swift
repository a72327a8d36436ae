import Glibc
import Recipes
import Tabular

/// The open table held against another file, column by column.
struct ComparisonQuestion: DataQuestion {
    /// The other file.
    var path: String
    /// The rows of the open table that are compared.
    var rows: RowSelection

    struct Answer: Sendable {
        var comparison: TableComparison
        /// The other table's name.
        var name: String
        /// How many of the other table's rows were compared.
        var other: TableProfile.Sampled
        /// The commonest value of columns of words, in both.
        var tops: [String: (reference: String?, current: String?)]
    }

    func answer(in context: AnalysisContext) throws(AssayError) -> Answer {
        let other = try context.open(Self.expanded(path))
        let part = try context.part(rows).table
        let current = try AnalysisContext(table: other).limited(to: context.rowLimit ?? .max).part(.all).table
        let comparison = try TableComparison(reference: part, current: current, cancellation: context.cancellation)
        var tops: [String: (reference: String?, current: String?)] = [:]
        for column in part.columns where column.kind == .category || column.kind == .flag {
            try context.cancellation.check()
            guard let now = current[column.name] else { continue }
            if let shapes = ComparedShapes(reference: column, current: now, bins: 1), shapes.edges.isEmpty {
                tops[column.name] = shapes.top
            }
        }
        return Answer(
            comparison: comparison, name: other.name,
            other: TableProfile.Sampled(rows: current.rowCount, of: other.rowCount), tops: tops)
    }

    var sampledFirst: RowSelection? { rows }
    static func margin(of sampled: TableProfile.Sampled, in answer: Answer) -> String {
        SampleMargin(sampled).ofDistances(to: SampleMargin(answer.other))
    }

    /// A path with the home folder where it begins with `~/`, as a shell takes it.
    static func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }
}

/// One column's distribution in the open table and in another file.
struct ComparedShapesQuestion: DataQuestion {
    var path: String
    var rows: RowSelection
    var column: String
    var bins: Int

    func answer(in context: AnalysisContext) throws(AssayError) -> ComparedShapes {
        let other = try context.open(ComparisonQuestion.expanded(path))
        guard let then = try context.part(rows, of: [column]).table[column] else { throw .goneColumn(column) }
        guard let now = other[column] else { throw .onlyInOne(column) }
        guard let shapes = ComparedShapes(reference: then, current: now, bins: bins) else { throw .notComparable(column) }
        return shapes
    }
}
