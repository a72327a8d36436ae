/// A straight line across a chart that values are read against.
public struct ReferenceLine: Hashable, Sendable {
    /// Which way it runs.
    public enum Direction: Hashable, Sendable {
        /// At a value.
        case horizontal
        /// At an abscissa.
        case vertical
        /// From the lower left to the upper right: chance in an ROC chart, perfect calibration.
        case diagonal
    }

    /// Which way it runs.
    public var direction: Direction
    /// Where it stands; of no meaning for a diagonal.
    public var value: Double
    /// A word beside it, or empty.
    public var label: String

    /// A line at a value.
    public init(_ direction: Direction, at value: Double = 0, label: String = "") {
        self.direction = direction
        self.value = value
        self.label = label
    }
}
