import Recipes

/// The hyperparameters of gradient boosting; names and defaults are LightGBM's.
struct BoostingParameters: Equatable, Sendable {
    var trees = 100
    var learningRate = 0.1
    var leaves = 31
    /// None where it is not positive.
    var maxDepth = -1
    var minLeafRows = 20
    var minLeafHessian = 1e-3
    var minSplitGain = 0.0
    var lambda = 0.0
    var alpha = 0.0
    var subsample = 1.0
    /// Trees after which other rows are drawn; 0 draws none.
    var subsampleEvery = 0
    var featureShare = 1.0
    /// 0 is off.
    var earlyStoppingRounds = 0
    var maxBin = 255
    var rowsPerBin = FeatureBins.rowsPerBin
    var categorySmoothing = 10.0
    var categoryLambda = 10.0
    var maxOneVersusRest = 4
    var maxCategories = 32
    var minGroupRows = 100
    var objective = Objective.auto
    var huberDelta = 1.0
    var quantile = 0.9
    var tweediePower = 1.5
    var growth = Growth.leafwise
    /// As ``TextGrammar/directions`` and ``TextGrammar/groups`` write it.
    var monotone = TextGrammar.nothing
    var interactions = TextGrammar.nothing
    /// Bytes that the histograms of a tree's leaves take at the most; where they do not suffice, some are counted twice. No
    /// hyperparameter: trees do not depend on it.
    var histogramBytes = 1 << 29

    /// Losses that trees can be fitted to.
    enum Objective: String, CaseIterable, Sendable {
        /// Log loss for classes, squared error for numbers.
        case auto
        case squared, absolute, huber, quantile, poisson, tweedie
    }

    /// Which leaf is split next.
    enum Growth: String, CaseIterable, Sendable {
        /// The one that gains most.
        case leafwise
        /// Of the least deep ones, the one that gains most.
        case depthwise
        /// All of a level, by the same question.
        case symmetric
    }

    init() {}

    /// Reads the parameters of a recipe; what is missing is at its default.
    init(_ model: Recipe.Model) {
        trees = model.integer("n_estimators")
        learningRate = model.real("learning_rate")
        leaves = model.integer("num_leaves")
        maxDepth = model.integer("max_depth")
        minLeafRows = model.integer("min_child_samples")
        minLeafHessian = model.real("min_child_weight")
        minSplitGain = model.real("min_split_gain")
        lambda = model.real("reg_lambda")
        alpha = model.real("reg_alpha")
        subsample = model.real("subsample")
        subsampleEvery = model.integer("subsample_freq")
        featureShare = model.real("colsample_bytree")
        earlyStoppingRounds = model.integer("early_stopping_rounds")
        maxBin = model.integer("max_bin")
        categorySmoothing = model.real("cat_smooth")
        categoryLambda = model.real("cat_l2")
        maxOneVersusRest = model.integer("max_cat_to_onehot")
        maxCategories = model.integer("max_cat_threshold")
        minGroupRows = model.integer("min_data_per_group")
        objective = Objective(rawValue: model.text("objective")) ?? .auto
        huberDelta = model.real("huber_delta")
        quantile = model.real("quantile")
        tweediePower = model.real("tweedie_variance_power")
        growth = Growth(rawValue: model.text("growth")) ?? .leafwise
        monotone = model.text("monotone")
        interactions = model.text("interactions")
    }
}
