public import Statistics

/// The test of two columns with each other.
public enum ColumnPairTest {
    /// A number by the values of another column.
    ///
    /// - Returns: nil where the first column holds words.
    /// - Complexity: O(rows log rows).
    public static func number(_ number: Column, by other: Column) -> TestChoice? {
        guard case .numbers(let values) = number.storage else { return nil }
        let groups = ValueGroups(other)
        let codes = groups.codes.map { Int($0) == groups.labels.count ? -1 : $0 }
        return .numberByGroups(HypothesisTest.split(Array(values), groups: codes, count: groups.labels.count))
    }

    /// The values of two columns as categories.
    ///
    /// - Returns: nil where there are too many pairs of values to count.
    /// - Complexity: O(rows), O(rows log rows) for numbers.
    public static func categories(_ first: Column, _ second: Column) -> TestChoice? {
        let (a, b) = (first.displayCodes(), second.displayCodes())
        guard a.labels.count * b.labels.count <= 1_000_000 else { return nil }
        return .categories(ContingencyTable(a.codes, b.codes, rows: a.labels.count, columns: b.labels.count))
    }
}
