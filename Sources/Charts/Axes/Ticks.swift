/// The round values along an axis, with their labels.
public struct Ticks: Equatable, Sendable {
    /// The values, rising.
    public var values: [Double]
    /// What is written at each: all with the same decimals or the same prefix.
    public var labels: [String]
    /// What the axis shows from end to end.
    public var range: ClosedRange<Double>
    /// The distance between ticks; 0 where it is not the same everywhere.
    public var step: Double

    /// Ticks for a range of values.
    ///
    /// The step is the smallest round one that needs at most `count` ticks. Where the axis may widen (`isLoose`), it ends at
    /// multiples of half a step, so that its ends are round too and little room is lost.
    ///
    /// - Parameters:
    ///   - data: the values that must be seen. Any finite range; an empty one is widened.
    ///   - axis: scale and, while live, the step of the frame before.
    ///   - count: how many ticks there may be, 2 at the least.
    ///   - isLoose: whether the axis may widen to round ends.
    public init(of data: ClosedRange<Double>, on axis: Axis, count: Int, isLoose: Bool) {
        let count = max(2, count)
        switch axis.scale {
        case .linear: self.init(linear: data, count, isLoose: isLoose, leastStep: 0, steady: axis.steadyStep)
        case .integer: self.init(linear: data, count, isLoose: isLoose, leastStep: 1, steady: axis.steadyStep)
        case .logarithmic: self.init(logarithmic: data, count, isLoose: isLoose)
        case .duration: self.init(duration: data, count, isLoose: isLoose)
        case .date: self.init(date: data, count, isLoose: isLoose)
        }
    }

    init(values: [Double], labels: [String], range: ClosedRange<Double>, step: Double) {
        self.values = values
        self.labels = labels
        self.range = range
        self.step = step
    }

    /// The most cells a label takes.
    var labelWidth: Int { labels.reduce(0) { max($0, $1.count) } }
}

extension Ticks {
    init(linear data: ClosedRange<Double>, _ count: Int, isLoose: Bool, leastStep: Double, steady: Double?) {
        let data = Self.widened(data)
        var step = NiceStep(atLeast: max((data.upperBound - data.lowerBound) / Double(count + 1), leastStep))
        // Rather a tick too many than an axis with one.
        while Self.count(step, data, isLoose) > count, Self.count(step.larger, data, isLoose) >= min(3, count) {
            step = step.larger
        }
        if let steady, steady > 0, steady >= leastStep {
            let before = NiceStep(atLeast: steady)
            if (3...8).contains(Self.count(before, data, isLoose)) { step = before }
        }
        let range = isLoose ? Self.loose(data, step) : data
        let first = step.ceilingCount(range.lowerBound)
        let last = step.floorCount(range.upperBound)
        let values = last < first ? [] : (0...Int(last - first)).map { step.multiple(first + Double($0)) }
        self.init(values: values, labels: TickLabels.linear(values, step), range: range, step: step.value)
    }

    /// How many ticks a step gives.
    private static func count(_ step: NiceStep, _ data: ClosedRange<Double>, _ isLoose: Bool) -> Int {
        let range = isLoose ? loose(data, step) : data
        let count = step.floorCount(range.upperBound) - step.ceilingCount(range.lowerBound) + 1
        return count < 1000 ? Int(max(0, count)) : 1000
    }

    /// The data's range with ends at multiples of half a step.
    private static func loose(_ data: ClosedRange<Double>, _ step: NiceStep) -> ClosedRange<Double> {
        let half = NiceStep(5 * step.mantissa, step.exponent - 1)
        return half.multiple(half.floorCount(data.lowerBound))...half.multiple(half.ceilingCount(data.upperBound))
    }

    /// A range that has an extent that Doubles can divide: a single value gets a tenth of itself around it.
    static func widened(_ data: ClosedRange<Double>) -> ClosedRange<Double> {
        let low = max(data.lowerBound, -1e300)
        let high = max(low, min(data.upperBound, 1e300))
        let size = max(low.magnitude, high.magnitude)
        if high - low > size * 1e-10, high - low > 1e-300 { return low...high }
        let margin = size < 1e-290 ? 1 : size * 0.1
        return (low - margin)...(high + margin)
    }
}
