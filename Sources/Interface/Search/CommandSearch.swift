/// Finds commands by what a person types: their title, id, summary or key.
public enum CommandSearch {
    /// A row that was found.
    public struct Match: Equatable, Sendable {
        /// Its place among the rows that were given.
        public var index: Int
        /// The characters of the title that matched.
        public var offsets: [Int]
    }

    /// Rows that fit, best first; rows that fit alike keep their order.
    ///
    /// A query that is a key as it is written (`R`, `ctrl-p`) puts its command first. Titles weigh more than ids, ids more than
    /// summaries; what cannot be done now comes after what can, where both fit alike. Commands used lately (`recent`, their ids,
    /// the latest first) lead while nothing is typed.
    public static func matches(_ query: String, in rows: [CommandRow], recent: [String] = []) -> [Match] {
        let query = query.trimmed
        if query.isEmpty {
            let first = recent.compactMap { id in rows.firstIndex { $0.id == id } }
            let rest = rows.indices.filter { !first.contains($0) }
            return (first + rest).map { Match(index: $0, offsets: []) }
        }
        var found: [(score: Int, match: Match)] = []
        for (index, row) in rows.enumerated() {
            guard let (score, offsets) = score(query, row) else { continue }
            let recency = recent.firstIndex(of: row.id).map { max(0, 12 - $0) } ?? 0
            let penalty = row.availability.isAvailable ? 0 : 15
            found.append((score + recency - penalty, Match(index: index, offsets: offsets)))
        }
        return found.sorted { ($1.score, $0.match.index) < ($0.score, $1.match.index) }.map(\.match)
    }

    private static func score(_ query: String, _ row: CommandRow) -> (Int, [Int])? {
        var best: (Int, [Int])?
        func offer(_ score: Int, _ offsets: [Int]) {
            if score > best?.0 ?? Int.min { best = (score, offsets) }
        }
        let names = row.keys.map(\.description)
        if names.contains(query) {
            offer(5000, [])
        } else if query.count > 1, names.contains(where: { $0.lowercased() == query.lowercased() }) {
            offer(4000, [])
        }
        if let match = FuzzyMatch(query, in: row.title) { offer(match.score + 300, match.offsets) }
        if let match = FuzzyMatch(query, in: row.id) { offer(match.score + 100, []) }
        // In a sentence letters in order mean nothing: whole parts of words only.
        let summary = row.summary.lowercased()
        if query.split(separator: " ").allSatisfy({ summary.contains($0.lowercased()) }) { offer(40, []) }
        return best
    }
}

extension String {
    /// Without blanks at either end.
    var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
