import Recipes

/// What corrects probabilities, as fitted to out-of-fold predictions.
enum Calibrator: Sendable, Equatable {
    /// A curve a class; of two classes one for the second. A class that has none keeps its probabilities.
    case platt([SigmoidCurve?])
    case isotonic([RisingCurve?])
    case temperature(Temperature)

    /// Fits to probabilities (rows x classes) and the classes that came true.
    ///
    /// - Returns: nil where nothing is to be done, or there is nothing to learn from.
    init?(_ calibration: Calibration, fitting probabilities: [Double], truth: [Int32], classCount: Int) {
        guard classCount > 1, let first = truth.first, truth.contains(where: { $0 != first }) else { return nil }
        func oneByOne<Curve>(_ fit: ([Double], [Bool]) -> Curve?) -> [Curve?] {
            (classCount == 2 ? [1] : Array(0..<classCount)).map { label in
                let own = stride(from: label, to: probabilities.count, by: classCount).map { probabilities[$0] }
                return fit(own, truth.map { Int($0) == label })
            }
        }
        switch calibration {
        case .none: return nil
        case .platt: self = .platt(oneByOne { SigmoidCurve(fitting: $0, isTrue: $1) })
        case .isotonic: self = .isotonic(oneByOne { RisingCurve(fitting: $0, isTrue: $1) })
        case .temperature:
            guard let fitted = Temperature(fitting: probabilities, truth: truth, classCount: classCount) else { return nil }
            self = .temperature(fitted)
        }
    }

    /// Probabilities (rows x classes) as they should be; each row sums to 1.
    ///
    /// - Complexity: O(rows x classes).
    func apply(to probabilities: [Double], classCount: Int) -> [Double] {
        guard classCount > 1 else { return probabilities }
        let curves: [((Double) -> Double)?]
        switch self {
        case .temperature(let temperature):
            return stride(from: 0, to: probabilities.count, by: classCount).flatMap {
                temperature.values(probabilities[$0..<$0 + classCount])
            }
        case .platt(let fitted): curves = fitted.map { $0.map { curve in { curve.value($0) } } }
        case .isotonic(let fitted): curves = fitted.map { $0.map { curve in { curve.value($0) } } }
        }
        var result = probabilities
        if classCount == 2, let curve = curves.first ?? nil {
            for start in stride(from: 0, to: result.count - 1, by: 2) {
                result[start + 1] = curve(probabilities[start + 1])
                result[start] = 1 - result[start + 1]
            }
        } else if curves.count == classCount {
            for start in stride(from: 0, to: result.count, by: classCount) {
                let row = (0..<classCount).map { curves[$0]?(probabilities[start + $0]) ?? probabilities[start + $0] }
                let sum = row.reduce(0, +)
                // Where every class was ruled out, nothing is known better than before.
                if sum > 0 { for label in 0..<classCount { result[start + label] = row[label] / sum } }
            }
        }
        return result
    }

    var json: JSON {
        switch self {
        case .platt(let curves): ["platt": .array(curves.map { $0?.json ?? .null })]
        case .isotonic(let curves): ["isotonic": .array(curves.map { $0?.json ?? .null })]
        case .temperature(let temperature): ["factor": temperature.json]
        }
    }

    init?(json: JSON) {
        func curves<Curve>(_ name: String, _ read: (JSON) -> Curve?) -> [Curve?]? {
            guard let list = json[name]?.arrayValue else { return nil }
            let curves = list.map { entry in entry.isNull ? nil : read(entry) }
            return zip(list, curves).allSatisfy { $0.isNull || $1 != nil } ? curves : nil
        }
        if let curves = curves("platt", SigmoidCurve.init(json:)) {
            self = .platt(curves)
        } else if let curves = curves("isotonic", RisingCurve.init(json:)) {
            self = .isotonic(curves)
        } else if let temperature = json["factor"].flatMap(Temperature.init(json:)) {
            self = .temperature(temperature)
        } else {
            return nil
        }
    }
}
