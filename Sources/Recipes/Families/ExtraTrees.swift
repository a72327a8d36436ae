extension ModelFamily {
    /// Trees with thresholds drawn at random.
    public static let extraTrees = ModelFamily(
        key: "extra_trees", title: "Extra trees",
        summary: "A forest whose thresholds are drawn and not searched: smoother, quicker, and often as good.",
        tasks: [.classification, .regression], parameters: forestParameters(bootstrap: false), stepUnit: "trees",
        source: "Geurts, Ernst and Wehenkel 2006, https://doi.org/10.1007/s10994-006-6226-1")
}
