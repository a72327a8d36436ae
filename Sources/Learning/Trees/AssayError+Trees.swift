import Recipes

extension AssayError {
    /// Trees number their features with 16 bits.
    static func tooManyFeatures(_ count: Int, limit: Int) -> AssayError {
        AssayError(
            code: "too_many_features", message: "there are \(count) features, and trees take at most \(limit)",
            hint: "switch some off, or choose another model")
    }

    /// A document is no model of trees.
    static func unreadableTrees(_ what: String) -> AssayError {
        AssayError(
            code: "unreadable_model", message: "this is not a model of trees: \(what)",
            hint: "train again, or take another copy of the file")
    }
}
