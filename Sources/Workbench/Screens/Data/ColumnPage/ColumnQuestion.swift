import Recipes
import Statistics
import Tabular

/// All there is to a column but its histogram, which changes with the number of bins.
struct ColumnQuestion: DataQuestion {
    var column: String
    var rows: RowSelection

    /// What the page tells.
    struct Answer: Sendable {
        var details: ColumnDetails
        /// The rows that it is about.
        var rows: Int
        /// Of numbers: the values beyond the bound of the modified z score.
        var scores: Scores?
    }

    /// What the modified z score says of a number.
    struct Scores: Sendable {
        /// Values that are no outliers.
        var inside: ClosedRange<Double>
        var outliers: Int
        /// Whether more than half of the values are equal, so that mean deviations had to stand in.
        var isFallback: Bool
    }

    func answer(in context: AnalysisContext) throws(AssayError) -> Answer {
        let part = try context.part(rows, of: [column]).table
        guard let values = part[column] else { throw .goneColumn(column) }
        let details = try ColumnDetails(part, values, target: context.target, bins: 1, cancellation: context.cancellation)
        try context.cancellation.check()
        return Answer(details: details, rows: part.rowCount, scores: Self.scores(values))
    }

    var sampledFirst: RowSelection? { rows }

    private static func scores(_ column: Column) -> Scores? {
        guard let numbers = column.numbers, column.kind == .number else { return nil }
        let score = ModifiedZ(Array(numbers))
        let reach = ModifiedZ.bound * score.unit
        guard score.unit > 0, (score.median - reach).isFinite, (score.median + reach).isFinite else { return nil }
        return Scores(
            inside: (score.median - reach)...(score.median + reach), outliers: numbers.count { score.isOutlier($0) },
            isFallback: score.isFallback)
    }
}

/// Every column's test with the target, and whether missing values say something of it.
struct TargetTestsQuestion: DataQuestion {
    var rows: RowSelection

    struct Answer: Sendable {
        var tests: TargetTests
        var missing: [MissingSignal]

        func test(of column: String) -> TargetTests.Row? { tests.rows.first { $0.column == column } }
        func signal(of column: String) -> MissingSignal? { missing.first { $0.column == column } }
    }

    func answer(in context: AnalysisContext) throws(AssayError) -> Answer {
        guard let target = context.target else { throw .noTargetToTest() }
        let part = try context.part(rows).table
        let tests = try TargetTests(part, target: target, cancellation: context.cancellation)
        return Answer(
            tests: tests, missing: try MissingSignal.all(part, target: target, cancellation: context.cancellation))
    }

    var sampledFirst: RowSelection? { rows }
    static func margin(of sampled: TableProfile.Sampled, in answer: Answer) -> String { SampleMargin(sampled).ofEffects }
}
