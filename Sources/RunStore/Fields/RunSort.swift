public import Recipes

/// An order of runs by one field: metrics their better end first, words from a to z, other numbers and times the largest first.
public struct RunSort: Sendable, Hashable {
    public var field: RunField
    /// Against the natural order.
    public var isReversed: Bool

    public init(_ field: RunField, isReversed: Bool = false) {
        self.field = field
        self.isReversed = isReversed
    }

    /// Reads `auc`, or `-auc` for the reverse.
    ///
    /// - Throws: ``AssayError`` with the nearest key.
    public init(parsing text: String) throws(AssayError) {
        let isReversed = text.hasPrefix("-")
        let key = isReversed ? String(text.dropFirst()) : text
        guard let field = RunField(named: key) else { throw .unknownWord(key, kind: "sort key", known: Self.keys) }
        self.init(field, isReversed: isReversed)
    }

    /// Reads several with commas between them, the first decides: `auc,-seconds`.
    ///
    /// - Throws: ``AssayError`` with the nearest key.
    public static func list(parsing text: String) throws(AssayError) -> [RunSort] {
        var sorts: [RunSort] = []
        for part in text.split(separator: ",").map({ String($0).trimmingBlanks() }) where !part.isEmpty {
            sorts.append(try RunSort(parsing: part))
        }
        return sorts
    }

    /// As ``init(parsing:)`` reads it.
    public var text: String { (isReversed ? "-" : "") + field.name }

    /// Every key that needs no run to be known.
    public static var keys: [String] { RunField.names }

    /// Whether the smallest value stands first.
    public var isUpwards: Bool { field.isUpwardsByNature != isReversed }

    /// The runs in this order; those that have no value come last, and equal ones keep the order of their numbers, latest first.
    ///
    /// - Complexity: O(n log n).
    public func sorted(_ runs: [RunRecord]) -> [RunRecord] { Self.places(of: runs, by: [self]).map { runs[$0] } }

    /// The places of the runs in the order of several fields, of which the first decides.
    ///
    /// - Complexity: O(n log n); each field is asked of each run once.
    public static func places(of runs: [RunRecord], by sorts: [RunSort]) -> [Int] {
        let keys = sorts.map { SortKey($0, runs) }
        return runs.indices.sorted { a, b in
            for key in keys {
                if let first = key.precedes(a, b) { return first }
            }
            return runs[a].number > runs[b].number
        }
    }
}

/// What runs are compared by, taken out of them once.
private struct SortKey {
    private let isUpwards: Bool
    private var numbers: [Double]
    /// Empty where every value is a number.
    private var words: [String]

    init(_ sort: RunSort, _ runs: [RunRecord]) {
        isUpwards = sort.isUpwards
        numbers = []
        numbers.reserveCapacity(runs.count)
        words = []
        for (place, run) in runs.enumerated() {
            let value = sort.field.value(in: run)
            numbers.append(value.number ?? .nan)
            guard case .words(let text) = value else {
                if !words.isEmpty { words.append("") }
                continue
            }
            if words.isEmpty { words = [String](repeating: "", count: place) }
            words.append(text)
        }
    }

    /// Whether a run stands before another; nil where both have the same. Numbers stand before words, what is missing last.
    func precedes(_ a: Int, _ b: Int) -> Bool? {
        let (x, y) = (numbers[a], numbers[b])
        if !x.isNaN, !y.isNaN { return x == y ? nil : (x < y) == isUpwards }
        if x.isNaN != y.isNaN { return y.isNaN }
        guard !words.isEmpty, words[a] != words[b] else { return nil }
        if words[a].isEmpty || words[b].isEmpty { return words[b].isEmpty }
        return (words[a] < words[b]) == isUpwards
    }
}
