import Recipes

/// A multilayer perceptron, trained by Adam in batches.
///
/// As a preset it is RealMLP (Holzmüller, Grinsztajn and Steinwart 2024, "Better by default",
/// https://doi.org/10.48550/arXiv.2407.04491), narrower and with fewer epochs, so that it takes seconds; or scikit-learn's
/// `MLPClassifier` and `MLPRegressor`, the target of the latter standardised.
struct NetworkLearner: Learner {
    let family = "mlp"

    func stepCount(_ parameters: Recipe.Model) -> Int? {
        NetworkParameters(parameters, task: .classification).epochs
    }

    func model(from json: JSON) throws(AssayError) -> any FittedModel {
        guard let model = NetworkModel(json: json) else { throw .unreadableModel("it is no network") }
        return model
    }

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        guard data.count > 0, data.target.width > 0 else { throw .nothingToLearn }
        let parameters = NetworkParameters(context.parameters, task: context.task)
        let encoder = NetworkEncoder(fitting: data, parameters: parameters)
        let (output, target) = Self.target(data.target, weights: data.weights)
        let shape = NetworkShape(
            numbers: encoder.numberCount, plain: encoder.plainCount, tables: encoder.tables,
            embeddingWidth: NetworkParameters.embeddingWidth, embedsNumbers: parameters.embedsNumbers,
            isParametric: parameters.preset == .realmlp, hidden: parameters.hidden,
            outputs: target.outputs(single: parameters.preset == .sklearn))
        let predictor = NetworkPredictor(shape: shape, activation: parameters.activation, output: output)
        let team = ThreadTeam(threads: context.threads)

        // The epoch is chosen on rows that do not train, where there are enough of them.
        let parts =
            parameters.validationShare > 0 ? data.divided(share: parameters.validationShare, seed: context.seed) : nil
        let fitting = parts?.fitting ?? data
        let (_, fittingTarget) = Self.target(fitting.target, like: output)
        let fit = NetworkFit(
            try encoder.transform(fitting.features), target: fittingTarget, weights: Self.weights(fitting.weights), shape: shape,
            parameters: parameters, seed: context.seed, team: team)
        let choosing: NetworkChoice? =
            if let choosing = parts?.choosing {
                NetworkChoice(
                    try encoder.transform(choosing.features), target: Self.target(choosing.target, like: output).1,
                    weights: Self.weights(choosing.weights), predictor: predictor, team: team)
            } else { nil }
        let told = NetworkTeller(
            training: try encoder.transform(data.features),
            watched: try watched.map { (rows) throws(AssayError) in try encoder.transform(rows) }, predictor: predictor,
            team: team, observer: context.observer)
        context.observer.encoded()

        let run = NetworkRun(fit: fit, parameters: parameters, choice: choosing, teller: told)
        let end = run.run(from: context.checkpoint, rows: data.count)
        return NetworkModel(
            encoder: encoder, predictor: predictor, weights: end.weights,
            importance: NetworkImportance(encoder: encoder, shape: shape, weights: end.weights)
                .shares(names: data.features.table.names),
            bestStep: end.bestStep)
    }

    /// What is learnt, and how its sums are read.
    private static func target(
        _ target: TargetValues, weights: [Double]? = nil, like known: NetworkOutput? = nil
    ) -> (NetworkOutput, NetworkTarget) {
        switch target {
        case .classes(let codes, let count):
            var fitted = Set(codes).sorted().map { Int($0) }
            if case .classes(let own, _)? = known { fitted = own }
            var places = [Int32](repeating: 0, count: count)
            for (place, label) in fitted.enumerated() { places[label] = Int32(place) }
            return (
                .classes(fitted: fitted, count: count), .classes(codes.map { places[Int($0)] }, count: fitted.count)
            )
        case .numbers(let values):
            if case .numbers(let scale, _, _)? = known {
                return (.numbers(scale, low: 0, high: 0), .numbers(values.map { Float(scale.encode($0)) }))
            }
            let scale = NumberEncoding(fitting: values, weights: weights)
            let output = NetworkOutput.numbers(scale, low: values.min() ?? 0, high: values.max() ?? 0)
            return (output, .numbers(values.map { Float(scale.encode($0)) }))
        }
    }

    /// Of mean 1, so that they leave the learning rate what it is.
    private static func weights(_ weights: [Double]?) -> [Float]? {
        guard let weights, let largest = weights.max(), largest > 0 else { return nil }
        let mean = weights.reduce(0) { $0 + $1 / largest } / Double(weights.count)
        return weights.map { Float($0 / largest / mean) }
    }
}
