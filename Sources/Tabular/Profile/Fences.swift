import Statistics

/// Tukey's far fences, three times the middle half beyond its ends, and what lies outside.
///
/// J. W. Tukey, Exploratory Data Analysis, 1977.
struct Fences: Sendable {
    /// Rounded to few digits, outwards, so that a filter made of them finds the rows that are counted here.
    let low: Double
    let high: Double
    let below: Int
    let above: Int
    /// How many middle halves the furthest value lies beyond the middle half.
    let reach: Double

    /// Of finite values, ascending; nil where the middle half of them is one value.
    init?(_ sorted: UnsafeBufferPointer<Double>) {
        guard let least = sorted.first, let most = sorted.last else { return nil }
        let first = Descriptive.quantile(0.25, ofSorted: sorted)
        let third = Descriptive.quantile(0.75, ofSorted: sorted)
        let half = third - first
        guard half > 0, half.isFinite else { return nil }
        let step = Self.powerOfTen(below: half / 10)
        let low = ((first - 3 * half) / step).rounded(.down) * step
        let high = ((third + 3 * half) / step).rounded(.up) * step
        guard low.isFinite, high.isFinite else { return nil }
        self.low = step < 1 ? (low / step).rounded() / (1 / step).rounded() : low
        self.high = step < 1 ? (high / step).rounded() / (1 / step).rounded() : high
        below = sorted.partitionPoint { [low = self.low] in $0 >= low }
        above = sorted.count - sorted.partitionPoint { [high = self.high] in $0 > high }
        reach = max((first - least) / half, (most - third) / half)
    }

    var count: Int { below + above }

    private static func powerOfTen(below value: Double) -> Double {
        var power = 1.0
        while power > value, power > 1e-12 { power /= 10 }
        while power * 10 <= value, power < 1e15 { power *= 10 }
        return power
    }
}
