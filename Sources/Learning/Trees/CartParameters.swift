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
        let values = model.parameters
        func integer(_ name: String, _ standard: Int) -> Int {
            if case .integer(let value) = values[name] { value } else { standard }
        }
        func real(_ name: String, _ standard: Double) -> Double {
            switch values[name] {
            case .real(let value): value
            case .integer(let value): Double(value)
            default: standard
            }
        }
        trees = integer("n_estimators", 1)
        isEntropy = values["criterion"] == .text("entropy")
        let depth = integer("max_depth", -1)
        maxDepth = depth > 0 ? depth : .max
        minSplit = max(2, integer("min_samples_split", 2))
        minLeaf = max(1, integer("min_samples_leaf", 1))
        maxLeaves = max(0, integer("max_leaf_nodes", -1))
        featureShare = real("max_features", 0)
        minDecrease = real("min_impurity_decrease", 0)
        pruning = real("ccp_alpha", 0)
        bootstrap = values["bootstrap"] == .flag(true)
        rowShare = real("max_samples", 1)
        self.drawsCuts = drawsCuts
    }

    /// Features that a split looks at, of so many: a share of them, or the square root for classes and all for numbers.
    func featuresPerSplit(of count: Int, isClasses: Bool) -> Int {
        if featureShare > 0 { return min(count, max(1, Int(featureShare * Double(count)))) }
        return isClasses ? max(1, Int(Double(count).squareRoot())) : count
    }
}
