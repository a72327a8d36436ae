/// An axis of a chart: how values map onto it and how they are written.
public struct Axis: Equatable, Sendable {
    /// How values are spaced.
    public enum Scale: Hashable, Sendable {
        case linear
        /// Powers of ten at equal distances; values at or below zero are gaps.
        case logarithmic
        /// As linear, with steps of 1 at the least: epochs, trees, counts.
        case integer
        /// Seconds, with steps of a clock: 1, 2, 5, 15, 30 s, min, h.
        case duration
        /// Seconds since 1970-01-01 UTC, labelled as dates.
        case date
    }

    /// Which part of the values it shows.
    public enum Extent: Hashable, Sendable {
        /// All there are, widened to round numbers where that is the axis of values.
        case data
        /// This and nothing else: a known total, a zoom window.
        case fixed(ClosedRange<Double>)
        /// From zero up to the next of 10, 20, 50, 100, ...: calm while a curve of unknown length grows.
        case growing
    }

    /// The unit or quantity, written at the axis; empty for none.
    public var title: String
    /// How values are spaced.
    public var scale: Scale
    /// What is shown.
    public var extent: Extent
    /// How values are written at line ends and under the crosshair; ticks choose their own decimals.
    public var format: NumberFormat
    /// The step of the frame before: kept as long as it gives three to eight ticks, so that a live axis does not flutter.
    public var steadyStep: Double?

    /// The cells that labels take at the least, so that charts above one another stand in line.
    public var minimumLabelWidth: Int

    /// An axis.
    public init(
        _ title: String = "", scale: Scale = .linear, extent: Extent = .data, format: NumberFormat = .significant(4),
        steadyStep: Double? = nil, minimumLabelWidth: Int = 0
    ) {
        self.title = title
        self.scale = scale
        self.extent = extent
        self.format = format
        self.steadyStep = steadyStep
        self.minimumLabelWidth = minimumLabelWidth
    }
}

/// How a number is written.
public enum NumberFormat: Hashable, Sendable {
    /// So many significant digits, zeros kept.
    case significant(Int)
    /// So many decimals.
    case fixed(Int)
    /// A share as a percentage with so many decimals.
    case percent(Int)
    /// With k, M, G or m, µ, n.
    case si
    /// A whole number with thousands apart.
    case count
    /// Seconds as a duration.
    case duration

    /// The number as text; `—` where there is none.
    public func text(_ value: Double) -> String {
        switch self {
        case .significant(let digits): Figures.significant(value, digits)
        case .fixed(let decimals): Figures.fixed(value, decimals)
        case .percent(let decimals): Figures.percent(value, decimals)
        case .si: Figures.si(value)
        case .count: Figures.count(value)
        case .duration: Figures.duration(value)
        }
    }

    /// The difference of two such numbers, with its sign; none where it rounds to zero.
    public func differenceText(_ value: Double) -> String {
        if value.isNaN { return Figures.none }
        let text = text(value.magnitude)
        if !text.contains(where: { $0 >= "1" && $0 <= "9" || $0 == "∞" }) { return text }
        return (value < 0 ? Figures.minus : "+") + text
    }

    /// One format for numbers that stand in a column: the decimals that the largest of them gets.
    public func common(to values: [Double]) -> NumberFormat {
        guard case .significant(let digits) = self else { return self }
        let largest = values.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
        guard largest >= 1e-3, largest < 1e6 else { return self }
        return .fixed(max(0, digits - 1 - max(-1, Decimals.rounded(largest, digits).exponent)))
    }
}
