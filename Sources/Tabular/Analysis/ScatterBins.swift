import Statistics

/// Two number columns as counts on a grid, for any number of rows.
public struct ScatterBins: Sendable, Equatable {
    public var x: String
    public var y: String
    /// The finite range of either column.
    public var xRange: ClosedRange<Double>
    public var yRange: ClosedRange<Double>
    public var width: Int
    public var height: Int
    /// Row by row, from the least y upwards.
    public var counts: [Int]
    /// Rows that have both.
    public var rows: Int
    /// Spearman's correlation, over at most ``rankLimit`` rows.
    public var rho: Double

    public static let rankLimit = 100_000

    /// - Returns: nil where a column holds words, or no row has both.
    /// - Complexity: O(rows).
    public init?(_ first: Column, _ second: Column, width: Int, height: Int) {
        guard case .numbers(let a) = first.storage, case .numbers(let b) = second.storage, width > 0, height > 0,
            width <= 10_000, height <= 10_000
        else { return nil }
        (x, y) = (first.name, second.name)
        (self.width, self.height) = (width, height)
        let count = min(a.count, b.count)
        var (lowX, highX, lowY, highY) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        var found = 0
        for row in 0..<count where a[row].isFinite && b[row].isFinite {
            (lowX, highX) = (min(lowX, a[row]), max(highX, a[row]))
            (lowY, highY) = (min(lowY, b[row]), max(highY, b[row]))
            found += 1
        }
        guard found > 0 else { return nil }
        rows = found
        (xRange, yRange) = (lowX...highX, lowY...highY)
        var counts = [Int](repeating: 0, count: width * height)
        let place = { (value: Double, low: Double, high: Double, bins: Int) -> Int in
            // Halves, since a range near the largest double is none.
            let share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5
            return max(0, min(bins - 1, Int(share * Double(bins))))
        }
        for row in 0..<count where a[row].isFinite && b[row].isFinite {
            counts[place(b[row], lowY, highY, height) * width + place(a[row], lowX, highX, width)] += 1
        }
        self.counts = counts
        let step = max(1, count / Self.rankLimit)
        let sample = stride(from: 0, to: count, by: step)
        rho = MixedAssociation(.number(sample.map { a[$0] }), .number(sample.map { b[$0] })).signed
    }
}
