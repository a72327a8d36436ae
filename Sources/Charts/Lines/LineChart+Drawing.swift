public import Terminal

extension LineChart {
    /// Draws the chart into a part of a surface, from 20 x 5 cells upwards; smaller parts get as much as fits.
    ///
    /// - Returns: where things stand, for the mouse and for steadying live axes; nil where there was nothing to draw.
    /// - Complexity: O(points shown + cells).
    @discardableResult
    public func draw(on surface: inout Surface, in rect: Rect) -> Layout? {
        guard let layout = layout(in: rect) else { return nil }
        return layout
    }

    /// Where the parts of a drawn chart stand.
    public struct Layout: Equatable, Sendable {
        /// The cells between the axes.
        public var plot: Rect
        /// The abscissas at the plot's left and right edge.
        public var xRange: ClosedRange<Double>
        /// The values at the plot's lower and upper edge.
        public var yRange: ClosedRange<Double>
        /// The steps between ticks, to be handed to the next frame as ``Axis/steadyStep``.
        public var xStep: Double
        /// The step between ticks of values.
        public var yStep: Double
    }

    /// Where the parts will stand; nil where there is nothing to draw.
    public func layout(in rect: Rect) -> Layout? {
        nil
    }
}
