import Recipes
import Tabular
import Testing

/// Rows in the order of columns.
@Suite struct SortedRowsTests {
    private func table(_ columns: [Column]) -> Table {
        Table(
            name: "t.csv", source: Recipe.Source(fingerprint: "t", header: true, delimiter: ","), rowCount: columns[0].count,
            columns: columns)
    }

    @Test func equalValuesKeepTheirOrderAndMissingOnesStandLastBothWays() {
        let numbers = Column(name: "x", kind: .number, storage: .numbers([2, .nan, -0.0, 1, 0, .infinity, 1, -3]))
        let table = table([numbers])
        #expect(table.sorted(by: [SortKey(0)]) == [7, 2, 4, 3, 6, 0, 5, 1])
        #expect(table.sorted(by: [SortKey(0, descending: true)]) == [5, 0, 3, 6, 2, 4, 7, 1])
    }

    @Test func laterKeysDecideAmongEquals() {
        let words = Column(name: "w", kind: .category, storage: .codes([1, 0, 1, -1, 0], words: ["a", "b"]))
        let numbers = Column(name: "x", kind: .number, storage: .numbers([1, 2, 3, 4, 5]))
        let table = table([words, numbers])
        #expect(table.sorted(by: [SortKey(0), SortKey(1, descending: true)]) == [4, 1, 2, 0, 3])
        #expect(table.sorted(by: [SortKey(0, descending: true), SortKey(1)]) == [0, 2, 1, 4, 3])
        #expect(table.sorted([4, 2, 0], by: [SortKey(0)]) == [4, 2, 0])
    }

    @Test func manyRowsAreAsAComparisonSortHasThem() {
        var state: UInt64 = 7
        let values = (0..<20_000).map { _ -> Double in
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return Double(Int64(bitPattern: state) >> 40)
        }
        let table = table([Column(name: "x", kind: .number, storage: .numbers(values))])
        let expected = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
        #expect(table.sorted(by: [SortKey(0)]).map(Int.init) == expected)
    }
}
