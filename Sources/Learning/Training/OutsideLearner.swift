import Recipes

/// Stands for what an outside program trains, so that its recipes are checked and divided like all others. It fits nothing.
struct OutsideLearner: Learner {
    let family = ModelFamily.trainer.key

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        throw .outsideModel()
    }

    func model(from json: JSON) throws(AssayError) -> any FittedModel { throw .outsideModel() }
}
