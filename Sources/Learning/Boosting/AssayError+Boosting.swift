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

    /// The objective is one for numbers, and the target has classes.
    static func objectiveNeedsNumbers(_ objective: String) -> AssayError {
        AssayError(
            code: "objective_needs_numbers", message: "the objective \(objective) is for numbers, and the target has classes",
            hint: "set objective=auto, or take a target of numbers", isUsage: true)
    }

    /// The objective is one for amounts, and some rows have less than nothing.
    static func negativeTarget(_ objective: String, count: Int) -> AssayError {
        AssayError(
            code: "negative_target",
            message:
                "the objective \(objective) needs a target of 0 or more, and \(count) row\(count == 1 ? " is" : "s are") below 0",
            hint: "filter these rows out, or take another objective such as squared", isUsage: true)
    }

    /// A constraint names no feature of the fit.
    static func noSuchFeature(_ name: String, in parameter: String, known: [String]) -> AssayError {
        let nearest = nearestWord(to: name, among: known)
        return AssayError(
            code: "no_such_feature", message: "\(parameter) names \"\(name)\", which is not among the features",
            hint: nearest.map { "did you mean \($0)?" } ?? "name features that are on", isUsage: true)
    }

    /// A direction was asked of a feature without an order.
    static func monotoneNeedsNumbers(_ name: String) -> AssayError {
        AssayError(
            code: "monotone_needs_numbers", message: "\"\(name)\" holds categories, which have no order to be monotone in",
            hint: "take it out of monotone", isUsage: true)
    }
}
