import Recipes

/// A network that has been fitted.
struct NetworkModel: FittedModel {
    let encoder: NetworkEncoder
    let predictor: NetworkPredictor
    let weights: [Float]
    let importance: [Double]?
    let bestStep: Int?

    func predict(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
        let encoded = try encoder.transform(rows)
        let width = predictor.output.width
        let team = ThreadTeam(threads: threads)
        return [Double](unsafeUninitializedCapacity: rows.count * width) { result, count in
            result.initialize(repeating: 0)
            count = rows.count * width
            guard let out = result.baseAddress else { return }
            weights.withUnsafeBufferPointer { weights in
                guard let first = weights.baseAddress else { return }
                predictor.predict(encoded, weights: first, team: team, into: out)
            }
        }
    }

    var json: JSON {
        let shape = predictor.shape
        return [
            "encoder": encoder.json, "output": predictor.output.json, "hidden": .array(shape.hidden.map { JSON($0) }),
            "activation": .string(predictor.activation.rawValue), "embeds_numbers": .bool(shape.embedsNumbers),
            "parametric": .bool(shape.isParametric), "outputs": JSON(shape.outputs), "weights": .packed(weights),
            "best_step": bestStep.map { JSON($0) } ?? .null,
        ]
    }

    init(encoder: NetworkEncoder, predictor: NetworkPredictor, weights: [Float], importance: [Double]?, bestStep: Int?) {
        self.encoder = encoder
        self.predictor = predictor
        self.weights = weights
        self.importance = importance
        self.bestStep = bestStep
    }

    init?(json: JSON) {
        guard let encoder = json["encoder"].flatMap(NetworkEncoder.init(json:)),
            let output = json["output"].flatMap(NetworkOutput.init(json:)),
            let hidden = json["hidden"]?.arrayValue?.compactMap(\.intValue), hidden.count <= NetworkParameters.layerLimit,
            hidden.allSatisfy({ (1...NetworkParameters.widthLimit).contains($0) }),
            let activation = json["activation"]?.stringValue.flatMap(Activation.init(rawValue:)),
            let embeds = json["embeds_numbers"]?.boolValue, let isParametric = json["parametric"]?.boolValue,
            let outputs = json["outputs"]?.intValue, output.allows(outputs: outputs)
        else { return nil }
        let shape = NetworkShape(
            numbers: encoder.numberCount, plain: encoder.plainCount, tables: encoder.tables,
            embeddingWidth: NetworkParameters.embeddingWidth, embedsNumbers: embeds, isParametric: isParametric, hidden: hidden,
            outputs: outputs)
        guard let weights = json["weights"]?.unpacked(Float.self, count: shape.count) else { return nil }
        self.init(
            encoder: encoder, predictor: NetworkPredictor(shape: shape, activation: activation, output: output),
            weights: weights, importance: nil, bestStep: json["best_step"]?.intValue)
    }
}
