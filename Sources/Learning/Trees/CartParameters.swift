import Recipes

/// How trees are grown; names and defaults of the parameters are scikit-learn's.
struct CartParameters: Sendable {
    var trees = 1
    var isEntropy = false
    var maxDepth = Int.max
    var minSplit = 2
    var minLeaf = 1
    /// Leaves at the most; 0 has no bound.
    var maxLeaves = 0
    /// Share of the features that each split looks at; 0 is the family's rule.
    var featureShare = 0.0
    var minDecrease = 0.0
    var pruning = 0.0
    var bootstrap = false
    /// Rows drawn for each tree, as a share of all.
    var rowShare = 1.0
    /// Thresholds drawn at random.
    var drawsCuts = false
    /// Ranks of a number at the most.
    var codes = CartFeature.codeLimit

    /// Reads the parameters of a recipe; what is missing is at its default.
    init(_ model: Recipe.Model, drawsCuts: Bool = false) {
        trees = max(1, model.integer("n_estimators"))
        isEntropy = model.text("criterion") == "entropy"
        let depth = model.integer("max_depth")
        maxDepth = depth > 0 ? depth : .max
        minSplit = max(2, model.integer("min_samples_split"))
        minLeaf = max(1, model.integer("min_samples_leaf"))
        maxLeaves = max(0, model.integer("max_leaf_nodes"))
        featureShare = model.real("max_features")
        minDecrease = model.real("min_impurity_decrease")
        pruning = model.real("ccp_alpha")
        bootstrap = model.flag("bootstrap")
        if bootstrap { rowShare = model.real("max_samples") }
        self.drawsCuts = drawsCuts
    }

    /// Features that a split looks at, of so many: a share of them, or the square root for classes and all for numbers.
    func featuresPerSplit(of count: Int, isClasses: Bool) -> Int {
        if featureShare > 0 { return min(count, max(1, Int(featureShare * Double(count)))) }
        return isClasses ? max(1, Int(Double(count).squareRoot())) : count
    }
}
