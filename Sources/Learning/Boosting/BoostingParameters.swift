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
    init(_ values: [String: ParameterValue]) {
        func real(_ name: String, _ target: inout Double) {
            switch values[name] {
            case .real(let value): target = value
            case .integer(let value): target = Double(value)
            default: break
            }
        }
        func integer(_ name: String, _ target: inout Int) {
            if case .integer(let value) = values[name] { target = value }
        }
        func word<Word: RawRepresentable<String>>(_ name: String, _ target: inout Word) {
            if case .text(let text) = values[name], let value = Word(rawValue: text) { target = value }
        }
        func text(_ name: String, _ target: inout String) {
            if case .text(let value) = values[name] { target = value }
        }
        word("objective", &objective)
        real("huber_delta", &huberDelta)
        real("quantile", &quantile)
        real("tweedie_variance_power", &tweediePower)
        word("growth", &growth)
        text("monotone", &monotone)
        text("interactions", &interactions)
        integer("n_estimators", &trees)
        real("learning_rate", &learningRate)
        integer("num_leaves", &leaves)
        integer("max_depth", &maxDepth)
        integer("min_child_samples", &minLeafRows)
        real("min_child_weight", &minLeafHessian)
        real("min_split_gain", &minSplitGain)
        real("reg_lambda", &lambda)
        real("reg_alpha", &alpha)
        real("subsample", &subsample)
        integer("subsample_freq", &subsampleEvery)
        real("colsample_bytree", &featureShare)
        integer("early_stopping_rounds", &earlyStoppingRounds)
        integer("max_bin", &maxBin)
        real("cat_smooth", &categorySmoothing)
        real("cat_l2", &categoryLambda)
        integer("max_cat_to_onehot", &maxOneVersusRest)
        integer("max_cat_threshold", &maxCategories)
        integer("min_data_per_group", &minGroupRows)
    }
}
