import Glibc

/// Maps the values of an axis to a share of its length, 0 to 1.
struct AxisMap: Equatable {
    let isLogarithmic: Bool
    private let low: Double
    private let scale: Double

    init(_ range: ClosedRange<Double>, isLogarithmic: Bool) {
        self.isLogarithmic = isLogarithmic
        let ends = isLogarithmic ? log10(max(range.lowerBound, 1e-300))...log10(max(range.upperBound, 1e-300)) : range
        low = ends.lowerBound
        let length = ends.upperBound - ends.lowerBound
        scale = length > 0 && length.isFinite ? 1 / length : 0
    }

    /// The share; outside of 0 to 1 beyond the ends, NaN where the axis cannot show the value.
    @inline(__always)
    func share(_ value: Double) -> Double {
        if isLogarithmic { return value > 0 ? (log10(value) - low) * scale : .nan }
        return (value - low) * scale
    }

    /// The value at a share.
    func value(_ share: Double) -> Double {
        guard scale > 0 else { return isLogarithmic ? pow(10, low) : low }
        let inside = low + share / scale
        return isLogarithmic ? pow(10, inside) : inside
    }
}
