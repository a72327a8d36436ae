extension ModelFamily {
    /// Logistic regression, softmax for more than two classes.
    public static let logistic = ModelFamily(
        key: "logistic", title: "Logistic regression",
        summary: "A weighted sum turned into probabilities; well calibrated, readable, a strong first model.",
        tasks: [.classification],
        parameters: [
            .real(
                "C", 1, in: 0...1e300, above: true, scale: .logarithmic, tuning: 1e-4...1e3,
                "Inverse of the penalty on the squared weights; smaller is simpler."),
            Parameter(
                "penalty", .choice(["l2", "none"]), .text("l2"),
                "Whether large weights cost anything; without a penalty C does nothing, and separable classes never settle."),
            Parameter(
                "class_weight", .choice(["none", "balanced"]), .text("none"),
                "Whether all rows count the same, or each class as much as any other."),
            .integer("max_iter", 1000, in: 1...1_000_000, scale: .logarithmic, advanced: true, "Iterations at the most."),
            .real(
                "tol", 1e-4, in: 0...1, above: true, scale: .logarithmic, advanced: true,
                "Ends when no part of the gradient of the mean loss is larger."),
            .integer(
                "max_categories", 100, in: 2...10_000, advanced: true,
                "Classes of a category that get a column of their own; the rarer ones share one."),
        ],
        stepUnit: "iterations", source: "Liu and Nocedal 1989, https://doi.org/10.1007/BF01589116")
}
