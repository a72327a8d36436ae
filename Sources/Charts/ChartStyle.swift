public import Terminal

/// How the parts of a chart look. Charts know no theme: whoever draws one fills this in by role.
public struct ChartStyle: Hashable, Sendable {
    /// Axis lines and their ticks.
    public var axis: Style
    /// Tick labels and axis titles.
    public var label: Style
    /// Words that must be read: values under the crosshair, names.
    public var text: Style
    /// Series by their slot: the first series takes the first, and so on around.
    public var series: [Style]
    /// Series that are there for comparison, and the raw line beneath a smoothed one.
    public var baseline: Style
    /// Reference lines.
    public var reference: Style
    /// The crosshair's hairline.
    public var crosshair: Style
    /// The area of a confidence band or of an equivalence region.
    public var band: Style
    /// Bars, histograms and sparklines.
    public var bar: Style
    /// The second shade of a bar: the positive class, the filled part of a two-part bar.
    public var barAccent: Style
    /// The bar under the cursor.
    public var barCursor: Style
    /// The empty part of a bar.
    public var track: Style
    /// What is better, right, done.
    public var good: Style
    /// What is worse, wrong, failed.
    public var bad: Style
    /// What makes no difference.
    public var neutral: Style
    /// Marks such as the best step.
    public var mark: Style
    /// Heat from nothing to most, at least two styles; their backgrounds are not used.
    public var heat: [Style]

    /// Colours that are told apart by every kind of colour vision (after Okabe and Ito), on the terminal's own background.
    public init(
        axis: Style = Style(.rgb(92, 99, 112)), label: Style = Style(.rgb(139, 148, 158)), text: Style = .plain,
        series: [Style] = Self.safeSeries, baseline: Style = Style(.rgb(110, 118, 129)),
        reference: Style = Style(.rgb(139, 148, 158)), crosshair: Style = Style(.rgb(201, 209, 217)),
        band: Style = Style(.rgb(60, 68, 80)), bar: Style = Style(.rgb(86, 180, 233)),
        barAccent: Style = Style(.rgb(230, 159, 0)), barCursor: Style = Style(.rgb(230, 237, 243)),
        track: Style = Style(.rgb(60, 68, 80)), good: Style = Style(.rgb(63, 185, 140)), bad: Style = Style(.rgb(226, 98, 60)),
        neutral: Style = Style(.rgb(110, 118, 129)), mark: Style = Style(.rgb(240, 228, 66), on: .terminal, .bold),
        heat: [Style] = Self.blueHeat
    ) {
        self.axis = axis
        self.label = label
        self.text = text
        self.series = series
        self.baseline = baseline
        self.reference = reference
        self.crosshair = crosshair
        self.band = band
        self.bar = bar
        self.barAccent = barAccent
        self.barCursor = barCursor
        self.track = track
        self.good = good
        self.bad = bad
        self.neutral = neutral
        self.mark = mark
        self.heat = heat
    }

    /// Eight hues in the order in which they are given out.
    public static let safeSeries: [Style] = [
        Style(.rgb(86, 180, 233)), Style(.rgb(230, 159, 0)), Style(.rgb(63, 185, 140)), Style(.rgb(204, 121, 167)),
        Style(.rgb(240, 228, 66)), Style(.rgb(226, 98, 60)), Style(.rgb(120, 140, 255)), Style(.rgb(190, 190, 190)),
    ]

    /// From the background's neighbourhood to a bright blue, in eight steps.
    public static let blueHeat: [Style] = [
        Style(.rgb(30, 38, 50)), Style(.rgb(32, 54, 80)), Style(.rgb(34, 72, 110)), Style(.rgb(38, 92, 140)),
        Style(.rgb(46, 114, 168)), Style(.rgb(58, 138, 196)), Style(.rgb(76, 162, 220)), Style(.rgb(110, 190, 240)),
    ]

    /// The style of the series in a slot.
    public func series(_ slot: Int) -> Style { series.isEmpty ? .plain : series[slot % series.count] }

    /// The style of a heat between 0 and 1.
    public func heat(_ share: Double) -> Style {
        guard !heat.isEmpty else { return .plain }
        let clipped = share.isNaN ? 0 : min(max(share, 0), 1)
        return heat[Int((clipped * Double(heat.count - 1)).rounded())]
    }
}
