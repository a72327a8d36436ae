extension ModelFamily {
    /// Trees on rows drawn with replacement.
    public static let forest = ModelFamily(
        key: "forest", title: "Random forest",
        summary: "Deep trees on rows drawn at random, averaged; hard to do wrong, and needs no tuning.",
        tasks: [.classification, .regression], parameters: forestParameters(bootstrap: true), stepUnit: "trees",
        source: "Breiman 2001, https://doi.org/10.1023/A:1010933404324")

    /// The parameters of forests, which differ in one default.
    static func forestParameters(bootstrap: Bool) -> [Parameter] {
        [
            .integer(
                "n_estimators", 100, in: 1...100_000, scale: .logarithmic, tuning: 50...1000,
                "Trees; more are never worse, only slower."),
            .real(
                "max_features", 0, in: 0...1, tuning: 0.1...1,
                "Share of the features that each split looks at, drawn anew for each; 0 takes the square root of their number for classes, and all for numbers."
            ),
            .integer("max_depth", -1, in: -1...1000, tuning: 2...30, "Depth of a tree at the most; -1 has no bound."),
            .integer(
                "min_samples_leaf", 1, in: 1...1_000_000, scale: .logarithmic, tuning: 1...50, "Rows a leaf has at the least."),
            .integer(
                "min_samples_split", 2, in: 2...1_000_000, scale: .logarithmic, tuning: 2...32,
                "Rows that a node has at the least to be split."),
            Parameter(
                "bootstrap", .flag, .flag(bootstrap),
                "Whether each tree gets as many rows as there are, drawn with replacement; the others tell how good it is."),
            .real(
                "max_samples", 1, in: 0...1, above: true, tuning: 0.5...1, advanced: true,
                "Rows drawn for each tree, as a share of all."),
            Parameter(
                "criterion", .choice(["gini", "entropy"]), .text("gini"), advanced: true,
                "For classes: what a split shall lower, Gini's impurity or the entropy. For numbers it is the squared error."),
            .integer(
                "max_leaf_nodes", -1, in: -1...1_000_000, scale: .logarithmic, advanced: true,
                "Leaves of a tree at the most, the most useful splits first; -1 has no bound."),
            .real(
                "min_impurity_decrease", 0, in: 0...1e300, scale: .logarithmic, advanced: true,
                "What a split has to take off the impurity, weighed by its share of the rows."),
            .real(
                "ccp_alpha", 0, in: 0...1e300, scale: .logarithmic, advanced: true,
                "What a leaf has to take off the impurity to be kept (cost-complexity pruning); 0 prunes nothing."),
            Parameter(
                "class_weight", .choice(["none", "balanced"]), .text("none"), advanced: true,
                "Weight of a class's rows: all the same, or so that every class weighs the same in all."),
        ]
    }
}
