import Recipes

/// What the numbers of a column look like, as far as its kind depends on it.
struct NumberFacts {
    let rows: Int
    let isWhole: Bool
    let hasMissing: Bool
    /// Whether each is the one before plus one.
    let countsUp: Bool
    private let values: UnsafeBufferPointer<Double>

    /// - Complexity: O(1) for most columns, since most do not count up for long.
    init(_ values: UnsafeBufferPointer<Double>, isWhole: Bool, hasMissing: Bool) {
        self.values = values
        rows = values.count
        self.isWhole = isWhole && !values.isEmpty
        self.hasMissing = hasMissing
        countsUp =
            self.isWhole && !hasMissing
            && (1..<max(1, values.count)).allSatisfy { values[$0] == values[$0 &- 1] + 1 }
    }

    /// Share of different values.
    ///
    /// - Complexity: O(1) for a column that repeats itself in its first rows, which is no key; O(n) and a large set for others.
    var distinctShare: Double {
        if countsUp { return 1 }
        let head = Set(values.prefix(1000)).count
        guard isWhole, Double(head) > 0.95 * Double(min(rows, 1000)) else { return 0 }
        return Double(Set(values).count) / Double(max(1, rows))
    }
}

/// How the kind of a column is decided.
enum KindRules {
    /// Tables shorter than this show too little to tell a key from a value.
    static let rowsForIdentifier = 20
    static let identifierShare = 0.95

    /// Whether whole numbers are a key: they count up by one, or the name says so and nearly all differ.
    static func isIdentifier(_ facts: NumberFacts, name: String) -> Bool {
        guard facts.isWhole, !facts.hasMissing, facts.rows >= rowsForIdentifier else { return false }
        return facts.countsUp || hasKeyName(name) && facts.distinctShare > identifierShare
    }

    private static let keyNames: Set<String> = [
        "id", "no", "nr", "key", "index", "rownames", "rowname", "row", "row_id", "rowid", "uuid", "guid", "unnamed: 0", "#",
    ]

    /// Whether a name promises a key: `id`, `customer_id`, `customerId`, `No`, `uuid`.
    static func hasKeyName(_ name: String) -> Bool {
        let lower = name.lowercased()
        if keyNames.contains(lower) { return true }
        return ["_id", " id", "-id", ".id", "_key", "_uuid", "_no", "id_"].contains { lower.hasSuffix($0) }
            || lower.hasPrefix("id_") || name.hasSuffix("Id") || name.count > 2 && name.hasSuffix("ID")
    }

    /// The kind of a column of words that are no dates.
    static func kind(of words: WordCounts, name: String) -> ColumnKind {
        if words.present == 0 { return .category }
        if isFlag(words) { return .flag }
        let share = Double(words.distinct) / Double(words.present)
        guard words.present >= rowsForIdentifier, share > 0.5 else { return .category }
        var spaced = 0
        var total = 0
        var squares = 0.0
        words.forEach { word, _ in
            if word.buffer.contains(0x20) { spaced += 1 }
            total += word.count
            squares += Double(word.count * word.count)
        }
        let mean = Double(total) / Double(words.distinct)
        let deviation = max(0, squares / Double(words.distinct) - mean * mean).squareRoot()
        let isBare = spaced * 100 <= words.distinct
        if share > identifierShare, isBare, hasKeyName(name) || mean <= 64 && deviation <= 0.25 * mean { return .identifier }
        let isLong = mean > 30 || spaced * 2 > words.distinct
        return share > identifierShare || isLong && words.distinct > 50 ? .text : .category
    }

    private static let flagWords: [Set<String>] = [["yes", "no"], ["true", "false"], ["t", "f"], ["y", "n"]]

    private static func isFlag(_ words: WordCounts) -> Bool {
        guard words.distinct == 2 else { return false }
        var both: Set<String> = []
        words.forEach { word, _ in both.insert(word.string.lowercased()) }
        return flagWords.contains(both)
    }
}
