import Recipes

/// Knows the target alone: the share of each class, the commonest class, or the mean.
struct BaselineLearner: Learner {
    let family = "baseline"

    func stepCount(_ parameters: Recipe.Model) -> Int? { 1 }

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        switch data.target {
        case .classes(let codes, let count):
            var counts = [Double](repeating: 0, count: count)
            for (row, code) in codes.enumerated() { counts[Int(code)] += data.weights?[row] ?? 1 }
            if context.parameters.text("strategy") == "most_frequent" {
                let best = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
                return BaselineModel(prediction: counts.indices.map { $0 == best ? 1 : 0 })
            }
            let total = counts.reduce(0, +)
            return BaselineModel(prediction: counts.map { $0 / total })
        case .numbers(let numbers):
            let scale = NumberEncoding(fitting: numbers, weights: data.weights)
            return BaselineModel(prediction: [scale.mean * scale.unit])
        }
    }

    func model(from json: JSON) throws(AssayError) -> any FittedModel {
        guard let prediction = json["prediction"]?.arrayValue?.compactMap(\.doubleValue), !prediction.isEmpty else {
            throw .unreadableModel("it is no baseline")
        }
        return BaselineModel(prediction: prediction)
    }
}

/// The same prediction for every row.
struct BaselineModel: FittedModel {
    /// A probability a class, or one number.
    let prediction: [Double]

    var importance: [Double]? { nil }

    func predict(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(rows.count * prediction.count)
        for _ in 0..<rows.count { result += prediction }
        return result
    }

    var json: JSON { ["prediction": .array(prediction.map { .finite($0) })] }
}
