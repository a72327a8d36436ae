import Recipes

/// Probabilities from weighted sums of the encoded features.
struct LogisticModel: FittedModel {
    let encoder: LinearEncoder
    /// Classes of the table.
    let classCount: Int
    /// The classes that the training rows had, ascending; the others have probability 0.
    let fitted: [Int]
    /// Column by column, the margins of a column side by side; then the intercepts.
    let weights: [Double]
    let importance: [Double]?

    func predict(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
        Self.predict(
            try encoder.transform(rows), weights: weights, fitted: fitted, classCount: classCount, threads: threads)
    }

    /// Probabilities row by row (rows x `classCount`).
    static func predict(
        _ matrix: DesignMatrix, weights: [Double], fitted: [Int], classCount: Int, threads: Int
    ) -> [Double] {
        let margins = SoftmaxObjective.margins(fitted.count)
        precondition(weights.count == (matrix.width + 1) * margins, "a weight a column and margin")
        let count = matrix.rowCount
        var result = [Double](repeating: 0, count: count * fitted.count)
        result.withUnsafeMutableBufferPointer { result in
            guard let base = result.baseAddress else { return }
            nonisolated(unsafe) let out = base
            matrix.withRows { dense, slots in
                nonisolated(unsafe) let (dense, slots) = (dense, slots)
                weights.withUnsafeBufferPointer { weights in
                    guard let first = weights.baseAddress else { return }
                    nonisolated(unsafe) let w = first
                    let (width, slotCount, weightCount) = (matrix.denseWidth, matrix.slotCount, weights.count)
                    Parallel.forEach(Parallel.blockCount(rows: count), threads: threads) { block in
                        withUnsafeTemporaryAllocation(of: Double.self, capacity: margins) { sums in
                            guard let sums = sums.baseAddress else { return }
                            for row in Parallel.rows(ofBlock: block, of: count) {
                                Softmax.margins(
                                    of: dense + row &* width, width, slots + row &* slotCount, slotCount, w, weightCount,
                                    margins, into: sums)
                                Softmax.probabilities(sums, margins, into: out + row &* fitted.count)
                            }
                        }
                    }
                }
            }
        }
        return spread(result, fitted: fitted, classCount: classCount)
    }

    /// Probabilities of the fitted classes at their places among all classes.
    static func spread(_ probabilities: [Double], fitted: [Int], classCount: Int) -> [Double] {
        guard fitted.count < classCount else { return probabilities }
        let rows = probabilities.count / fitted.count
        var result = [Double](repeating: 0, count: rows * classCount)
        for row in 0..<rows {
            for (place, label) in fitted.enumerated() {
                result[row * classCount + label] = probabilities[row * fitted.count + place]
            }
        }
        return result
    }

    var json: JSON {
        [
            "encoder": encoder.json, "classes": JSON(classCount), "fitted": .array(fitted.map { JSON($0) }),
            "weights": .array(weights.map { .finite($0) }),
        ]
    }

    init(encoder: LinearEncoder, classCount: Int, fitted: [Int], weights: [Double], importance: [Double]?) {
        self.encoder = encoder
        self.classCount = classCount
        self.fitted = fitted
        self.weights = weights
        self.importance = importance
    }

    init?(json: JSON) {
        guard let encoder = json["encoder"].flatMap(LinearEncoder.init(json:)), let count = json["classes"]?.intValue,
            let fitted = json["fitted"]?.arrayValue?.compactMap(\.intValue), fitted.count > 1,
            fitted.allSatisfy({ (0..<count).contains($0) }), fitted == Set(fitted).sorted(),
            let weights = json["weights"]?.arrayValue?.compactMap(\.doubleValue),
            weights.count == (encoder.width + 1) * SoftmaxObjective.margins(fitted.count)
        else { return nil }
        self.init(encoder: encoder, classCount: count, fitted: fitted, weights: weights, importance: nil)
    }
}
