extension ModelFamily {
    /// Naive Bayes: Gaussian for numbers, counts for words.
    public static let naiveBayes = ModelFamily(
        key: "naive_bayes", title: "Naive Bayes",
        summary:
            "Takes every feature for independent within a class; fitted in one pass, works with few rows and many columns, and is often too sure.",
        tasks: [.classification],
        parameters: [
            .real(
                "var_smoothing", 1e-9, in: 0...1, above: true, scale: .logarithmic, tuning: 1e-12...1e-1,
                "Share of the largest variance that is added to every variance; larger is smoother."),
            .real(
                "alpha", 1, in: 0...1e300, above: true, scale: .logarithmic, tuning: 1e-3...100,
                "Rows that every class is taken to have had with each word before any was seen (Laplace); larger is smoother."),
            Parameter(
                "class_weight", .choice(["none", "balanced"]), .text("none"), advanced: true,
                "Weight of a class's rows: all the same, or so that every class weighs the same in all."),
        ],
        stepUnit: "",
        source:
            "Hand and Yu 2001, https://doi.org/10.1111/j.1751-5823.2001.tb00465.x; scikit-learn's GaussianNB and CategoricalNB")
}
