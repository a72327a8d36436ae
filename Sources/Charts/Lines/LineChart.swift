/// Curves over a common abscissa, with round ticks and exact extremes.
///
/// Where there are more points than columns of dots, each column shows the whole span from its lowest to its highest value, so
/// that no spike is lost. The surface's glyphs decide whether lines are braille, quadrants or letters. A cell that several lines cross takes the colour of the one with most dots in it.
///
/// ```swift
/// var chart = LineChart([Series("run 12", y: before, role: .baseline), Series("run 13", y: now, best: 231)])
/// chart.x = Axis("trees", scale: .integer, extent: .fixed(0...400))
/// chart.crosshair = 142
/// chart.draw(on: &surface, in: rect)
/// ```
public struct LineChart: Equatable, Sendable {
    /// The lines; the first is drawn first and wins ties.
    public var series: [Series]
    /// The abscissa.
    public var x: Axis
    /// The values.
    public var y: Axis
    /// Lines across.
    public var references: [ReferenceLine]
    /// The abscissa that is read off; nil shows no crosshair.
    public var crosshair: Double?
    /// The share of the past in an exponential mean, at least 0 and below 1; the raw line stays, dim.
    public var smoothing: Double
    /// The series that stands in front, its colours uncovered; nil treats all alike.
    public var focus: Int?
    /// Gives each slot its own dash pattern: for terminals without colours.
    public var tellsByDash: Bool
    /// Writes name and value at the lines' right ends.
    public var labelsEnds: Bool
    /// Which way values get better, so that differences from the baseline are coloured; nil leaves them plain.
    public var higherIsBetter: Bool?
    /// What is said where there is nothing to draw.
    public var emptyText: String
    /// How it looks.
    public var style: ChartStyle
    /// Whether only ASCII is drawn; the surface says so.
    var isPlain = false

    /// A chart of some lines.
    public init(
        _ series: [Series], x: Axis = Axis(), y: Axis = Axis(), references: [ReferenceLine] = [], crosshair: Double? = nil,
        smoothing: Double = 0, focus: Int? = nil, tellsByDash: Bool = false, labelsEnds: Bool = true, higherIsBetter: Bool? = nil,
        emptyText: String = "No points yet.", style: ChartStyle = ChartStyle()
    ) {
        self.series = series
        self.x = x
        self.y = y
        self.references = references
        self.crosshair = crosshair
        self.smoothing = smoothing
        self.focus = focus
        self.tellsByDash = tellsByDash
        self.labelsEnds = labelsEnds
        self.higherIsBetter = higherIsBetter
        self.emptyText = emptyText
        self.style = style
    }

    /// What stands in the chart's title after its name: smoothing and scale, or empty. `smoothed 0.6 · log`
    public var titleNote: String {
        var notes: [String] = []
        if smoothing > 0 { notes.append("smoothed \(Figures.shortest(smoothing, 2))") }
        if y.scale == .logarithmic { notes.append("log") }
        return notes.joined(separator: " · ")
    }
}
