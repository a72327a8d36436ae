/// One cell of a surface.
public struct Cell: Hashable, Sendable {
    /// What is drawn; an empty string is the right half of a wide character to its left.
    public var text: String
    public var style: Style

    public init(_ text: String = " ", _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

/// A grid of cells as a plain value: screens are drawn into it, tests read it as text, drivers show it.
public struct Surface: Equatable, Sendable {
    public let size: Size
    /// Row by row.
    public private(set) var cells: [Cell]

    public init(_ size: Size, style: Style = .plain) {
        self.size = Size(max(0, size.width), max(0, size.height))
        self.cells = Array(repeating: Cell(" ", style), count: max(0, size.width) * max(0, size.height))
    }

    public var bounds: Rect { Rect(size) }

    /// The cell at a place; outside, a blank, and writes are dropped.
    public subscript(_ x: Int, _ y: Int) -> Cell {
        get {
            guard x >= 0, y >= 0, x < size.width, y < size.height else { return Cell() }
            return cells[y * size.width + x]
        }
        set {
            guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
            cells[y * size.width + x] = newValue
        }
    }

    /// One row of cells.
    public func row(_ y: Int) -> ArraySlice<Cell> { cells[y * size.width..<(y + 1) * size.width] }

    /// The text of the rows, blanks at the right removed: what golden screens hold.
    public var lines: [String] {
        (0..<size.height).map { y in
            var line = row(y).map(\.text).joined()
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }
}
