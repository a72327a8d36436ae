import Recipes
import Tabular
import Testing

/// Counts of values, and conditions that say them.
@Suite struct FrequencyTests {
    private let table = Table(
        name: "t.csv", source: Recipe.Source(fingerprint: "t", header: true, delimiter: ","), rowCount: 6,
        columns: [
            Column(name: "two words", kind: .category, storage: .codes([0, 1, 1, -1, 2, 1], words: ["", "a \"b\"", "or"])),
            Column(name: "x", kind: .number, storage: .numbers([0, 1, 2.5, .nan, 10, 5]), decimals: 1),
            Column(name: "y", kind: .flag, storage: .codes([0, 1, 1, 0, 0, 1], words: ["no", "yes"])),
        ])

    @Test func valuesStandByTheirCountsWithTheTarget() {
        let target = Recipe.Target(column: "y", task: .classification, positive: "yes")
        let frequency = table.frequency(of: "two words", target: target)
        #expect(frequency.entries.map(\.value) == ["a \"b\"", "", "or", nil])
        #expect(frequency.entries.map(\.count) == [3, 1, 1, 1])
        #expect(frequency.entries[0].target?.mean == 1)
        #expect(frequency.target?.mean == 0.5)
        // Wilson's interval of 3 in 6.
        #expect(abs((frequency.target?.interval?.lowerBound ?? 0) - 0.187617) < 1e-5)
    }

    @Test func conditionsFindTheRowsAgain() throws {
        for frequency in [table.frequency(of: "two words"), table.frequency(of: "x"), table.frequency(of: "x", bins: 4)] {
            for entry in frequency.entries {
                let rows = try RowFilter(parsing: frequency.condition(entry)).rows(in: table)
                #expect(rows.count == entry.count, "\(frequency.condition(entry))")
            }
        }
    }

    @Test func binsHoldEveryNumber() {
        let frequency = table.frequency(of: "x", bins: 4)
        #expect(frequency.entries.map(\.count) == [2, 1, 1, 0, 1, 1])
        #expect(frequency.entries.compactMap(\.bin).map(\.lowerBound) == [0, 2.5, 5, 7.5, 10])
    }

    @Test func conditionsAreJoinedWithoutChangingTheirMeaning() throws {
        let both = RowFilter.both("x<1 or x>4", RowFilter.term("y", "=", "yes"))
        #expect(both == "(x<1 or x>4) y=yes")
        #expect(try RowFilter(parsing: both).rows(in: table) == [5])
        #expect(RowFilter.both(nil, "x<1") == "x<1")
        #expect(RowFilter.term("two words", "=", "or") == "\"two words\"=\"or\"")
    }

    @Test func aQuantityHasItsMeanAndInterval() throws {
        let target = Recipe.Target(column: "x", task: .regression)
        let frequency = table.frequency(of: "y", target: target)
        let yes = try #require(frequency.entries.first { $0.value == "yes" }?.target)
        // 1, 2.5, 5: mean 17/6, t(2) 4.30265 times its standard error.
        #expect(abs(yes.mean - 17.0 / 6) < 1e-12)
        #expect(abs((yes.interval?.upperBound ?? 0) - 7.853095) < 1e-5)
        #expect(yes.rows == 3)
    }
}
