public import Terminal

/// A difference with its interval against zero and the region in which it makes no difference.
///
/// ```text
///  −0.01           0           +0.01
///    ░░░░░░░░░░░░░░│░░░░░░░░░░░░░░
///                  ├────●─────┤
/// ```
public struct IntervalPlot: Equatable, Sendable {
    /// The difference; NaN draws none.
    public var estimate: Double
    /// Its interval; nil where there is none.
    public var interval: ClosedRange<Double>?
    /// Half the width of the region of practical equivalence, or zero.
    public var equivalence: Double
    /// What the width stands for; nil takes a round range around all of it with zero in the middle.
    public var range: ClosedRange<Double>?
    /// Which way is better: colours the estimate where the interval leaves zero out; nil leaves it plain.
    public var higherIsBetter: Bool?
    /// How it looks.
    public var style: ChartStyle

    /// A difference with its interval.
    public init(
        estimate: Double, interval: ClosedRange<Double>? = nil, equivalence: Double = 0, range: ClosedRange<Double>? = nil,
        higherIsBetter: Bool? = nil, style: ChartStyle = ChartStyle()
    ) {
        self.estimate = estimate
        self.interval = interval
        self.equivalence = equivalence
        self.range = range
        self.higherIsBetter = higherIsBetter
        self.style = style
    }

    /// What the width stands for: the same for several plots below one another, when it is handed to all of them.
    public var extent: ClosedRange<Double> {
        if let range, range.upperBound > range.lowerBound { return range }
        let values = [estimate, interval?.lowerBound ?? 0, interval?.upperBound ?? 0, equivalence]
        let largest = values.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
        guard largest > 0 else { return -1...1 }
        let half = largest * 1.1
        return -half...half
    }

    /// The plot as one row.
    public func row(width: Int, glyphs: Glyphs = .unicode) -> [StyledText] {
        guard width > 0 else { return [] }
        let range = extent
        func cell(_ value: Double) -> Int {
            let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
            return Int((min(max(share, 0), 1) * Double(width - 1)).rounded())
        }
        let region = equivalence > 0 ? cell(-equivalence)...cell(equivalence) : nil
        let zero = cell(0)
        let line = interval.flatMap { $0.lowerBound.isFinite && $0.upperBound.isFinite ? $0 : nil }
        return (0..<width).map { column -> StyledText in
            let isInRegion = region?.contains(column) ?? false
            let ground = isInRegion ? style.band.background : .terminal
            if estimate.isFinite, column == cell(estimate) { return StyledText(glyphs.on, look.adding(.bold).on(ground)) }
            if let line, column >= cell(line.lowerBound), column <= cell(line.upperBound) {
                let isLow = column == cell(line.lowerBound) && line.lowerBound >= range.lowerBound
                let isHigh = column == cell(line.upperBound) && line.upperBound <= range.upperBound
                let text =
                    isLow
                    ? glyphs.box.teeRight
                    : isHigh ? glyphs.box.teeLeft : column == zero ? glyphs.box.cross : glyphs.box.horizontal
                return StyledText(text, look.on(ground))
            }
            if column == zero { return StyledText(glyphs.box.vertical, style.axis.on(ground)) }
            return isInRegion
                ? StyledText(ground == .terminal ? glyphs.shade : " ", style.band) : StyledText(" ", style.axis)
        }.joined()
    }

    /// Draws the row, and with a second row the figures below: the range's ends, zero, the ends of the equivalence region.
    public func draw(on surface: inout Surface, in rect: Rect) {
        guard rect.width >= 3, rect.height >= 1 else { return }
        surface.write(row(width: rect.width, glyphs: surface.glyphs), x: rect.x, y: rect.y, width: rect.width)
        guard rect.height >= 2 else { return }
        let range = extent
        let ticks = Ticks(of: range, on: Axis(), count: min(max(rect.width / 10, 3), 7), isLoose: false)
        var end = rect.x - 1
        for (value, label) in zip(ticks.values, ticks.labels) {
            let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
            let column = rect.x + Int((share * Double(rect.width - 1)).rounded())
            let text = surface.glyphs.folded(value > 0 ? "+" + label : value == 0 ? "0" : label)
            let start = max(rect.x, min(column - (text.count - 1) / 2, rect.maxX - text.count))
            guard start > end else { continue }
            surface.write(text, x: start, y: rect.y + 1, style: style.label)
            end = start + text.count
        }
    }

    /// Coloured only where the interval says which way it goes.
    private var look: Style {
        guard let interval, let higherIsBetter, interval.lowerBound > 0 || interval.upperBound < 0 else { return style.text }
        return (estimate > 0) == higherIsBetter ? style.good : style.bad
    }
}
