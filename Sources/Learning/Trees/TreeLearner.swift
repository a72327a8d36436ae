import Recipes

/// One classification or regression tree (CART).
///
/// Breiman, Friedman, Olshen and Stone 1984, https://doi.org/10.1201/9781315139470; parameters are scikit-learn's. Every threshold of
/// a node is looked at. Missing values go to the side where the split gains more; words are cut in the order of their mean target, with
/// more than two classes in the order of a class's share. Words that a node has not seen go where missing values go.
struct TreeLearner: Learner {
    let family = "tree"

    func stepCount(_ parameters: Recipe.Model) -> Int? { 1 }

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        var parameters = CartParameters(context.parameters)
        parameters.trees = 1
        if parameters.featureShare == 0 { parameters.featureShare = 1 }
        return try CartForestFit(data, watching: watched, parameters: parameters, context: context).run()
    }

    func model(from json: JSON) throws(AssayError) -> any FittedModel { try CartModel(json: json) }
}
