import Recipes

/// Logistic regression with an L2 penalty or none: minimises `|w|^2 / 2 + C x (sum of weighted log losses)`, the intercept free.
struct LogisticLearner: Learner {
    let family = "logistic"

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        guard case .classes(let codes, let classCount) = data.target else { throw .wrongTask(.logistic, task: .regression) }
        let parameters = context.parameters
        let encoder = LinearEncoder(fitting: data, maxCategories: parameters.integer("max_categories"))
        let matrix = try encoder.transform(data.features)
        let watchedMatrix: DesignMatrix? = if let watched { try encoder.transform(watched) } else { nil }
        context.observer.encoded()

        // A class without rows would push its intercept to minus infinity; it gets probability 0 instead.
        let fitted = Set(codes).sorted().map { Int($0) }
        var places = [Int32](repeating: 0, count: classCount)
        for (place, label) in fitted.enumerated() { places[label] = Int32(place) }
        let objective = SoftmaxObjective(
            matrix: matrix, truth: codes.map { places[Int($0)] }, classCount: fitted.count, rowWeights: data.weights,
            c: parameters.text("penalty") == "none" ? .infinity : parameters.real("C"), threads: context.threads)
        let weights = minimise(objective, context: context) { step, weights, probabilities in
            let training = LogisticModel.spread(probabilities, fitted: fitted, classCount: classCount)
            let seen = watchedMatrix.map {
                LogisticModel.predict($0, weights: weights, fitted: fitted, classCount: classCount, threads: context.threads)
            }
            return training.withUnsafeBufferPointer { training in
                guard let seen else { return context.observer.step(step, training: training, watched: nil) }
                return seen.withUnsafeBufferPointer { context.observer.step(step, training: training, watched: $0) }
            }
        }
        let margins = objective.margins
        let sizes = matrix.deviations.enumerated().map { column, deviation in
            (0..<margins).reduce(0) { $0 + weights[column * margins + $1].magnitude } * deviation
        }
        return LogisticModel(
            encoder: encoder, classCount: classCount, fitted: fitted, weights: weights,
            importance: encoder.shares(sizes, names: data.features.table.names))
    }

    private func minimise(
        _ objective: SoftmaxObjective, context: FitContext,
        step: (Int, [Double], [Double]) -> TrainingDirective
    ) -> [Double] {
        var probabilities = [Double](repeating: 0, count: objective.matrix.rowCount * objective.classCount)
        let solver = LBFGS(
            iterations: context.parameters.integer("max_iter"), tolerance: context.parameters.real("tol"))
        let start = [Double](repeating: 0, count: objective.weightCount)
        let state = context.checkpoint.flatMap { LBFGS.State($0, count: objective.weightCount) }
        var steps = state?.iteration ?? 0
        let observer = context.observer
        let end = solver.minimise(
            from: start, resuming: state,
            evaluate: { weights in
                probabilities.withUnsafeMutableBufferPointer { objective.evaluate(weights, probabilities: $0) }
            },
            accepted: { iteration, point in
                steps = iteration
                return step(iteration, point.x, probabilities) == .proceed
            },
            reached: { state in
                guard observer.wantsCheckpoint(after: state.iteration) else { return }
                observer.keep(FitCheckpoint(step: state.iteration, bytes: state.bytes))
            })
        // Where nothing can be learnt the start is the end, and is the one step there is.
        if steps == 0 { _ = step(1, end.x, probabilities) }
        return end.x
    }

    func model(from json: JSON) throws(AssayError) -> any FittedModel {
        guard let model = LogisticModel(json: json) else { throw .unreadableModel("it is no logistic regression") }
        return model
    }
}
