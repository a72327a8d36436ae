import Recipes

/// How a number goes into a network: either about the median in units of the quartiles' distance and then bent so that it stays within
/// 3 (RealMLP), or about the mean in units of the deviation. Missing values (and infinite ones) are 0, and marked where the training
/// rows had some. Mean and deviation have the weights of the rows; median and quartiles count rows, those of weight 0 left out.
struct NetworkNumber: Sendable, Equatable {
    let isRobust: Bool
    /// A power of two that values are divided by before anything else, so that huge ones do not overflow. Usually 1.
    let unit: Double
    let center: Double
    /// In units; 0 means constant.
    let scale: Double
    let marksMissing: Bool

    init(fitting values: [Double], weights: [Double]?, isRobust: Bool) {
        self.isRobust = isRobust
        let standard = NumberEncoding(fitting: values, weights: weights)
        unit = standard.unit
        marksMissing = standard.marksMissing
        guard isRobust, standard.deviation > 0 else {
            (center, scale) = (standard.mean, standard.deviation)
            return
        }
        let counted = weights.map { weights in values.indices.filter { weights[$0] > 0 }.map { values[$0] } } ?? values
        let sorted = counted.filter(\.isFinite).map { $0 / standard.unit }.sorted()
        func quantile(_ share: Double) -> Double { Quantiles.value(share, of: sorted) ?? 0 }
        center = quantile(0.5)
        let quarters = quantile(0.75) - quantile(0.25)
        let range = (sorted.last ?? 0) - (sorted.first ?? 0)
        scale = quarters > 0 ? quarters : range / 2
    }

    /// The encoded value.
    @inline(__always)
    func encode(_ value: Double) -> Float {
        guard value.isFinite, scale > 0 else { return 0 }
        // Training rows are never further away than the root of their number.
        let z = min(max((value / unit - center) / scale, -1e4), 1e4)
        return Float(isRobust ? z / (1 + z * z / 9).squareRoot() : z)
    }

    var json: JSON {
        [
            "robust": .bool(isRobust), "unit": .number(unit), "center": .number(center), "scale": .number(scale),
            "marks_missing": .bool(marksMissing),
        ]
    }

    init?(json: JSON) {
        guard let isRobust = json["robust"]?.boolValue, let unit = json["unit"]?.doubleValue,
            let center = json["center"]?.doubleValue, let scale = json["scale"]?.doubleValue,
            let marks = json["marks_missing"]?.boolValue
        else { return nil }
        self.isRobust = isRobust
        self.unit = unit
        self.center = center
        self.scale = scale
        marksMissing = marks
    }
}
