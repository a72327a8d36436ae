/// Finds spellings that may be one word.
///
/// Two words go together where they are equal but for case, blanks and marks, or where few letters have to change: normalised edit
/// similarity of at least 0.85 (V. I. Levenshtein, 1966), the one spelling at most a fifth as common as the other, and no part of it quite
/// another word: `Upper East Side North` and `South` stay apart. Digits and comparison signs have to agree, so that `grade 1` and
/// `grade 2`, or `<=50K` and `>50K`, stay apart.
struct SimilarWords {
    struct Pair {
        var common: String
        var commonCount: Int
        var rare: String
        var rareCount: Int
    }

    /// A rare spelling once, with the commonest it is like; the commonest pairs first.
    let pairs: [Pair]

    static let similarity = 0.85

    private struct Word {
        let text: String
        let count: Int
        let letters: [Character]
        let parts: [[Character]]
        let signs: [Character]

        init(_ text: String, _ count: Int) {
            self.text = text
            self.count = count
            let lower = Array(text.lowercased())
            letters = lower.filter { $0.isLetter || $0.isNumber }
            parts = lower.split { !$0.isLetter && !$0.isNumber }.map(Array.init)
            signs = lower.filter { $0.isNumber || "<>=≤≥+-%".contains($0) }
        }
    }

    init(_ counts: [(word: String, count: Int)]) {
        // Commonest first, so that what a rare spelling joins is not itself joined to another.
        let words = counts.map { Word($0.word, $0.count) }.filter { $0.letters.contains { $0.isLetter } }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
        var pairs: [Pair] = []
        // Words can only be alike where these agree, so that only few are compared letter by letter.
        var same: [String: Int] = [:]
        var near: [String: [Int]] = [:]
        for (place, word) in words.enumerated() {
            let signs = String(word.signs.filter { $0 != "-" })
            let exact = String(word.letters) + "|" + signs
            let loose = "\(word.letters.first ?? " ")\(word.parts.count)|" + signs
            if let other = same[exact] ?? near[loose]?.first(where: { Self.areAlike(words[$0], word) }) {
                pairs.append(
                    Pair(common: words[other].text, commonCount: words[other].count, rare: word.text, rareCount: word.count))
            } else {
                same[exact] = place
                near[loose, default: []].append(place)
            }
        }
        self.pairs = pairs.sorted { ($1.commonCount, $0.rare) < ($0.commonCount, $1.rare) }
    }

    /// Whether one is a slip of the hand for the other; signs, first letter and number of parts agree.
    private static func areAlike(_ a: Word, _ b: Word) -> Bool {
        let longest = max(a.letters.count, b.letters.count)
        // A slip of the hand is rarer than the word. A letter more or less makes another word of a short one, and a plural, a gender
        // or a negation of a long one.
        guard b.count * 5 <= a.count, longest >= 7 else { return false }
        var changes = 0
        for (one, other) in zip(a.parts, b.parts) where one != other {
            let longer = max(one.count, other.count)
            let limit = longer / 4
            guard longer > 4, !differBySuffixOrPrefix(one, other) else { return false }
            let distance = distance(one, other, limit: limit)
            guard distance <= limit else { return false }
            changes += distance
        }
        return Double(changes) <= (1 - similarity) * Double(longest)
    }

    private static func differBySuffixOrPrefix(_ a: [Character], _ b: [Character]) -> Bool {
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        return long.starts(with: short) || long.suffix(short.count).elementsEqual(short)
    }

    /// The number of letters to insert, delete, change or swap with their neighbour; more than `limit` as soon as that is sure.
    static func distance(_ a: [Character], _ b: [Character], limit: Int) -> Int {
        var (before, row) = ([Int](), Array(0...b.count))
        for i in 1...max(1, a.count) where !a.isEmpty {
            var next = [Int](repeating: i, count: b.count + 1)
            for j in 1...max(1, b.count) where !b.isEmpty {
                next[j] = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { next[j] = min(next[j], before[j - 2] + 1) }
            }
            if next.min() ?? 0 > limit { return limit + 1 }
            (before, row) = (row, next)
        }
        return row[b.count]
    }
}
