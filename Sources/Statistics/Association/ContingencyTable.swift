import Glibc

/// How often each pair of two categories stands.
public struct ContingencyTable: Equatable, Sendable {
    public let rows: Int
    public let columns: Int
    /// Row by row.
    public private(set) var counts: [Int]

    /// A table of given counts, row by row; rows of unequal length are filled with 0.
    public init(_ counts: [[Int]]) {
        rows = counts.count
        let width = counts.map(\.count).max() ?? 0
        columns = width
        self.counts = counts.flatMap { $0 + Array(repeating: 0, count: width - $0.count) }
    }

    /// A table of counts that stand row by row; nothing where there are not as many as the table has cells.
    public init(_ counts: [Int], rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        self.counts = counts.count == rows * columns ? counts : [Int](repeating: 0, count: max(0, rows * columns))
    }

    /// Counts pairs of codes; a negative code, or one that is too large, counts as missing.
    ///
    /// - Complexity: O(n + rows x columns).
    public init(_ a: [Int32], _ b: [Int32], rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        counts = [Int](repeating: 0, count: rows * columns)
        for (x, y) in zip(a, b) where x >= 0 && y >= 0 && Int(x) < rows && Int(y) < columns {
            counts[Int(x) &* columns &+ Int(y)] &+= 1
        }
    }

    /// Chi-squared without Yates' correction, over the rows and columns that are not empty.
    public var chiSquared: (statistic: Double, degreesOfFreedom: Int) {
        let margins = self.margins
        guard margins.total > 0 else { return (0, 0) }
        let total = Double(margins.total)
        var statistic = 0.0
        for row in 0..<rows where margins.rows[row] > 0 {
            for column in 0..<columns where margins.columns[column] > 0 {
                let expected = Double(margins.rows[row]) * Double(margins.columns[column]) / total
                let deviation = Double(counts[row * columns + column]) - expected
                statistic += deviation * deviation / expected
            }
        }
        return (statistic, (margins.usedRows - 1) * (margins.usedColumns - 1))
    }

    /// Cramer's V, 0 to 1; 0 where one side does not vary.
    public var cramersV: Double {
        let margins = self.margins
        let smaller = min(margins.usedRows, margins.usedColumns) - 1
        guard smaller > 0 else { return 0 }
        return min(1, (chiSquared.statistic / Double(margins.total) / Double(smaller)).squareRoot())
    }

    /// Cramer's V corrected for bias; 0 where one side does not vary. Without Yates' correction, also for two by two.
    ///
    /// W. Bergsma, A bias-correction for Cramer's V and Tschuprow's T, https://doi.org/10.1016/j.jkss.2012.10.002.
    public var correctedCramersV: Double {
        let margins = self.margins
        guard margins.total > 1, margins.usedRows > 1, margins.usedColumns > 1 else { return 0 }
        let n = Double(margins.total)
        let (r, c) = (Double(margins.usedRows), Double(margins.usedColumns))
        let square = max(0, chiSquared.statistic / n - (r - 1) * (c - 1) / (n - 1))
        let rows = r - (r - 1) * (r - 1) / (n - 1)
        let columns = c - (c - 1) * (c - 1) / (n - 1)
        let smaller = min(rows, columns) - 1
        return smaller > 0 ? min(1, (square / smaller).squareRoot()) : 0
    }

    /// Mutual information in nats.
    public var mutualInformation: Double {
        let margins = self.margins
        guard margins.total > 0 else { return 0 }
        let total = Double(margins.total)
        var information = 0.0
        for row in 0..<rows {
            for column in 0..<columns where counts[row * columns + column] > 0 {
                let count = Double(counts[row * columns + column])
                let expected = Double(margins.rows[row]) * Double(margins.columns[column]) / total
                information += count / total * log(count / expected)
            }
        }
        return max(0, information)
    }

    /// Mutual information over the mean of both entropies, 0 to 1; 0 where neither side varies.
    public var normalizedMutualInformation: Double {
        let margins = self.margins
        let mean = (Self.entropy(of: margins.rows) + Self.entropy(of: margins.columns)) / 2
        return mean > 0 ? min(1, mutualInformation / mean) : 0
    }

    /// Shannon's entropy of counts in nats.
    public static func entropy(of counts: [Int]) -> Double {
        let total = Double(counts.reduce(0, +))
        return counts.reduce(0.0) { sum, count in
            count > 0 ? sum - Double(count) / total * log(Double(count) / total) : sum
        }
    }

    private var margins: (rows: [Int], columns: [Int], total: Int, usedRows: Int, usedColumns: Int) {
        var inRows = [Int](repeating: 0, count: rows)
        var inColumns = [Int](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns {
                inRows[row] += counts[row * columns + column]
                inColumns[column] += counts[row * columns + column]
            }
        }
        return (
            inRows, inColumns, inRows.reduce(0, +), inRows.lazy.filter { $0 > 0 }.count, inColumns.lazy.filter { $0 > 0 }.count
        )
    }
}
