import Charts
import Interface
import Terminal

/// A mean with its interval against the mean over all, in one row: `  ├──●──┤  │ `.
struct IntervalStrip {
    var mean: Double
    var interval: ClosedRange<Double>?
    /// What others are held against: a thin line.
    var reference: Double
    /// What the width stands for.
    var range: ClosedRange<Double>

    func row(width: Int, looks: Looks) -> [StyledText] {
        guard width > 2, mean.isFinite else { return [] }
        func cell(_ value: Double) -> Int {
            let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
            return share.isFinite ? Int((min(max(share, 0), 1) * Double(width - 1)).rounded()) : 0
        }
        let isApart = interval.map { !$0.contains(reference) } ?? false
        let look = looks[isApart ? .accent : .dim]
        let line = interval.map { cell($0.lowerBound)...max(cell($0.lowerBound), cell($0.upperBound)) }
        let (point, zero) = (cell(mean), cell(reference))
        return (0..<width).map { column in
            if column == point { return StyledText(looks.glyphs.on, look) }
            if let line, line.contains(column) {
                let box = looks.glyphs.box
                let text =
                    column == zero
                    ? box.cross
                    : column == line.lowerBound ? box.teeRight : column == line.upperBound ? box.teeLeft : box.horizontal
                return StyledText(text, look)
            }
            return StyledText(column == zero ? looks.glyphs.box.vertical : " ", looks[.faint])
        }
    }
}
