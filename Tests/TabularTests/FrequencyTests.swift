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

    @Test func ofSeveralClassesTheCommonestAreCounted() throws {
        let kinds = ["a", "b", "c", "d", "e", "f", "g", "h"]
        let table = Table(
            name: "k.csv", source: Recipe.Source(fingerprint: "k", header: true, delimiter: ","), rowCount: 800,
            columns: [
                Column(
                    name: "x", kind: .category, storage: .codes((0..<800).map { Int32($0 < 200 ? 0 : 1) }, words: ["p", "q"])),
                Column(
                    name: "y", kind: .category,
                    storage: .codes((0..<800).map { $0 < 100 ? 0 : $0 == 799 ? -1 : Int32($0 % 8) }, words: kinds)),
            ])
        let frequency = table.frequency(of: "x", target: Recipe.Target(column: "y", task: .classification))
        #expect(frequency.classes.count == FrequencyTable.classLimit && frequency.classes.first == "a")
        #expect(frequency.classRows == 799 && frequency.target == nil)
        let first = try #require(frequency.entries.first { $0.value == "p" })
        // A hundred rows of a, then every eighth.
        #expect(first.count == 200 && first.classRows == 200 && first.classCounts.first == 112)
        #expect(frequency.mostTelling(first)?.place == 0)
        #expect(abs((frequency.share(ofClass: 0, in: first)?.mean ?? 0) - 0.56) < 1e-12)
        #expect(frequency.entries.allSatisfy { $0.classCounts.reduce(0, +) <= $0.classRows })
        #expect(table.frequency(of: "x").classes.isEmpty)
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
