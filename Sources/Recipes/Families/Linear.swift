extension ModelFamily {
    /// Ordinary least squares.
    public static let linear = ModelFamily(
        key: "linear", title: "Linear regression",
        summary: "A weighted sum of the features; exact, fast, readable, and hard to beat on small tables.",
        tasks: [.regression],
        parameters: [
            .real(
                "alpha", 0, in: 0...1e300, scale: .logarithmic, tuning: 1e-4...1e3,
                "Ridge penalty on the squared weights of the standardised features; 0 is ordinary least squares."),
            .integer(
                "max_categories", 100, in: 2...10_000, advanced: true,
                "Classes of a category that get a column of their own; the rarer ones share one."),
        ],
        stepUnit: "", source: "Hoerl and Kennard 1970, https://doi.org/10.1080/00401706.1970.10488634")
}
