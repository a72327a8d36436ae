public import Recipes

/// The learners there are, by family key.
public enum Learners {
    /// All of them. Whoever adds a family adds a line.
    public static let all: [any Learner] = [
        BaselineLearner(),
        LinearLearner(),
        LogisticLearner(),
        NaiveBayesLearner(),
        NeighborsLearner(),
        TreeLearner(),
        ForestLearner.forest,
        ForestLearner.extraTrees,
        BoostingLearner(),
        NetworkLearner(),
    ]

    /// The learner of a family.
    ///
    /// - Throws: ``AssayError`` with the nearest key.
    public static func named(_ family: String) throws(AssayError) -> any Learner {
        if family == ModelFamily.trainer.key { return OutsideLearner() }
        guard let learner = all.first(where: { $0.family == family }) else {
            throw .unknownWord(family, kind: "model", known: all.map(\.family))
        }
        return learner
    }
}
