import CNcurses

/// Hands rows of a surface to ncurses: only those that differ from the last frame, and nothing at all where none do.
struct FrameWriter {
    private var pairs: ColourPairs
    private let isUTF8: Bool
    private var last: Surface?
    private var lastCursor: Point?
    private var row: [curses_cell] = []
    /// What the C library shows as we do; the others are replaced.
    private var isShown: [UInt32: Bool] = [:]

    /// - Parameters:
    ///   - pairs: the colour pairs of the terminal.
    ///   - isUTF8: whether more than ASCII can be sent.
    init(pairs: ColourPairs, isUTF8: Bool) {
        self.pairs = pairs
        self.isUTF8 = isUTF8
    }

    /// Everything is drawn anew next time.
    mutating func forget() { last = nil }

    /// Shows a surface.
    ///
    /// - Complexity: a comparison a cell; 0.2 microseconds a cell of a changed row.
    mutating func write(_ surface: Surface, cursor: Point?, before: () -> Void, after: () -> Void) {
        var former = last
        if let known = former, known.size != surface.size { former = nil }
        if former == surface, cursor == lastCursor { return }
        if pairs.isExhausted {
            pairs.reset()
            former = nil
        }
        if former == nil { curses_forget_screen() }
        let rows = min(surface.size.height, Int(curses_rows()))
        for y in 0..<rows {
            if let former, former.row(y) == surface.row(y) { continue }
            put(surface.row(y), at: y)
        }
        last = surface
        lastCursor = cursor
        before()
        let place = cursor ?? Point(0, 0)
        curses_update(Int32(place.x), Int32(place.y), cursor == nil ? 0 : 1)
        after()
    }

    private mutating func put(_ cells: ArraySlice<Cell>, at y: Int) {
        row.removeAll(keepingCapacity: true)
        var style = Style.plain
        var look: (attributes: UInt32, pair: Int32) = (0, 0)
        var isFirst = true
        for cell in cells where !cell.grapheme.isContinuation {
            if isFirst || cell.style != style {
                style = cell.style
                look = self.look(of: style)
                isFirst = false
            }
            var output = curses_cell()
            output.attributes = look.attributes
            output.pair = look.pair
            append(cell.grapheme, output)
        }
        let count = Int32(row.count)
        row.withUnsafeBufferPointer { curses_put_row(Int32(y), $0.baseAddress, count) }
    }

    /// Appends a cell, with what the terminal's library cannot show replaced by something of the same width.
    private mutating func append(_ grapheme: Grapheme, _ cell: curses_cell) {
        var cell = cell
        let base = grapheme.base
        if base.value < 0x7F {
            cell.scalars.0 = base.value
        } else if !isUTF8 || !isShown(base) {
            cell.scalars.0 = isUTF8 ? 0x3F : ASCIIFallback.scalar(for: base).value
            row.append(cell)
            if grapheme.columns == 2 {
                cell.scalars.0 = 0x20
                row.append(cell)
            }
            return
        }
        var index = 0
        grapheme.forEachScalar { scalar in
            if index == 0 || isUTF8 && curses_width(scalar.value) == 0 {
                withUnsafeMutableBytes(of: &cell.scalars) {
                    $0.storeBytes(of: scalar.value, toByteOffset: 4 * index, as: UInt32.self)
                }
                index += 1
            }
        }
        row.append(cell)
    }

    private mutating func isShown(_ scalar: Unicode.Scalar) -> Bool {
        if let known = isShown[scalar.value] { return known }
        let result = Int(curses_width(scalar.value)) == ScalarWidth.columns(of: scalar)
        isShown[scalar.value] = result
        return result
    }

    private mutating func look(of style: Style) -> (attributes: UInt32, pair: Int32) {
        var attributes = UInt32(style.attributes.rawValue)
        // The brighter eight exist on eight colours as bold ones.
        if pairs.depth == .eight, case .palette(let index) = style.foreground, index >= 8 { attributes |= 1 }
        return (attributes, pairs.number(foreground: style.foreground, background: style.background))
    }
}
