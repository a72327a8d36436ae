public import Recipes
public import Tabular

/// What came of a question.
public struct Analysis: Sendable {
    public let question: AnyDataQuestion
    /// What it was asked of: an answer about another table or target than the present ones is thrown away.
    public let table: Table
    public let target: Recipe.Target?
    public let result: Result<any Sendable, AssayError>
    /// The sample that a first answer is from, after which another follows; nil for the answer that stays.
    public let sampled: TableProfile.Sampled?

    public init(
        question: any DataQuestion, table: Table, target: Recipe.Target?, result: Result<any Sendable, AssayError>,
        sampled: TableProfile.Sampled? = nil
    ) {
        self.question = AnyDataQuestion(question)
        self.table = table
        self.target = target
        self.result = result
        self.sampled = sampled
    }

    /// Answers a question where it stands; called off the screen's thread.
    public init(_ question: any DataQuestion, in context: AnalysisContext, sampled: TableProfile.Sampled? = nil) {
        let result: Result<any Sendable, AssayError>
        do throws(AssayError) {
            result = .success(try Self.answer(question, in: context))
        } catch {
            result = .failure(error)
        }
        self.init(question: question, table: context.table, target: context.target, result: result, sampled: sampled)
    }

    /// Answers a question, from a sample first where that is worth it, and hands over each answer while somebody waits.
    static func answers(_ question: any DataQuestion, in context: AnalysisContext, then: (Analysis) -> Void) {
        if let sampled = firstSample(of: question, in: context) {
            let first = Analysis(question, in: context.limited(to: sampled.rows), sampled: sampled)
            guard !context.isCancelled() else { return }
            // What some rows have no answer for all may have.
            if case .success = first.result { then(first) }
        }
        let whole = Analysis(question, in: context)
        if !context.isCancelled() { then(whole) }
    }

    /// The sample of a first answer; nil where there are too few rows for one to be sooner.
    private static func firstSample(of question: any DataQuestion, in context: AnalysisContext) -> TableProfile.Sampled? {
        let rows = AnalysisContext.firstRows
        guard context.table.rowCount > 3 * rows, let selection = question.sampledFirst else { return nil }
        guard let chosen = try? selection.rows(in: context.table)?.count ?? context.table.rowCount, chosen > 3 * rows else {
            return nil
        }
        return TableProfile.Sampled(rows: rows, of: chosen)
    }

    private static func answer(
        _ question: some DataQuestion, in context: AnalysisContext
    ) throws(AssayError) -> any Sendable { try question.answer(in: context) }
}
