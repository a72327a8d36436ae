extension ModelFamily {
    /// One decision tree.
    public static let tree = ModelFamily(
        key: "tree", title: "Decision tree",
        summary: "Questions with two answers, one after the other; can be read as a drawing, and is worth pruning.",
        tasks: [.classification, .regression],
        parameters: [
            Parameter(
                "criterion", .choice(["gini", "entropy"]), .text("gini"),
                "For classes: what a split shall lower, Gini's impurity or the entropy. For numbers it is the squared error."),
            .integer("max_depth", -1, in: -1...1000, tuning: 2...20, "Depth at the most; -1 has no bound."),
            .integer(
                "min_samples_split", 2, in: 2...1_000_000, scale: .logarithmic, tuning: 2...64,
                "Rows that a node has at the least to be split."),
            .integer(
                "min_samples_leaf", 1, in: 1...1_000_000, scale: .logarithmic, tuning: 1...50, "Rows a leaf has at the least."),
            .integer(
                "max_leaf_nodes", -1, in: -1...1_000_000, scale: .logarithmic,
                "Leaves at the most, the most useful splits first; -1 has no bound."),
            .real(
                "ccp_alpha", 0, in: 0...1e300, scale: .logarithmic, tuning: 1e-5...1e-1,
                "What a leaf has to take off the impurity to be kept (cost-complexity pruning); 0 prunes nothing."),
            .real(
                "max_features", 1, in: 0...1, above: true, advanced: true,
                "Share of the features that each split looks at, drawn anew for each."),
            .real(
                "min_impurity_decrease", 0, in: 0...1e300, scale: .logarithmic, advanced: true,
                "What a split has to take off the impurity, weighed by its share of the rows."),
            Parameter(
                "class_weight", .choice(["none", "balanced"]), .text("none"), advanced: true,
                "Weight of a class's rows: all the same, or so that every class weighs the same in all."),
        ],
        stepUnit: "", source: "Breiman, Friedman, Olshen and Stone 1984, https://doi.org/10.1201/9781315139470")
}
