/// Rows of numbers as points in space, row by row in one piece of memory: what the views of a table's shape work on.
public struct Points: Equatable, Sendable {
    public let count: Int
    /// Coordinates a point.
    public let dimensions: Int
    /// Row by row, all finite.
    public let values: [Double]
    /// How many values were not finite and were replaced.
    public let filled: Int

    /// Points from columns of equal count; what is not finite becomes the mean of its column, or 0 where that has none.
    ///
    /// - Complexity: O(rows x columns).
    public init(columns: [[Double]]) {
        let rows = columns.map(\.count).min() ?? 0
        var values = [Double](repeating: 0, count: rows * columns.count)
        var filled = 0
        for (place, column) in columns.enumerated() {
            let mean = SampleMoments(column.prefix(rows).filter(\.isFinite)).mean
            for row in 0..<rows {
                let value = column[row]
                if !value.isFinite { filled += 1 }
                values[row * columns.count + place] = value.isFinite ? value : mean.isFinite ? mean : 0
            }
        }
        self.init(values, dimensions: columns.count, filled: filled)
    }

    /// Points from rows that stand one after the other; what is not finite becomes 0, a last row that is not whole is left out.
    public init(rowByRow values: [Double], dimensions: Int) {
        let whole = dimensions > 0 ? values.count / dimensions * dimensions : 0
        let filled = values.prefix(whole).reduce(0) { $0 + ($1.isFinite ? 0 : 1) }
        self.init(values.prefix(whole).map { $0.isFinite ? $0 : 0 }, dimensions: dimensions, filled: filled)
    }

    private init(_ values: [Double], dimensions: Int, filled: Int) {
        self.dimensions = max(0, dimensions)
        count = dimensions > 0 ? values.count / dimensions : 0
        self.values = values
        self.filled = filled
    }

    /// One point.
    public subscript(row: Int) -> ArraySlice<Double> { values[row * dimensions..<(row + 1) * dimensions] }

    /// The points less the mean of each coordinate, and divided by its standard deviation where asked; coordinates that do not
    /// vary are only moved.
    ///
    /// - Complexity: O(values).
    public func standardised(byDeviation: Bool = true) -> (points: Points, means: [Double], scales: [Double]) {
        var (means, scales) = ([Double](), [Double]())
        for column in 0..<dimensions {
            let moments = SampleMoments((0..<count).map { values[$0 * dimensions + column] })
            means.append(moments.mean.isFinite ? moments.mean : 0)
            let deviation = moments.standardDeviation
            scales.append(byDeviation && deviation > 0 && deviation.isFinite ? deviation : 1)
        }
        var moved = values
        for row in 0..<count {
            for column in 0..<dimensions {
                let place = row &* dimensions &+ column
                moved[place] = (moved[place] - means[column]) / scales[column]
            }
        }
        return (Points(moved, dimensions: dimensions, filled: filled), means, scales)
    }
}
