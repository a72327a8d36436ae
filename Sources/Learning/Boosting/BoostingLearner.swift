public import Recipes

/// Gradient boosting of histogram trees, grown leaf by leaf.
///
/// Friedman 2001, https://doi.org/10.1214/aos/1013203451; Ke et al. 2017, "LightGBM: a highly efficient gradient boosting
/// decision tree". Names and defaults of the parameters are LightGBM's.
///
/// With early stopping, trees are first grown on nine tenths of the training rows until the loss on the last tenth has not fallen for
/// so many rounds; then as many as were best are grown on all of them. Points are recorded of the second pass only.
///
/// Numbers are put into at most 255 bins, and gradients into integers, so that all sums are exact: the same model comes from any number
/// of threads, to the bit. Missing numbers go to the side that gains more. Categories are split as sets; words that
/// training rows did not have go with the missing ones.
public struct BoostingLearner: Learner {
    public let family = "boosting"

    public init() {}

    public func fit(
        _ data: TrainingSet, watching watched: FeatureRows?, context: FitContext
    ) throws(AssayError) -> any FittedModel {
        guard data.count > 0, data.target.width > 0 else { throw .nothingToLearn }
        var parameters = BoostingParameters(context.parameters)
        let team = ThreadTeam(threads: context.threads)
        let state = context.checkpoint.flatMap { BoostingState($0.bytes, rows: data.count) }
        var choice: StepChoice?
        var isEncoded = false
        if parameters.earlyStoppingRounds > 0 {
            if let kept = state?.choice, kept.holds(limit: parameters.trees) {
                choice = kept
            } else if let parts = data.divided(share: 0.1, seed: context.seed) {
                let trial = try BoostingFit(
                    parts.fitting, others: parts.choosing.features, otherTarget: parts.choosing.target,
                    otherWeights: parts.choosing.weights, parameters: parameters, seed: context.seed, team: team)
                context.observer.encoded()
                isEncoded = true
                choice = trial.chosenStep(observer: context.observer)
            }
            if let choice { parameters.trees = choice.step }
        }
        let fit = try BoostingFit(
            data, others: watched, otherTarget: nil, parameters: parameters, seed: context.seed, team: team)
        if !isEncoded { context.observer.encoded() }
        fit.run(observer: context.observer, choice: choice, from: state)
        return fit.model(bestStep: choice?.step)
    }

    /// The trees an output; fewer where early stopping chooses, or where nothing is left to split.
    public func stepCount(_ parameters: Recipe.Model) -> Int? { BoostingParameters(parameters).trees }

    public func model(from json: JSON) throws(AssayError) -> any FittedModel { try BoostedModel(json: json) }
}
