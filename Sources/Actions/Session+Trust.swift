public import Experiments
public import Recipes

extension Session {
    /// What has to be agreed to before this recipe may be trained here; nil where nothing has.
    public func trustQuestion(for recipe: Recipe) -> TrustQuestion? {
        recipe.trainer.flatMap { project.trustQuestion(for: $0) }
    }

    /// Keeps that a person agreed.
    ///
    /// - Throws: ``AssayError`` where that cannot be kept.
    public func trust(_ question: TrustQuestion) throws(AssayError) { try project.trust(question) }
}
