import Recipes

extension AssayError {
    /// A model was asked about rows that lack one of its features.
    static func missingFeature(_ name: String) -> AssayError {
        AssayError(
            code: "missing_feature", message: "the model needs the column \"\(name)\", which is not there",
            hint: "give it the columns that it was trained on")
    }

    /// A feature has words where the model knows numbers, or the other way round.
    static func unlikeFeature(_ name: String, wantsWords: Bool) -> AssayError {
        AssayError(
            code: "unlike_feature",
            message:
                "the column \"\(name)\" holds \(wantsWords ? "numbers where the model knows words" : "words where the model knows numbers")",
            hint: "set the column's type as it was in training")
    }

    /// A document is not a boosted model.
    static func unreadableBoosting(_ what: String) -> AssayError {
        AssayError(
            code: "unreadable_model", message: "this is not a boosted model: \(what)",
            hint: "train again, or take another copy of the file")
    }

    /// There are no rows or classes to learn from.
    static let nothingToLearn = AssayError(
        code: "nothing_to_learn", message: "there are no rows to learn from", hint: "widen the row filter or use fewer folds")
}
