public import Recipes
public import Tabular

/// Something that has to be worked out from the open table, as a value: asked once, answered on a background queue, its answer
/// kept until the table or the target changes.
///
/// ```swift
/// struct MissingQuestion: DataQuestion {
///     var rows: RowSelection
///     func answer(in context: AnalysisContext) throws(AssayError) -> MissingPattern {
///         context.table.missingPattern(rows: try rows.rows(in: context.table))
///     }
/// }
/// ```
public protocol DataQuestion: Hashable, Sendable {
    associatedtype Answer: Sendable

    /// Works the answer out, off the screen's thread.
    ///
    /// - Throws: ``AssayError`` where there is no answer; its sentence stands where the answer would.
    func answer(in context: AnalysisContext) throws(AssayError) -> Answer

    /// Whether a newer question of this kind makes older ones pointless, as each key of a filter does: those that wait are dropped.
    static var onlyNewestCounts: Bool { get }
}

extension DataQuestion {
    public static var onlyNewestCounts: Bool { false }
}

/// What a question is answered from.
public struct AnalysisContext: Sendable {
    public let table: Table
    /// The draft's target; nil where none is chosen.
    public let target: Recipe.Target?
    /// Says yes once nobody waits for the answer: a long computation ends then, its answer is thrown away.
    public let isCancelled: @Sendable () -> Bool
    /// Reads another file as the project would: to hold two tables side by side.
    public let open: @Sendable (String) throws(AssayError) -> Table

    public init(
        table: Table, target: Recipe.Target? = nil, isCancelled: @escaping @Sendable () -> Bool = { false },
        open: @escaping @Sendable (String) throws(AssayError) -> Table = { path throws(AssayError) in
            throw AssayError(code: "no_such_file", message: "\(path) cannot be opened here")
        }
    ) {
        self.table = table
        self.target = target
        self.isCancelled = isCancelled
        self.open = open
    }
}

/// A question of any kind.
public struct AnyDataQuestion: Hashable, Sendable {
    public let question: any DataQuestion

    public init(_ question: any DataQuestion) { self.question = question }

    public static func == (a: AnyDataQuestion, b: AnyDataQuestion) -> Bool {
        func isSame<Question: DataQuestion>(_ question: Question) -> Bool { question == b.question as? Question }
        return isSame(a.question)
    }

    public func hash(into hasher: inout Hasher) { question.hash(into: &hasher) }
}

/// What came of a question.
public struct Analysis: Sendable {
    public let question: AnyDataQuestion
    /// What it was asked of: an answer about another table or target than the present ones is thrown away.
    public let table: Table
    public let target: Recipe.Target?
    public let result: Result<any Sendable, AssayError>

    public init(
        question: any DataQuestion, table: Table, target: Recipe.Target?, result: Result<any Sendable, AssayError>
    ) {
        self.question = AnyDataQuestion(question)
        self.table = table
        self.target = target
        self.result = result
    }

    /// Answers a question where it stands; called off the screen's thread.
    public init(_ question: any DataQuestion, in context: AnalysisContext) {
        let result: Result<any Sendable, AssayError>
        do throws(AssayError) {
            result = .success(try Self.answer(question, in: context))
        } catch {
            result = .failure(error)
        }
        self.init(question: question, table: context.table, target: context.target, result: result)
    }

    private static func answer(
        _ question: some DataQuestion, in context: AnalysisContext
    ) throws(AssayError) -> any Sendable { try question.answer(in: context) }
}
