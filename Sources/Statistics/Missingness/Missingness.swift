/// What missing values say: of each other, and of the target.
public enum Missingness {
    /// The correlation of two columns' missing values, 0 or 1 a row (Pearson's, which is phi here); NaN where one column has
    /// none missing or all.
    ///
    /// - Complexity: O(n).
    public static func correlation(_ first: [Bool], _ second: [Bool]) -> Double {
        let counts = ContingencyCounts(first, second)
        let n = counts.both + counts.onlyFirst + counts.onlySecond + counts.neither
        let (a, b) = (counts.both + counts.onlyFirst, counts.both + counts.onlySecond)
        let spread = (a * (n - a)).squareRoot() * (b * (n - b)).squareRoot()
        guard spread > 0 else { return .nan }
        return ((n * counts.both - a * b) / spread).clamped(to: -1...1)
    }

    /// The nullity correlations of columns with themselves and each other, row by row of a square.
    ///
    /// - Complexity: O(columns^2 x rows).
    public static func correlations(_ isMissing: [[Bool]]) -> [Double] {
        let count = isMissing.count
        var square = [Double](repeating: .nan, count: count * count)
        for i in 0..<count {
            for j in i..<count {
                let value = correlation(isMissing[i], isMissing[j])
                square[i * count + j] = value
                square[j * count + i] = value
            }
        }
        return square
    }

    /// Does it say something of a class that a value is missing? Chi-squared, or Fisher's exact test where a table of two by two
    /// is thin, with Cramer's V.
    ///
    /// - Parameters:
    ///   - isMissing: by row.
    ///   - target: the class of each row, from 0; negative counts as missing.
    ///   - classes: the number of classes.
    /// - Returns: the choice of test with its result.
    /// - Complexity: O(n + classes).
    public static func ofClass(_ isMissing: [Bool], target: [Int32], classes: Int) -> TestChoice {
        TestChoice.categories(
            ContingencyTable(isMissing.map { $0 ? 1 : 0 }, target, rows: 2, columns: max(0, classes)))
    }

    /// Does it say something of a number that a value is missing? Welch's t between the rows that miss it and those that have it,
    /// with Hedges g; above 0 where the target is larger in rows that miss the value.
    ///
    /// - Complexity: O(n).
    public static func ofNumber(_ isMissing: [Bool], target: [Double]) -> TestResult {
        var (missing, present): ([Double], [Double]) = ([], [])
        for (isMissing, value) in zip(isMissing, target) {
            if isMissing { missing.append(value) } else { present.append(value) }
        }
        return HypothesisTest.welch(missing, present)
    }
}

private struct ContingencyCounts {
    var both = 0.0
    var onlyFirst = 0.0
    var onlySecond = 0.0
    var neither = 0.0

    init(_ first: [Bool], _ second: [Bool]) {
        var counts = (0, 0, 0)
        for (a, b) in zip(first, second) {
            counts.0 &+= a && b ? 1 : 0
            counts.1 &+= a ? 1 : 0
            counts.2 &+= b ? 1 : 0
        }
        both = Double(counts.0)
        onlyFirst = Double(counts.1 - counts.0)
        onlySecond = Double(counts.2 - counts.0)
        neither = Double(min(first.count, second.count)) - both - onlyFirst - onlySecond
    }
}
