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

/// Counts missing values by spelling; a column has few, so those seen are compared first.
struct MissingCounter {
    private let words: MissingWords
    private var empty = 0
    private var seen: [(word: [UInt8], count: Int)] = []

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

    /// Counts cells without anything in them.
    mutating func takeEmpty(_ count: Int) { empty &+= count }

    /// Whether numbers may mean a missing value.
    var hasNumbers: Bool { !words.numbers.isEmpty }

    /// Counts the cell if it is a number that means a missing value.
    mutating func take(_ cell: Cell, value: Double) -> Bool {
        guard words.numbers.contains(value) else { return false }
        if !countAgain(cell) { seen.append((Array(cell.buffer), 1)) }
        return true
    }

    @inline(never)
    private mutating func takeWord(_ cell: Cell) -> Bool {
        if countAgain(cell) { return true }
        guard words.matches(cell.start, cell.count) else { return false }
        seen.append((Array(cell.buffer), 1))
        return true
    }

    private mutating func countAgain(_ cell: Cell) -> Bool {
        for index in seen.indices where seen[index].word.elementsEqual(cell.buffer) {
            seen[index].count += 1
            return true
        }
        return false
    }

    /// Takes over what another one counted.
    mutating func merge(_ other: MissingCounter) {
        empty += other.empty
        for (word, count) in other.seen {
            if let index = seen.firstIndex(where: { $0.word == word }) {
                seen[index].count += count
            } else {
                seen.append((word, count))
            }
        }
    }

    /// How many there are in all.
    var count: Int { seen.reduce(empty) { $0 + $1.count } }

    /// All spellings, the commonest first.
    var spellings: [MissingSpelling] {
        let words = seen.map { MissingSpelling(text: String(decoding: $0.word, as: UTF8.self), count: $0.count) }
        let all = (empty > 0 ? [MissingSpelling(text: "", count: empty)] : []) + words
        return all.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }
}
