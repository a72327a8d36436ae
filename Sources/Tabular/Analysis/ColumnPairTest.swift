public import Statistics

/// The test of two columns with each other.
public enum ColumnPairTest {
    /// A number by the values of another column, over at most ``TargetTests/rowLimit`` rows spread evenly.
    ///
    /// - Returns: nil where the first column holds words.
    /// - Complexity: O(rows log rows).
    public static func number(_ number: Column, by other: Column) -> TestChoice? {
        guard case .numbers(let values) = number.storage else { return nil }
        let groups = ValueGroups(other)
        let rows = spread(min(values.count, groups.codes.count))
        let codes = rows.map { Int(groups.codes[$0]) == groups.labels.count ? -1 : groups.codes[$0] }
        return .numberByGroups(HypothesisTest.split(rows.map { values[$0] }, groups: codes, count: groups.labels.count))
    }

    /// The values of two columns as categories, over at most ``TargetTests/rowLimit`` rows spread evenly.
    ///
    /// - Returns: nil where there are too many pairs of values to count.
    /// - Complexity: O(rows log rows).
    public static func categories(_ first: Column, _ second: Column) -> TestChoice? {
        let (a, b) = (first.displayCodes(), second.displayCodes())
        guard a.labels.count * b.labels.count <= 1_000_000 else { return nil }
        let rows = spread(min(a.codes.count, b.codes.count))
        return .categories(
            ContingencyTable(rows.map { a.codes[$0] }, rows.map { b.codes[$0] }, rows: a.labels.count, columns: b.labels.count))
    }

    private static func spread(_ count: Int) -> [Int] {
        let limit = TargetTests.rowLimit
        return count <= limit ? Array(0..<count) : (0..<limit).map { ($0 * 2 + 1) * count / (2 * limit) }
    }
}
