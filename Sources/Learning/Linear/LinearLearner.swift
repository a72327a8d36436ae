import Recipes

/// Ordinary least squares, or ridge regression.
struct LinearLearner: Learner {
    let family = "linear"

    func stepCount(_ parameters: Recipe.Model) -> Int? { 1 }

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        guard case .numbers(let y) = data.target else { throw .wrongTask(.linear, task: .classification) }
        let encoder = LinearEncoder(fitting: data, maxCategories: context.parameters.integer("max_categories"))
        let matrix = try encoder.transform(data.features)
        context.observer.encoded()

        // The target is standardised like a feature, so that huge or tiny ones lose nothing.
        let scale = NumberEncoding(fitting: y)
        let weights = LeastSquares(matrix: matrix, alpha: context.parameters.real("alpha"), threads: context.threads)
            .solve(y.map(scale.encode))
        let sizes = zip(weights, matrix.deviations).map { $0.magnitude * $1 }
        return LinearModel(
            encoder: encoder, target: scale, weights: weights,
            importance: encoder.shares(sizes, names: data.features.table.names))
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
