/// The probability from which on a row of two classes counts as positive: a number, or how it is chosen on out-of-fold predictions.
public enum DecisionThreshold: Hashable, Sendable {
    /// From this probability on, above 0 and below 1. At 0.5 the likelier class is taken, and of equal ones the first.
    case fixed(Double)
    /// Where this is largest.
    case best(Goal)
    /// Where mistakes cost least.
    case cheapest(DecisionCosts)

    /// What a threshold may be chosen for.
    public enum Goal: String, Hashable, Sendable, CaseIterable {
        case f1
        case balancedAccuracy = "balanced_accuracy"
        case mcc
    }

    /// The likelier class.
    public static let standard = DecisionThreshold.fixed(0.5)

    /// Whether it is chosen on predictions.
    public var isChosen: Bool { if case .fixed = self { false } else { true } }

    /// Reads `0.3`, `f1`, `balanced_accuracy`, `mcc` or `cost:fp=1,fn=5`.
    ///
    /// - Throws: ``AssayError`` that says what can be written.
    public init(parsing text: String) throws(AssayError) {
        if let number = Double(text) {
            guard number > 0, number < 1 else {
                throw Self.unusable("a threshold lies above 0 and below 1, and \(text) does not")
            }
            self = .fixed(number)
        } else if let goal = Goal(rawValue: text) {
            self = .best(goal)
        } else if text.hasPrefix("cost:") {
            guard let costs = DecisionCosts(parsing: String(text.dropFirst(5))) else {
                throw Self.unusable("\(text) are no costs of right and wrong decisions")
            }
            self = .cheapest(costs)
        } else {
            throw Self.unusable("\"\(text)\" is no threshold")
        }
    }

    private static func unusable(_ message: String) -> AssayError {
        AssayError(
            code: "threshold", message: message,
            hint: "write a number such as 0.3, \(Goal.allCases.map(\.rawValue).joined(separator: ", ")), or cost:fp=1,fn=5",
            isUsage: true)
    }
}

extension DecisionThreshold: CustomStringConvertible {
    /// The form that recipes hold.
    public var description: String {
        switch self {
        case .fixed(let number): JSON.numberText(number)
        case .best(let goal): goal.rawValue
        case .cheapest(let costs): "cost:\(costs)"
        }
    }
}

/// What each decision costs, a row: a wrong one, and where that is not nothing a right one. Gains are negative.
public struct DecisionCosts: Hashable, Sendable, CustomStringConvertible {
    /// Negative and called so, negative and called positive, positive and called negative, positive and called so.
    public var trueNegative = 0.0
    public var falsePositive = 0.0
    public var falseNegative = 0.0
    public var truePositive = 0.0

    private static let places: [(name: String, path: any WritableKeyPath<DecisionCosts, Double> & Sendable)] = [
        ("tn", \.trueNegative), ("fp", \.falsePositive), ("fn", \.falseNegative), ("tp", \.truePositive),
    ]

    public init(falsePositive: Double, falseNegative: Double, trueNegative: Double = 0, truePositive: Double = 0) {
        self.trueNegative = trueNegative
        self.falsePositive = falsePositive
        self.falseNegative = falseNegative
        self.truePositive = truePositive
    }

    /// Reads `fp=1,fn=5`, where `tn` and `tp` may follow; nil where that is not what it is, or deciding wrongly costs no more than rightly.
    init?(parsing text: String) {
        self.init(falsePositive: 0, falseNegative: 0)
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, let place = Self.places.first(where: { $0.name == pair[0] }),
                let cost = FeatureEncoding.number(pair[1]), abs(cost) <= 1e12
            else { return nil }
            self[keyPath: place.path] = cost
        }
        guard falsePositive > trueNegative, falseNegative > truePositive else { return nil }
    }

    public var description: String {
        Self.places.filter { self[keyPath: $0.path] != 0 }.map { "\($0.name)=\(JSON.numberText(self[keyPath: $0.path]))" }
            .joined(separator: ",")
    }
}
