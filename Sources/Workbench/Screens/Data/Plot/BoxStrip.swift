import Interface
import Tabular
import Terminal

/// One box plot in a row: whiskers as a line, the middle half as a block, the median in it, far values as dots.
///
/// ```text
///   ├────▒▒▒▒│▒▒▒▒▒▒▒▒──────┤    ·   ·
/// ```
struct BoxStrip {
    private let box: BoxPlots.Box
    private let range: ClosedRange<Double>

    init(_ box: BoxPlots.Box, range: ClosedRange<Double>) {
        self.box = box
        self.range = range
    }

    func row(width: Int, looks: Looks) -> [StyledText] {
        guard width > 2, box.quartiles.count == 3 else { return [] }
        func cell(_ value: Double) -> Int {
            let share = (value / 2 - range.lowerBound / 2) / (range.upperBound / 2 - range.lowerBound / 2)
            return share.isFinite ? Int((min(max(share, 0), 1) * Double(width - 1)).rounded()) : 0
        }
        let glyphs = looks.glyphs
        let (low, high) = (cell(box.whiskers.lowerBound), cell(box.whiskers.upperBound))
        let (first, median, third) = (cell(box.quartiles[0]), cell(box.quartiles[1]), cell(box.quartiles[2]))
        let far = Set(box.furthest.map(cell))
        let block = glyphs.isUnicode ? "▒" : "="
        return (0..<width).map { column in
            if column == median { return StyledText(glyphs.isUnicode ? "┃" : "|", looks[.accent]) }
            if column >= first, column <= third { return StyledText(block, looks[.bar]) }
            if column >= low, column <= high {
                let end = column == low ? glyphs.box.teeRight : column == high ? glyphs.box.teeLeft : glyphs.box.horizontal
                return StyledText(end, looks[.dim])
            }
            return far.contains(column) ? StyledText(glyphs.dot, looks[.dim]) : StyledText(" ", looks[.faint])
        }
    }
}
