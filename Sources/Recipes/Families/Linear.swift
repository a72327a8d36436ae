extension ModelFamily {
    /// Least squares, with or without a penalty.
    public static let linear = ModelFamily(
        key: "linear", title: "Linear regression",
        summary: "A weighted sum of the features; exact, fast, readable, and hard to beat on small tables.",
        tasks: [.regression],
        parameters: [
            Parameter(
                "penalty", .choice(["ridge", "lasso", "elastic_net"]), .text("ridge"),
                "What large weights cost: their squares, their absolute values (which sets many to 0), or some of both."),
            .real(
                "alpha", 0, in: 0...1e300, scale: .logarithmic, tuning: 1e-4...1e3,
                "Strength of the penalty on the weights of the standardised features; 0 is ordinary least squares. Scaled as in scikit-learn: ridge adds alpha |w|^2 to the sum of squared errors, lasso and elastic net add alpha |w| to half their mean."
            ),
            .real("l1_ratio", 0.5, in: 0...1, "For elastic_net: the share of the penalty that goes by absolute values."),
            .integer(
                "max_iter", 1000, in: 1...1_000_000, scale: .logarithmic, advanced: true,
                "For lasso and elastic net: passes over all columns at the most."),
            .real(
                "tol", 1e-4, in: 0...1, above: true, scale: .logarithmic, advanced: true,
                "For lasso and elastic net: ends where the objective is proved to be so near to the least, as a share of the target's squares."
            ),
            .integer(
                "max_categories", 100, in: 2...10_000, advanced: true,
                "Classes of a category that get a column of their own; the rarer ones share one."),
        ],
        stepUnit: "",
        source:
            "Hoerl and Kennard 1970, https://doi.org/10.1080/00401706.1970.10488634; Friedman, Hastie and Tibshirani 2010, https://doi.org/10.18637/jss.v033.i01"
    )
}
