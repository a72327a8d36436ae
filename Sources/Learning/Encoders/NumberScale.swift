import Recipes

/// How numbers are moved and stretched, as fitted to training rows. Missing values stay missing.
enum NumberScale: Sendable, Equatable {
    /// (x / unit - centre) / width; the unit is a power of two, so that huge values do not overflow.
    case line(unit: Double, centre: Double, width: Double)
    case ranks(RankScale)

    /// Values are kept within this many widths, so that sums of their products stay finite.
    private static let farthest = 1e100

    /// Fits to the values of training rows. Mean and deviation have the rows' weights; ranks count rows.
    ///
    /// - Complexity: O(n), O(n log n) for ranks and quartiles.
    init(fitting values: [Double], weights: [Double]?, _ scaling: FeatureEncoding.Scaling) {
        switch scaling {
        case .standard:
            let fitted = NumberEncoding(fitting: values, weights: weights)
            self = .line(unit: fitted.unit, centre: fitted.mean, width: fitted.deviation > 0 ? fitted.deviation : 1)
        case .robust:
            let unit = NumberEncoding(fitting: values).unit
            let sorted = values.filter(\.isFinite).map { $0 / unit }.sorted()
            let quartiles = [0.25, 0.5, 0.75].map { Quantiles.value($0, of: sorted) ?? 0 }
            let width = quartiles[2] - quartiles[0]
            self = .line(unit: unit, centre: quartiles[1], width: width > 0 ? width : 1)
        case .normalQuantiles: self = .ranks(RankScale(fitting: values, isNormal: true))
        case .uniformQuantiles: self = .ranks(RankScale(fitting: values, isNormal: false))
        }
    }

    /// The value on the scale; infinities stay what they are on a line.
    func encode(_ value: Double) -> Double {
        switch self {
        case .ranks(let ranks): return ranks.encode(value)
        case .line(let unit, let centre, let width):
            guard value.isFinite else { return value }
            return min(max((value / unit - centre) / width, -Self.farthest), Self.farthest)
        }
    }

    var json: JSON {
        switch self {
        case .line(let unit, let centre, let width): ["unit": .number(unit), "centre": .number(centre), "width": .number(width)]
        case .ranks(let ranks): ["ranks": ranks.json]
        }
    }

    init?(json: JSON) {
        if let ranks = json["ranks"] {
            guard let ranks = RankScale(json: ranks) else { return nil }
            self = .ranks(ranks)
            return
        }
        guard let unit = json["unit"]?.doubleValue, let centre = json["centre"]?.doubleValue,
            let width = json["width"]?.doubleValue, unit > 0, width > 0
        else { return nil }
        self = .line(unit: unit, centre: centre, width: width)
    }
}

/// Spreads values by their rank among those of training rows: the share of them that is below, or the normal variable that has as many
/// below it.
struct RankScale: Sendable, Equatable {
    /// Quantiles at even shares from 0 to 1, ascending; at most ``limit``.
    let quantiles: [Double]
    let isNormal: Bool

    /// More would tell apart what training rows hardly do, and every fold keeps them.
    private static let limit = 1000
    /// Shares are kept this far from 0 and 1 before they become a normal variable, which is then within 5.2.
    private static let outermost = 1e-7

    init(fitting values: [Double], isNormal: Bool) {
        let sorted = values.filter(\.isFinite).sorted()
        let count = min(Self.limit, sorted.count)
        quantiles = (0..<count).map { Quantiles.value(count > 1 ? Double($0) / Double(count - 1) : 0, of: sorted) ?? 0 }
        self.isNormal = isNormal
    }

    func encode(_ value: Double) -> Double {
        guard !value.isNaN else { return value }
        let share = share(value)
        return isNormal ? DeterministicMath.normalQuantile(min(max(share, Self.outermost), 1 - Self.outermost)) : share
    }

    /// The share of the training rows below, where equal ones count half.
    private func share(_ value: Double) -> Double {
        guard let first = quantiles.first, let last = quantiles.last, first < last else {
            guard let only = quantiles.first else { return 0.5 }
            return value < only ? 0 : value > only ? 1 : 0.5
        }
        if value < first { return 0 }
        if value > last { return 1 }
        let below = quantiles.partitioningIndex { $0 >= value }
        let above = quantiles.partitioningIndex { $0 > value }
        let steps = Double(quantiles.count - 1)
        guard below == above else { return (Double(below) + Double(above - 1)) / 2 / steps }
        // Halved first: the distance of two finite numbers may be infinite.
        let (a, b) = (quantiles[below - 1], quantiles[below])
        let part = (value / 2 - a / 2) / (b / 2 - a / 2)
        return (Double(below - 1) + min(max(part, 0), 1)) / steps
    }

    var json: JSON { ["quantiles": .array(quantiles.map(JSON.number)), "normal": .bool(isNormal)] }

    init?(json: JSON) {
        guard let list = json["quantiles"]?.arrayValue, let isNormal = json["normal"]?.boolValue else { return nil }
        quantiles = list.compactMap(\.doubleValue)
        guard quantiles.count == list.count, zip(quantiles, quantiles.dropFirst()).allSatisfy({ $0 <= $1 }) else { return nil }
        self.isNormal = isNormal
    }
}
