import Recipes

/// Many trees on different rows or with different thresholds, whose predictions are averaged.
///
/// Random forest: Breiman 2001, https://doi.org/10.1023/A:1010933404324. Extremely randomised trees: Geurts, Ernst and Wehenkel 2006,
/// https://doi.org/10.1007/s10994-006-6226-1. Parameters are scikit-learn's. Numbers with more than 16,383 different values are
/// put into as many ranks; below that thresholds are exact.
struct ForestLearner: Learner {
    let family: String
    /// Whether thresholds are drawn.
    private let drawsCuts: Bool

    static let forest = ForestLearner(family: "forest", drawsCuts: false)
    static let extraTrees = ForestLearner(family: "extra_trees", drawsCuts: true)

    func stepCount(_ parameters: Recipe.Model) -> Int? { CartParameters(parameters).trees }

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        var parameters = CartParameters(context.parameters, drawsCuts: drawsCuts)
        // Cuts then take two bytes in a document.
        parameters.codes = 16_383
        return try CartForestFit(data, watching: watched, parameters: parameters, context: context).run()
    }

    func model(from json: JSON) throws(AssayError) -> any FittedModel { try CartModel(json: json) }
}
