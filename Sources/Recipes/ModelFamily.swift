/// A family of models as it is declared: what it is called, what it is good for, which parameters it has.
///
/// The learner itself is in the module `Learning`, under the same key.
public struct ModelFamily: Hashable, Sendable {
    /// The name in recipes and on the command line.
    public let key: String
    public let title: String
    /// What it is good for, in one sentence.
    public let summary: String
    public let tasks: Set<LearningTask>
    public let parameters: [Parameter]
    /// What one step of its curves is: `trees`, `iterations`; empty where it has none.
    public let stepUnit: String
    /// Where the method is described, with a DOI where there is one.
    public let source: String

    /// The parameter with this name, or nil.
    public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

    /// Every parameter at its default.
    public var defaults: [String: ParameterValue] {
        Dictionary(parameters.map { ($0.name, $0.standard) }, uniquingKeysWith: { first, _ in first })
    }

    /// All families, in the order in which they are shown.
    public static let all: [ModelFamily] = [
        .baseline, .linear, .logistic, .naiveBayes, .knn, .tree, .forest, .extraTrees, .boosting, .mlp,
    ]

    /// The family with this key; that of outside trainers too, which is none of ``all``.
    ///
    /// - Throws: ``AssayError`` with the nearest key.
    public static func named(_ key: String) throws(AssayError) -> ModelFamily {
        if key == trainer.key { return trainer }
        guard let family = all.first(where: { $0.key == key }) else {
            throw .unknownWord(key, kind: "model", known: all.map(\.key))
        }
        return family
    }

    /// The family that a task starts with.
    public static let standard = ModelFamily.boosting
}
