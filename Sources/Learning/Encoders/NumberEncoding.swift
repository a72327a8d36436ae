import Recipes

/// How a number becomes columns of a linear model: standardised by the training rows' mean and deviation, missing values (and
/// infinite ones) at the mean, and a column that marks them where the training rows had some.
///
/// Where rows have weights, mean and deviation have them too: a row of weight 2 is two rows, one of weight 0 is none.
struct NumberEncoding: Sendable, Equatable {
    /// A power of two that values are divided by before anything else, so that huge ones do not overflow. Usually 1.
    let unit: Double
    /// Mean and deviation (ddof 0) of the training rows, in units. A deviation of 0 means constant: the column says nothing.
    let mean: Double
    let deviation: Double
    let marksMissing: Bool

    /// Values are kept within this many deviations, so that sums of their products stay finite.
    private static let farthest = 1e100

    /// - `weights`: none negative; nil where all rows count the same.
    init(fitting values: [Double], weights: [Double]? = nil) {
        if let weights, let largest = weights.max(), largest > 0 {
            // In the unit of the largest no sum overflows; and equal weights are none.
            self.init(values) { weights[$0] / largest }
        } else {
            self.init(values) { _ in 1 }
        }
    }

    @inline(__always)
    private init(_ values: [Double], weight: (Int) -> Double) {
        var largest = 0.0
        var (count, rows, all) = (0.0, 0, 0)
        for (row, value) in values.enumerated() where weight(row) > 0 {
            rows += 1
            guard value.isFinite else { continue }
            largest = max(largest, value.magnitude)
            count += weight(row)
            all += 1
        }
        let unit = largest > 0x1p400 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
        var sum = 0.0
        for (row, value) in values.enumerated() where value.isFinite { sum += weight(row) * (value / unit) }
        let rough = count > 0 ? sum / count : 0
        // A second pass about the rough mean takes away what the first lost to rounding.
        var (rest, squares) = (0.0, 0.0)
        for (row, value) in values.enumerated() where value.isFinite && weight(row) > 0 {
            let distance = value / unit - rough
            rest += weight(row) * distance
            squares += weight(row) * (distance * distance)
        }
        let mean = count > 0 ? rough + rest / count : 0
        let variance = count > 0 ? max(0, squares / count - (rest / count) * (rest / count)) : 0
        self.unit = unit
        self.mean = mean
        // What rounding alone could have made is no deviation.
        let noise = Double(all) * 2.220446049250313e-16 * mean
        deviation = variance > noise * noise ? variance.squareRoot() : 0
        marksMissing = all < rows && all > 0
    }

    /// The standardised value.
    @inline(__always)
    func encode(_ value: Double) -> Double {
        guard value.isFinite, deviation > 0 else { return 0 }
        return min(max((value / unit - mean) / deviation, -Self.farthest), Self.farthest)
    }

    var json: JSON {
        [
            "unit": .number(unit), "mean": .number(mean), "deviation": .number(deviation), "marks_missing": .bool(marksMissing),
        ]
    }

    init?(json: JSON) {
        guard let unit = json["unit"]?.doubleValue, let mean = json["mean"]?.doubleValue,
            let deviation = json["deviation"]?.doubleValue, let marks = json["marks_missing"]?.boolValue
        else { return nil }
        self.unit = unit
        self.mean = mean
        self.deviation = deviation
        marksMissing = marks
    }
}
