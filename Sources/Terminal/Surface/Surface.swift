/// A grid of cells as a plain value: screens are drawn into it, tests read it as text, drivers show it.
public struct Surface: Sendable {
    public let size: Size
    /// Row by row.
    public internal(set) var cells: [Cell]
    /// Where drawing takes effect; ``withClip(_:_:)`` narrows it.
    public internal(set) var clip: Rect
    /// The glyphs that this terminal can show: boxes, bullets, arrows. Views ask here and never spell them out.
    public let glyphs: Glyphs

    /// A blank grid.
    public init(_ size: Size, style: Style = .plain, glyphs: Glyphs = .unicode) {
        self.size = Size(max(0, size.width), max(0, size.height))
        self.cells = Array(repeating: Cell(.space, style), count: max(0, size.width) * max(0, size.height))
        self.clip = Rect(self.size)
        self.glyphs = glyphs
    }

    public var bounds: Rect { Rect(size) }

    /// The cell at a place; outside, a blank, and writes outside of the clip are dropped.
    public subscript(_ x: Int, _ y: Int) -> Cell {
        get {
            guard x >= 0, y >= 0, x < size.width, y < size.height else { return Cell(.space, .plain) }
            return cells[y * size.width + x]
        }
        set {
            guard x >= clip.x, y >= clip.y, x < clip.maxX, y < clip.maxY else { return }
            cells[y * size.width + x] = newValue
        }
    }

    /// One row of cells.
    public func row(_ y: Int) -> ArraySlice<Cell> { cells[y * size.width..<(y + 1) * size.width] }

    /// The text of the rows, blanks at the right removed: what golden screens hold.
    public var lines: [String] {
        (0..<size.height).map { y in
            var view = String.UnicodeScalarView()
            for cell in row(y) { cell.grapheme.forEachScalar { view.append($0) } }
            while view.last == " " { view.removeLast() }
            return String(view)
        }
    }
}

extension Surface: Equatable {
    /// Equal in what is seen.
    public static func == (a: Surface, b: Surface) -> Bool { a.size == b.size && a.cells == b.cells }
}
