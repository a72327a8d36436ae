public import Recipes

/// An order of runs: by a metric, the best first; or by another field.
public struct RunSort: Sendable, Equatable {
    /// `number`, `started`, `finished`, `created`, `seconds`, `fit`, `model`, `state`, `table`, `note`, `features`, `folds`, or
    /// a metric.
    public var key: String
    /// Against the natural order, which is: metrics best first, numbers and times latest first, words from a to z.
    public var isReversed: Bool

    public init(key: String, isReversed: Bool = false) {
        self.key = key
        self.isReversed = isReversed
    }

    /// Reads `auc`, or `-auc` for the reverse.
    ///
    /// - Throws: ``AssayError`` with the nearest key.
    public init(parsing text: String) throws(AssayError) {
        let isReversed = text.hasPrefix("-")
        let key = (isReversed ? String(text.dropFirst()) : text).lowercased()
        guard Self.keys.contains(key) else { throw .unknownWord(key, kind: "sort key", known: Self.keys) }
        self.init(key: key, isReversed: isReversed)
    }

    /// Every key there is.
    public static let keys: [String] =
        ["number", "started", "finished", "created", "seconds", "fit", "features", "folds", "model", "state", "table", "note"]
        + Metric.all.map(\.key)

    /// The runs in this order; those that have no value come last, and equal ones keep the order of their numbers, latest first.
    ///
    /// - Complexity: O(n log n).
    public func sorted(_ runs: [RunRecord]) -> [RunRecord] {
        let isUpwards = (Metric.named(key)?.direction == .lower) != isReversed
        if let words = words {
            return arranged(runs.map { ($0, words($0)) }, isEmpty: \.isEmpty) { isReversed ? $0 > $1 : $0 < $1 }
        }
        guard let field = number else { return runs }
        return arranged(runs.map { ($0, RunNumber.value(of: field, in: $0) ?? .nan) }, isEmpty: \.isNaN) {
            isUpwards ? $0 < $1 : $0 > $1
        }
    }

    private func arranged<Key: Equatable>(
        _ pairs: [(run: RunRecord, key: Key)], isEmpty: (Key) -> Bool, _ precedes: (Key, Key) -> Bool
    ) -> [RunRecord] {
        pairs.sorted { a, b in
            let (first, second) = (isEmpty(a.key), isEmpty(b.key))
            if first != second { return second }
            if first || a.key == b.key { return a.run.number > b.run.number }
            return precedes(a.key, b.key)
        }.map(\.run)
    }

    private var number: RunQuery.NumberField? {
        if Metric.named(key) != nil { return .metric(key) }
        return key == "fit" ? .seconds("fit") : RunQueryTerm.numbers[key]
    }

    private var words: ((RunRecord) -> String)? {
        switch key {
        case "model": { $0.recipe.modelName }
        case "state": { $0.state.rawValue }
        case "table": { $0.table }
        case "note": { $0.note }
        default: nil
        }
    }
}
