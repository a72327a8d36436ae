extension ModelFamily {
    /// The nearest training rows.
    public static let knn = ModelFamily(
        key: "knn", title: "Nearest neighbours",
        summary: "Says what the nearest training rows say; needs no fit, and suffers from features that do not matter.",
        tasks: [.classification, .regression],
        parameters: [
            .integer(
                "n_neighbors", 5, in: 1...100_000, scale: .logarithmic, tuning: 1...500,
                "Rows that are asked; more are smoother."),
            Parameter(
                "weights", .choice(["uniform", "distance"]), .text("uniform"),
                "Whether all of them count the same, or nearer ones more (by one over the distance)."),
            .integer(
                "p", 2, in: 1...2,
                "The distance between standardised rows: 2 is Euclid's, 1 the sum of the differences. Words differ as columns of 0 and 1 do."
            ),
            .integer(
                "max_categories", 100, in: 2...10_000, advanced: true,
                "Classes of a category that get a column of their own; the rarer ones share one."),
            Parameter(
                "class_weight", .choice(["none", "balanced"]), .text("none"), advanced: true,
                "Weight of a class's rows: all the same, or so that every class weighs the same in all."),
        ],
        stepUnit: "", source: "Cover and Hart 1967, https://doi.org/10.1109/TIT.1967.1053964")
}
