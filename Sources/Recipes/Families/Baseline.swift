extension ModelFamily {
    /// What a model must beat: it knows the target alone.
    public static let baseline = ModelFamily(
        key: "baseline", title: "Baseline",
        summary: "Predicts the commonest class or the mean; what every other model must beat.",
        tasks: [.classification, .regression],
        parameters: [
            Parameter(
                "strategy", .choice(["most_frequent", "prior"]), .text("prior"),
                "For classes: all rows the commonest class with certainty, or each class with its share.")
        ],
        stepUnit: "", source: "scikit-learn's DummyClassifier and DummyRegressor")
}
