import Recipes

/// How a category becomes columns of a linear model: one a word of the training rows. Rare words share one column; missing is a
/// word of its own where the training rows had it. Two words need one column only, and a word that all rows have needs none.
struct CategoryEncoding: Sendable, Equatable {
    /// Words with a column of their own, sorted.
    let words: [String]
    /// Whether the rare words, and those that the training rows did not have, share a column after the words.
    let poolsRare: Bool
    /// Whether missing values have a column after those.
    let marksMissing: Bool

    /// Columns that it fills.
    var width: Int { words.count + (poolsRare ? 1 : 0) + (marksMissing ? 1 : 0) }

    /// Words get `limit` columns at the most; where there are more, the commonest keep one and the others share the last.
    init(fitting codes: [Int32], words all: [String], limit: Int) {
        let counts = WordCounts(codes, of: all)
        let seen = counts.seen
        // A column that is 1 in all rows would say what the intercept says.
        marksMissing = counts.missing > 0 && !seen.isEmpty
        poolsRare = seen.count > limit
        if poolsRare {
            words = counts.commonest(limit - 1).map { all[$0] }
        } else {
            // Of two words the second one's column says all, and a single one says nothing.
            words = (seen.count <= 2 && counts.missing == 0 ? Array(seen.dropFirst()) : seen).map { all[$0] }
        }
    }

    /// The column of every code of a table with these words, then that of missing; -1 where it has none.
    func columns(ofWords all: [String]) -> [Int32] {
        let places = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($0.element, Int32($0.offset)) })
        let other = poolsRare ? Int32(words.count) : -1
        let missing = marksMissing ? Int32(width - 1) : -1
        return all.map { places[$0] ?? other } + [missing]
    }

    var json: JSON {
        ["words": .array(words.map(JSON.string)), "pools_rare": .bool(poolsRare), "marks_missing": .bool(marksMissing)]
    }

    init?(json: JSON) {
        guard let words = json["words"]?.arrayValue?.compactMap(\.stringValue), Set(words).count == words.count,
            let pools = json["pools_rare"]?.boolValue, let marks = json["marks_missing"]?.boolValue
        else { return nil }
        self.words = words
        poolsRare = pools
        marksMissing = marks
    }
}
