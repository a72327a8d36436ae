/// A way in which a missing value is written, and how often.
public struct MissingSpelling: Sendable, Equatable {
    /// The word as it stands in the source; empty for nothing at all.
    public var text: String
    public var count: Int

    public init(text: String, count: Int) {
        self.text = text
        self.count = count
    }
}

/// Counts missing values by spelling; a column has few, so the last ones seen are compared first.
struct MissingCounter {
    private let words: MissingWords
    private var empty = 0
    private var seen: [(cell: Cell, count: Int)] = []

    init(_ words: MissingWords = .usual) { self.words = words }

    /// Counts the cell if it means a missing value.
    @inline(__always)
    mutating func take(_ cell: Cell) -> Bool {
        if cell.count == 0 {
            empty &+= 1
            return true
        }
        return takeWord(cell)
    }

    /// Counts a cell that means a missing value.
    private mutating func count(_ cell: Cell) { seen.append((cell, 1)) }

    /// Counts the cell if it is a number that means a missing value.
    mutating func take(_ cell: Cell, value: Double) -> Bool {
        guard words.numbers.contains(value) else { return false }
        for index in seen.indices where seen[index].cell.hasSameBytes(as: cell) {
            seen[index].count += 1
            return true
        }
        count(cell)
        return true
    }

    private mutating func takeWord(_ cell: Cell) -> Bool {
        for index in seen.indices where seen[index].cell.hasSameBytes(as: cell) {
            seen[index].count += 1
            return true
        }
        guard words.matches(cell.start, cell.count) else { return false }
        count(cell)
        return true
    }

    /// All spellings, the commonest first.
    var spellings: [MissingSpelling] {
        let words = seen.map { MissingSpelling(text: $0.cell.string, count: $0.count) }
        let all = (empty > 0 ? [MissingSpelling(text: "", count: empty)] : []) + words
        return all.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }
}
