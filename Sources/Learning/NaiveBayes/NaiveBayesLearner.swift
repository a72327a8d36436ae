import Recipes

/// Naive Bayes: the class whose share, times the chance of each feature's value within it, is largest.
///
/// Numbers are taken for normally distributed within a class, words for drawn with their counts plus `alpha`. A value that is missing, or
/// a word that the training rows did not have, is left out of the product.
struct NaiveBayesLearner: Learner {
    let family = "naive_bayes"

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        guard case .classes(let codes, let classCount) = data.target else { throw .wrongTask(.naiveBayes, task: .regression) }
        guard data.count > 0 else { throw .nothingToLearn }
        var shares = [Double](repeating: 0, count: classCount)
        for (row, code) in codes.enumerated() { shares[Int(code)] += data.weights?[row] ?? 1 }
        // Classes without rows get probability 0; a logarithm of 0 would spoil the others.
        let fitted = shares.indices.filter { shares[$0] > 0 }
        guard !fitted.isEmpty else { throw .nothingToLearn }
        var places = [Int32](repeating: 0, count: classCount)
        for (place, label) in fitted.enumerated() { places[label] = Int32(place) }
        let rows = ClassRows(places: codes.map { places[Int($0)] }, count: fitted.count, weights: data.weights)

        let total = shares.reduce(0, +)
        let parts = parts(data, rows, context)
        return NaiveBayesModel(
            classCount: classCount, fitted: fitted, logPriors: fitted.map { DeterministicMath.log(shares[$0] / total) },
            unit: parts.unit, parts: parts.parts)
    }

    /// The class of every training row, as a place among the fitted ones, and what the row weighs.
    private struct ClassRows {
        let places: [Int32]
        let count: Int
        let weights: [Double]?
    }

    private func parts(
        _ data: TrainingSet, _ rows: ClassRows, _ context: FitContext
    ) -> (unit: Double, parts: [NaiveBayesModel.Part]) {
        // In the order of the names, so that the order of a table's columns changes no bit.
        let features = data.features.table.features
        let order = data.features.table.placesByName
        let numeric = order.compactMap { place -> (name: String, values: [Double])? in
            guard case .numbers(let values) = data.features.values(place) else { return nil }
            // What is the same in all rows would add the same to every class, but for rounding.
            guard let first = values.first(where: \.isFinite), values.contains(where: { $0.isFinite && $0 != first }) else {
                return nil
            }
            return (features[place].name, values)
        }
        let unit = GaussianMoments.unit(of: numeric.map(\.values))
        var moments = [GaussianMoments?](repeating: nil, count: numeric.count)
        moments.withUnsafeMutableBufferPointer { moments in
            nonisolated(unsafe) let moments = moments
            Parallel.forEach(numeric.count, threads: context.threads) { place in
                moments[place] = GaussianMoments(
                    numeric[place].values, unit: unit, classes: rows.places, count: rows.count, rowWeights: rows.weights)
            }
        }
        let largest = moments.reduce(0) { max($0, $1?.pooledVariance ?? 0) }
        let extra = context.parameters.real("var_smoothing") * largest
        var parts: [NaiveBayesModel.Part] = []
        // Where no number varies, numbers say nothing.
        for (feature, moments) in zip(numeric, moments) where largest > 0 {
            guard let moments else { continue }
            let variances = moments.variances.map { max($0 + extra, .leastNormalMagnitude) }
            parts.append(.init(feature: feature.name, kind: .numbers(means: moments.means, variances: variances)))
        }
        let alpha = context.parameters.real("alpha")
        for place in order {
            guard case .codes(let codes, let words) = data.features.values(place) else { continue }
            parts.append(part(features[place].name, codes, words, rows, alpha: alpha))
        }
        return (unit, parts)
    }

    /// Chances of the words that the training rows have.
    private func part(
        _ name: String, _ codes: [Int32], _ words: [String], _ rows: ClassRows, alpha: Double
    ) -> NaiveBayesModel.Part {
        var counts = [Double](repeating: 0, count: words.count * rows.count)
        var totals = [Double](repeating: 0, count: rows.count)
        var isKnown = [Bool](repeating: false, count: words.count)
        for (row, code) in codes.enumerated() where code >= 0 {
            let weight = rows.weights?[row] ?? 1
            let place = Int(rows.places[row])
            counts[Int(code) * rows.count + place] += weight
            totals[place] += weight
            isKnown[Int(code)] = isKnown[Int(code)] || weight > 0
        }
        let known = words.indices.filter { isKnown[$0] }
        let bottoms = totals.map { DeterministicMath.log($0 + alpha * Double(known.count)) }
        var logs: [Double] = []
        logs.reserveCapacity(known.count * rows.count)
        for code in known {
            for place in 0..<rows.count {
                logs.append(DeterministicMath.log(counts[code * rows.count + place] + alpha) - bottoms[place])
            }
        }
        return .init(feature: name, kind: .words(known.map { words[$0] }, logs: logs))
    }

    func model(from json: JSON) throws(AssayError) -> any FittedModel {
        guard let model = NaiveBayesModel(json: json) else { throw .unreadableModel("it is no naive Bayes") }
        return model
    }
}
