public import Recipes
public import Statistics

/// What a run did against another.
public struct RunChange: Sendable, Equatable {
    /// The run it is compared with.
    public var from: String
    public var fromNumber: Int
    /// What was changed: `− gender`.
    public var words: String
    public var metric: Metric
    public var before: Double
    public var after: Double
    /// Nil until both have a fold scored.
    public var comparison: PairedComparison?
    public var folds: Int
    public var isPaired: Bool

    public init(
        from: String, fromNumber: Int, words: String, metric: Metric, before: Double, after: Double,
        comparison: PairedComparison?, folds: Int, isPaired: Bool
    ) {
        self.from = from
        self.fromNumber = fromNumber
        self.words = words
        self.metric = metric
        self.before = before
        self.after = after
        self.comparison = comparison
        self.folds = folds
        self.isPaired = isPaired
    }

    /// What the chances say: `same 88 %`; the likeliest of worse, same and better.
    public var verdict: String? {
        guard let comparison, comparison.interval != nil else { return nil }
        let chances = [("worse", comparison.worse), ("same", comparison.same), ("better", comparison.better)]
        guard let likeliest = chances.max(by: { $0.1 < $1.1 }) else { return nil }
        return "\(likeliest.0) \(Int((100 * likeliest.1).rounded())) %"
    }

    /// The evidence in words: `weak (5 folds)`, or why the two are not paired.
    public var evidenceText: String? {
        guard isPaired else { return "other rows or folds, not paired" }
        guard let comparison else { return nil }
        return "\(comparison.evidence.rawValue) (\(folds) \(folds == 1 ? "fold" : "folds"))"
    }

    /// The whole as one line: `− gender: AUC 0.8466 → 0.8471, +0.0005 [−0.0009, +0.0019], same 88 %, weak (5 folds)`.
    public var sentence: String { "\(words): \(effect)" }

    /// The same without what was changed.
    public var effect: String {
        func text(_ value: Double, signed: Bool = false) -> String {
            NumberText.fixed(value, NumberText.decimals(of: metric, near: before), signed: signed)
        }
        var parts = ["\(metric.title) \(text(before)) → \(text(after))"]
        var difference = text(after - before, signed: true)
        if let interval = comparison?.interval {
            difference += " [\(text(interval.lowerBound, signed: true)), \(text(interval.upperBound, signed: true))]"
        }
        parts.append(difference)
        parts += [verdict, evidenceText].compactMap { $0 }
        return parts.joined(separator: ", ")
    }
}
