/// How well a typed text fits a name, for palettes and pickers.
public struct FuzzyMatch: Equatable, Sendable {
    /// Higher is better; comparable between candidates of one query.
    public var score: Int
    /// The offsets of the characters that matched, in the candidate.
    public var offsets: [Int]

    /// Matches a query: every word of it has to be found, as the beginning of a word, inside of one, or as letters in order.
    ///
    /// Small letters match both cases, capitals match capitals only.
    ///
    /// - Returns: nil where a word is not found; a score of 0 for an empty query.
    /// - Complexity: O(words of the query x candidate).
    public init?(_ query: String, in candidate: String) {
        let text = Array(candidate)
        var score = 0
        var offsets: Set<Int> = []
        for word in query.split(separator: " ") {
            guard let found = Self.find(Array(word), in: text) else { return nil }
            score += found.score
            offsets.formUnion(found.offsets)
        }
        self.score = score
        self.offsets = offsets.sorted()
    }

    private static func isEqual(_ wanted: Character, _ found: Character) -> Bool {
        wanted == found || (!wanted.isUppercase && found.lowercased() == String(wanted))
    }

    private static func isStart(_ offset: Int, in text: [Character]) -> Bool {
        guard offset > 0 else { return true }
        let before = text[offset - 1]
        return !before.isLetter && !before.isNumber || text[offset].isUppercase && before.isLowercase
    }

    private static func find(_ word: [Character], in text: [Character]) -> (score: Int, offsets: [Int])? {
        // As it stands: at the very beginning, at the beginning of a word, inside.
        var best: (score: Int, offsets: [Int])?
        if word.count <= text.count {
            for start in 0...(text.count - word.count) where word.indices.allSatisfy({ isEqual(word[$0], text[start + $0]) }) {
                let isWhole = word.count == text.count
                let score = isWhole ? 1000 : start == 0 ? 600 : isStart(start, in: text) ? 400 : 200
                if score > (best?.score ?? 0) { best = (score, Array(start..<start + word.count)) }
            }
        }
        if let best { return (best.score - min(99, text.count), best.offsets) }
        return findLetters(word, in: text)
    }

    /// The letters in order, each at the beginning of a word where it can be, and never far apart.
    private static func findLetters(_ word: [Character], in text: [Character]) -> (score: Int, offsets: [Int])? {
        var offsets: [Int] = []
        var from = 0
        for letter in word {
            let rest = from..<text.count
            let near = rest.first { isEqual(letter, text[$0]) }
            let start = rest.first { isEqual(letter, text[$0]) && isStart($0, in: text) }
            guard let near else { return nil }
            // A neighbour of the letter before is better than the beginning of a later word.
            let chosen = near == from && !offsets.isEmpty ? near : start ?? near
            offsets.append(chosen)
            from = chosen + 1
        }
        let starts = offsets.filter { isStart($0, in: text) }.count
        let spread = (offsets.last ?? 0) - (offsets.first ?? 0) - word.count + 1
        guard starts * 2 >= word.count || spread <= word.count else { return nil }
        return (max(1, 60 + starts * 10 - spread * 2), offsets)
    }
}
