import Recipes

/// Ordinary least squares, ridge regression, lasso or elastic net.
struct LinearLearner: Learner {
    let family = "linear"

    /// Columns up to which lasso and elastic net keep all their products; beyond, memory would decide.
    private static let columnLimit = 8000

    func stepCount(_ parameters: Recipe.Model) -> Int? { 1 }

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        guard case .numbers(let y) = data.target else { throw .wrongTask(.linear, task: .classification) }
        let encoder = LinearEncoder(fitting: data, maxCategories: context.parameters.integer("max_categories"))
        let matrix = try encoder.transform(data.features)
        context.observer.encoded()

        // The target is standardised like a feature, so that huge or tiny ones lose nothing.
        let scale = NumberEncoding(fitting: y, weights: data.weights)
        let target = y.map(scale.encode)
        let weights =
            context.parameters.text("penalty") == "ridge"
            ? ridge(matrix, target, data.weights, alpha: context.parameters.real("alpha"), context)
            : try sparse(matrix, target, scale, data.weights, context)
        let sizes = zip(weights, matrix.deviations).map { $0.magnitude * $1 }
        return LinearModel(
            encoder: encoder, target: scale, weights: weights,
            importance: encoder.shares(sizes, names: data.features.table.names))
    }

    private func ridge(
        _ matrix: DesignMatrix, _ y: [Double], _ rowWeights: [Double]?, alpha: Double, _ context: FitContext
    ) -> [Double] {
        let (weights, unit) = Self.balanced(rowWeights)
        return LeastSquares(
            matrix: matrix, alpha: alpha / unit, threads: context.threads, rowWeights: weights
        ).solve(y)
    }

    private func sparse(
        _ matrix: DesignMatrix, _ y: [Double], _ scale: NumberEncoding, _ rowWeights: [Double]?, _ context: FitContext
    ) throws(AssayError) -> [Double] {
        guard matrix.width <= Self.columnLimit else { throw .tooManyColumns(matrix.width, limit: Self.columnLimit) }
        let parameters = context.parameters
        let share = parameters.text("penalty") == "lasso" ? 1 : parameters.real("l1_ratio")
        let alpha = parameters.real("alpha")
        guard alpha * share > 0 else {
            // Squares alone have an exact answer.
            let total = rowWeights?.reduce(0, +) ?? Double(y.count)
            return ridge(matrix, y, rowWeights, alpha: alpha * total, context)
        }
        // The penalty is meant for the target as it is; squares and absolute values scale differently.
        let unit = scale.deviation * scale.unit
        let net = ElasticNet(
            absolute: unit > 0 ? min(alpha * share / unit, 1e300) : 0, square: alpha * (1 - share),
            tolerance: parameters.real("tol"), passes: parameters.integer("max_iter"))
        let products = ElasticNet.Products(
            matrix, y, rowWeights: Self.balanced(rowWeights).weights, threads: context.threads)
        return net.solve(products).weights
    }

    /// Weights that neither overflow nor vanish in sums, and what they were divided by; usually 1.
    private static func balanced(_ weights: [Double]?) -> (weights: [Double]?, unit: Double) {
        guard let weights, let largest = weights.max(), largest > 0, !(1e-100...1e100).contains(largest) else {
            return (weights, 1)
        }
        return (weights.map { $0 / largest }, largest)
    }

    func model(from json: JSON) throws(AssayError) -> any FittedModel {
        guard let encoder = json["encoder"].flatMap(LinearEncoder.init(json:)),
            let target = json["target"].flatMap(NumberEncoding.init(json:)),
            let weights = json["weights"]?.arrayValue?.compactMap(\.doubleValue), weights.count == encoder.width + 1
        else { throw .unreadableModel("it is no linear model") }
        return LinearModel(encoder: encoder, target: target, weights: weights, importance: nil)
    }
}

/// A weighted sum of the encoded features.
struct LinearModel: FittedModel {
    let encoder: LinearEncoder
    /// How the target was standardised.
    let target: NumberEncoding
    /// One a column, then the intercept.
    let weights: [Double]
    let importance: [Double]?

    func predict(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
        let sums = try encoder.transform(rows).product(weights, threads: threads)
        return sums.map { ($0 * target.deviation + target.mean) * target.unit }
    }

    var json: JSON {
        ["encoder": encoder.json, "target": target.json, "weights": .array(weights.map { .finite($0) })]
    }
}
