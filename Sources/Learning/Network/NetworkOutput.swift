import Recipes

/// What the last layer's sums mean.
enum NetworkOutput: Sendable, Equatable {
    /// Of the table's classes those that the training rows had, ascending; the others have probability 0.
    case classes(fitted: [Int], count: Int)
    /// How the target was standardised, and what it lay between.
    case numbers(NumberEncoding, low: Double, high: Double)

    /// Predicted values a row.
    var width: Int {
        switch self {
        case .classes(_, let count): count
        case .numbers: 1
        }
    }

    /// Whether the last layer can have so many sums.
    func allows(outputs: Int) -> Bool {
        switch self {
        case .classes(let fitted, _): outputs == fitted.count || (outputs == 1 && fitted.count == 2)
        case .numbers: outputs == 1
        }
    }

    /// Writes the predictions of some rows from their sums, which stand `stride` floats apart; `single` says that two classes have one.
    func predict(
        _ sums: UnsafePointer<Float>, stride: Int, single: Bool, count: Int, into out: UnsafeMutablePointer<Double>
    ) {
        switch self {
        case .numbers(let scale, let low, let high):
            for row in 0..<count {
                let value = (Double(sums[row &* stride]) * scale.deviation + scale.mean) * scale.unit
                out[row] = value.isNaN ? low : min(max(value, low), high)
            }
        case .classes(let fitted, let classes):
            for row in 0..<count {
                let own = out + row &* classes
                for label in 0..<classes { own[label] = 0 }
                guard fitted.count > 1 else {
                    if let only = fitted.first { own[only] = 1 }
                    continue
                }
                let line = sums + row &* stride
                if single {
                    own[fitted[1]] = DeterministicMath.logistic(Double(line[0]))
                    own[fitted[0]] = DeterministicMath.logistic(-Double(line[0]))
                    continue
                }
                var largest = Double(line[0])
                for place in 1..<fitted.count { largest = max(largest, Double(line[place])) }
                var total = 0.0
                for place in 0..<fitted.count {
                    own[fitted[place]] = DeterministicMath.exp(Double(line[place]) - largest)
                    total += own[fitted[place]]
                }
                for label in fitted { own[label] /= total }
            }
        }
    }

    var json: JSON {
        switch self {
        case .classes(let fitted, let count): ["classes": JSON(count), "fitted": .array(fitted.map { JSON($0) })]
        case .numbers(let scale, let low, let high): ["target": scale.json, "low": .number(low), "high": .number(high)]
        }
    }

    init?(json: JSON) {
        if let count = json["classes"]?.intValue, let fitted = json["fitted"]?.arrayValue?.compactMap(\.intValue) {
            guard !fitted.isEmpty, fitted.allSatisfy({ (0..<count).contains($0) }), fitted == Set(fitted).sorted() else {
                return nil
            }
            self = .classes(fitted: fitted, count: count)
        } else if let scale = json["target"].flatMap(NumberEncoding.init(json:)), let low = json["low"]?.doubleValue,
            let high = json["high"]?.doubleValue
        {
            self = .numbers(scale, low: low, high: high)
        } else {
            return nil
        }
    }
}
