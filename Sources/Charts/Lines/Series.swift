/// One line of a chart.
public struct Series: Equatable, Sendable {
    /// What it stands for.
    public enum Role: Hashable, Sendable {
        /// Drawn in the colour of its slot.
        case normal
        /// There to be compared with: drawn dim, and the crosshair tells the others' difference from the first of this role.
        case baseline
    }

    /// How the line joins its points.
    public enum Joining: Hashable, Sendable {
        /// Straight from point to point.
        case line
        /// Level until the next point.
        case steps
        /// Not at all: a scatter.
        case points
    }

    /// Dots on and off along a line, so that series are told apart without colour.
    public enum Dash: Hashable, Sendable, CaseIterable {
        case solid, long, short, dotted
    }

    /// The name at the line's end.
    public var name: String
    /// Abscissas, rising. Where it is shorter than ``y``, the steps 0, 1, 2 ... stand in.
    public var x: [Double]
    /// Values; NaN and infinite ones are gaps.
    public var y: [Double]
    /// Whether it is compared with.
    public var role: Role
    /// How points are joined.
    public var joining: Joining
    /// The dash pattern; nil takes a solid line, or with ``LineChart/tellsByDash`` the pattern of the slot.
    public var dash: Dash?
    /// The abscissa that is marked, such as the best step.
    public var best: Double?
    /// Bounds of a band around the line, as many as there are values; nil draws none.
    public var band: Band?
    /// The slot of its colour; nil takes its place in the chart. A run keeps its slot as long as it is shown.
    public var slot: Int?
    /// Not drawn, and not counted in the ranges.
    public var isHidden: Bool

    /// Lower and upper bounds of a series.
    public struct Band: Equatable, Sendable {
        /// The lower bound of each value.
        public var low: [Double]
        /// The upper bound of each value.
        public var high: [Double]

        /// Bounds, as many as the series has values.
        public init(low: [Double], high: [Double]) {
            self.low = low
            self.high = high
        }
    }

    /// A line with a name.
    public init(
        _ name: String, x: [Double] = [], y: [Double], role: Role = .normal, joining: Joining = .line, dash: Dash? = nil,
        best: Double? = nil, band: Band? = nil, slot: Int? = nil, isHidden: Bool = false
    ) {
        self.name = name
        self.x = x
        self.y = y
        self.role = role
        self.joining = joining
        self.dash = dash
        self.best = best
        self.band = band
        self.slot = slot
        self.isHidden = isHidden
    }

    /// The abscissa of a point.
    public func abscissa(_ index: Int) -> Double { index < x.count ? x[index] : Double(index) }
}
