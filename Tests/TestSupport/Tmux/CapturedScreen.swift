/// What a terminal shows at one moment, as text.
public struct CapturedScreen: Sendable, Equatable, CustomStringConvertible {
    /// The rows from the top, without blanks at their ends.
    public let lines: [String]

    /// All rows.
    public var text: String { lines.joined(separator: "\n") }

    /// The last row, where the workbench says what it did.
    public var bottom: String { lines.last ?? "" }

    /// Whether a text stands in one of the rows.
    public func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

    /// The first row with all of these texts.
    public func line(with texts: String...) -> String? {
        lines.first { line in texts.allSatisfy { line.contains($0) } }
    }

    /// Dots of braille patterns, of which curves are drawn.
    public var dots: Int {
        text.unicodeScalars.reduce(0) { $0 + ((0x2801...0x28FF).contains($1.value) ? ($1.value - 0x2800).nonzeroBitCount : 0) }
    }

    /// Whether there is nothing but ASCII.
    public var isASCII: Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    /// Column and row of the first place of a text, from 0; every character before it counts as one column.
    public func place(of text: String) -> (column: Int, row: Int)? {
        for (row, line) in lines.enumerated() {
            if let range = line.firstRange(of: text) { return (line.distance(from: line.startIndex, to: range.lowerBound), row) }
        }
        return nil
    }

    public var description: String {
        let rule = String(repeating: "=", count: max(8, lines.map(\.count).max() ?? 0))
        return ([rule] + lines + [rule]).joined(separator: "\n")
    }
}
