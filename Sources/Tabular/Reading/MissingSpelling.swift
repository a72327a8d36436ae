/// A way in which a missing value is written, and how often.
public struct MissingSpelling: Sendable, Equatable {
    /// The word as it stands in the source; empty for nothing at all.
    public var text: String
    public var count: Int

    public init(text: String, count: Int) {
        self.text = text
        self.count = count
    }

    /// The words that mean a missing value as they stand here. `none` in lower case is left alone: it often is a category.
    private static let exact: Set<String> = ["NA", "na", "None", "?", "-"]
    /// The words that mean it in any case.
    private static let anyCase: Set<String> = ["n/a", "nan", "null", "#n/a", "missing", "<na>", "#na"]

    /// Whether a word means that a value is missing.
    static func matches(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if count == 0 { return true }
        if count > 7 { return false }
        let word = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        return exact.contains(word) || anyCase.contains(word.lowercased())
    }
}

/// Counts missing values by spelling; a column has few, so the last ones seen are compared first.
struct MissingCounter {
    private var empty = 0
    private var seen: [(cell: Cell, count: Int)] = []

    /// Counts the cell if it means a missing value.
    @inline(__always)
    mutating func take(_ cell: Cell) -> Bool {
        if cell.count == 0 {
            empty &+= 1
            return true
        }
        return takeWord(cell)
    }

    private mutating func takeWord(_ cell: Cell) -> Bool {
        for index in seen.indices where seen[index].cell.hasSameBytes(as: cell) {
            seen[index].count += 1
            return true
        }
        guard MissingSpelling.matches(cell.start, cell.count) else { return false }
        seen.append((cell, 1))
        return true
    }

    /// All spellings, the commonest first.
    var spellings: [MissingSpelling] {
        let words = seen.map { MissingSpelling(text: $0.cell.string, count: $0.count) }
        let all = (empty > 0 ? [MissingSpelling(text: "", count: empty)] : []) + words
        return all.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }
}
