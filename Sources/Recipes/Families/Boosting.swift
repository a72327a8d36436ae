extension ModelFamily {
    /// Gradient boosting of histogram trees.
    public static let boosting = ModelFamily(
        key: "boosting", title: "Gradient boosting",
        summary:
            "Trees that each correct the ones before; the strongest choice on most tables, takes missing values as they are.",
        tasks: [.classification, .regression],
        parameters: [
            .integer(
                "n_estimators", 100, in: 1...100_000, scale: .logarithmic, tuning: 50...2000,
                "Trees, for many classes so many a class."),
            .real(
                "learning_rate", 0.1, in: 0...1, above: true, scale: .logarithmic, tuning: 0.01...0.3,
                "Share of each tree's correction that is taken; smaller needs more trees."),
            .integer("num_leaves", 31, in: 2...4096, scale: .logarithmic, tuning: 4...256, "Leaves a tree has at the most."),
            .integer(
                "max_depth", -1, in: -1...64,
                "Depth of a tree at the most; -1 has no bound. Depthwise trees keep to num_leaves too; symmetric ones to this alone: 6 levels for -1, never above 12."
            ),
            .integer(
                "min_child_samples", 20, in: 1...1_000_000, scale: .logarithmic, tuning: 1...100, "Rows a leaf has at the least."),
            .real("reg_lambda", 0, in: 0...1e300, scale: .logarithmic, tuning: 1e-4...10, "L2 penalty on the leaves' values."),
            .real("reg_alpha", 0, in: 0...1e300, scale: .logarithmic, tuning: 1e-4...1, "L1 penalty on the leaves' values."),
            .real("subsample", 1, in: 0...1, above: true, tuning: 0.5...1, "Share of the rows that a tree sees."),
            .integer("subsample_freq", 0, in: 0...10_000, "Trees after which other rows are drawn; 0 draws none."),
            .real("colsample_bytree", 1, in: 0...1, above: true, tuning: 0.4...1, "Share of the features that a tree sees."),
            .integer(
                "early_stopping_rounds", 0, in: 0...100_000,
                "Ends after so many trees without gain on an inner split of the training rows; 0 is off."),
            Parameter(
                "objective", .choice(["auto", "squared", "absolute", "huber", "quantile", "poisson", "tweedie"]), .text("auto"),
                "Loss that is made small; auto takes log loss for classes and squared error for numbers."),
            Parameter(
                "growth", .choice(["leafwise", "depthwise", "symmetric"]), .text("leafwise"),
                "Next split: of the best leaf, of the best of the least deep, or of a whole level by one question."),
            .real(
                "huber_delta", 1, in: 0...1e300, above: true, scale: .logarithmic, advanced: true,
                "For objective huber: errors beyond this, in the target's units, count in proportion."),
            .real(
                "quantile", 0.9, in: 0.001...0.999, advanced: true,
                "For objective quantile: share of rows that lie below the prediction."),
            .real(
                "tweedie_variance_power", 1.5, in: 1...1.99, advanced: true,
                "For objective tweedie: 1 is near counts, 2 near amounts that are never 0."),
            Parameter(
                "monotone", .text(.directions), .text(TextGrammar.nothing), advanced: true,
                "Features that predictions may only rise (+1) or fall (-1) with."),
            Parameter(
                "interactions", .text(.groups), .text(TextGrammar.nothing), advanced: true,
                "Groups of features that may stand together on a path of a tree; those in no group are one more."),
            .real(
                "min_child_weight", 1e-3, in: 0...1e300, scale: .logarithmic, advanced: true,
                "Sum of second derivatives a leaf has at the least."),
            .real("min_split_gain", 0, in: 0...1e300, advanced: true, "Gain a split has at the least."),
            .integer("max_bin", 255, in: 2...255, advanced: true, "Bins of a numeric feature at the most."),
            .real("cat_smooth", 10, in: 0...1e300, advanced: true, "Smooths the order of categories with few rows."),
            .real("cat_l2", 10, in: 0...1e300, advanced: true, "L2 penalty on splits by category."),
            .integer(
                "max_cat_to_onehot", 4, in: 1...255, advanced: true,
                "Categories up to which a split takes one against the rest."),
            .integer("max_cat_threshold", 32, in: 1...255, advanced: true, "Categories on the smaller side of a split."),
            .integer(
                "min_data_per_group", 100, in: 1...1_000_000, advanced: true, "Rows a group of categories has at the least."),
            Parameter(
                "class_weight", .choice(["none", "balanced"]), .text("none"), advanced: true,
                "For classes: balanced makes every class count the same, however few rows it has."),
        ],
        stepUnit: "trees",
        source: "Friedman 2001, https://doi.org/10.1214/aos/1013203451; Ke et al. 2017 (LightGBM)")
}
