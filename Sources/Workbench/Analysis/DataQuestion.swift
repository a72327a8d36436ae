public import Recipes
public import Tabular

/// Something that has to be worked out from the open table, as a value: asked once, answered on a background queue, its answer
/// kept until the table or the target changes.
///
/// ```swift
/// struct MissingQuestion: DataQuestion {
///     var rows: RowSelection
///     var sampledFirst: RowSelection? { rows }
///     func answer(in context: AnalysisContext) throws(AssayError) -> MissingnessMatrix {
///         try MissingnessMatrix(context.part(rows).table, cancellation: context.cancellation)
///     }
/// }
/// ```
public protocol DataQuestion: Hashable, Sendable {
    associatedtype Answer: Sendable

    /// Works the answer out, off the screen's thread.
    ///
    /// - Throws: ``AssayError`` where there is no answer; its sentence stands where the answer would.
    func answer(in context: AnalysisContext) throws(AssayError) -> Answer

    /// The rows that it goes through, where an answer from a sample of them is worth seeing before that of all; nil where the whole
    /// answer is there as soon, or where a sample says nothing, as of rows that stand twice.
    var sampledFirst: RowSelection? { get }

    /// How far the figures of a first answer, from some rows, may be from those of all rows, in words.
    static func margin(of sampled: TableProfile.Sampled, in answer: Answer) -> String

    /// Whether a newer question of this kind makes older ones pointless, as each key of a filter does.
    static var onlyNewestCounts: Bool { get }
}

extension DataQuestion {
    public var sampledFirst: RowSelection? { nil }
    public static func margin(of sampled: TableProfile.Sampled, in answer: Answer) -> String { SampleMargin(sampled).ofShares }
    public static var onlyNewestCounts: Bool { false }
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
