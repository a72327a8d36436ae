import Recipes
import Testing

@testable import Learning

extension Sample {
    /// Fits with so many threads, even where there are fewer processors.
    func fit(_ parameters: BoostingParameters, seed: Int = 0, threads: Int = 1) -> BoostedModel {
        do {
            return try checkedFit(parameters, seed: seed, threads: threads)
        } catch {
            Issue.record("\(error)")
            return BoostedModel(classes: 0, features: [], start: [0], trees: [], bestStep: nil)
        }
    }

    /// The same where the parameters may be refused.
    func checkedFit(_ parameters: BoostingParameters, seed: Int = 0, threads: Int = 1) throws -> BoostedModel {
        let fit = try BoostingFit(
            training(), others: nil, otherTarget: nil, parameters: parameters, seed: seed,
            team: ThreadTeam(threads: threads, exactly: true))
        fit.run(observer: nil)
        return fit.model(bestStep: nil)
    }

    /// Fits as a recipe does.
    func learnt(
        _ set: [String: ParameterValue], observer: any FitObserver = SilentObserver(), checkpoint: FitCheckpoint? = nil,
        rows: [Int32]? = nil, seed: Int = 0, threads: Int = 2
    ) throws -> BoostedModel {
        let task: LearningTask = if case .numbers = target { .regression } else { .classification }
        let context = FitContext(
            task: task, parameters: Recipe.Model(family: "boosting", parameters: set), seed: seed, threads: threads,
            observer: observer, checkpoint: checkpoint)
        let model = try BoostingLearner().fit(training(rows), watching: nil, context: context)
        guard let boosted = model as? BoostedModel else { throw AssayError(code: "kind", message: "another model") }
        return boosted
    }
}

extension BoostingParameters {
    /// One tree without shrinkage or lower bounds, every value in a bin of its own: what can be worked out by hand.
    static func exact(leaves: Int = 2) -> BoostingParameters {
        var parameters = BoostingParameters()
        parameters.trees = 1
        parameters.learningRate = 1
        parameters.leaves = leaves
        parameters.minLeafRows = 1
        parameters.rowsPerBin = 1
        parameters.minGroupRows = 1
        parameters.categorySmoothing = 0
        parameters.categoryLambda = 0
        return parameters
    }

    /// Few trees for tests that train in a debug build.
    static func few(_ trees: Int, minLeafRows: Int = 20) -> BoostingParameters {
        var parameters = BoostingParameters()
        parameters.trees = trees
        parameters.minLeafRows = minLeafRows
        return parameters
    }
}
