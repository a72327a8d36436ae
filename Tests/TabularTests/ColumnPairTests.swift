import Recipes
import Statistics
import Tabular
import Testing

/// Two columns against one another, one column in two tables, and what missing values say.
@Suite struct ColumnPairTests {
    private static func sample() throws -> Table {
        var text = "x,y,day,k,gap,target\n"
        for row in 0..<900 {
            let day = 1 + row / 3 % 28
            let isGap = row % 9 == 0
            text += "\(row * 37 % 211),\(row * 53 % 97).5,2024-02-\(day < 10 ? "0" : "")\(day),\(["p", "q", "r"][row % 3]),"
            text += "\(isGap ? "" : "\(row % 31)"),\(isGap || row % 7 == 0 ? "yes" : "no")\n"
        }
        return try table(text)
    }

    @Test func tilesHoldWhatTheirConditionFinds() throws {
        let table = try Self.sample()
        let (x, y) = (try #require(table["x"]), try #require(table["y"]))
        let target = try table.target("target")
        let tiles = try #require(try ScatterTiles(table, x: x, y: y, target: target, columns: 7, lines: 5))
        #expect(tiles.rows == 900 && tiles.shown == 900)
        #expect(tiles.tiles.reduce(0) { $0 + $1.count } == 900)
        #expect(tiles.groups.map(\.label) == ["no", "yes"])
        #expect(tiles.groups.reduce(0) { $0 + $1.x.count } == 900)
        for line in 0..<5 {
            for column in 0..<7 {
                let across = ScatterTiles.ends(column, of: 7, in: tiles.xRange)
                let up = ScatterTiles.ends(line, of: 5, in: tiles.yRange)
                let condition =
                    RowFilter.within(across, of: x, isLast: column == 6) + " "
                    + RowFilter.within(up, of: y, isLast: line == 4)
                let rows = try RowFilter(parsing: condition).rows(in: table)
                let tile = tiles.tiles[line * 7 + column]
                #expect(rows.count == tile.count && tile.targets == tile.count)
                let positive = try RowFilter(parsing: condition + " target=yes").rows(in: table).count
                #expect(tile.sum == Double(positive))
            }
        }
        #expect(try #require(tiles.spearman.effect).value.magnitude < 0.2)
    }

    @Test func scattersOfNothingAreNone() throws {
        let table = try table("x,y,k\n1,,a\n,2,b\n")
        let columns = try ["x", "y", "k"].map { try #require(table[$0]) }
        #expect(try ScatterTiles(table, x: columns[0], y: columns[1], target: nil, columns: 3, lines: 3) == nil)
        #expect(try ScatterTiles(table, x: columns[0], y: columns[2], target: nil, columns: 3, lines: 3) == nil)
        let one = try #require(try ScatterTiles(table, x: columns[0], y: columns[0], target: nil, columns: 3, lines: 3))
        #expect(one.rows == 1 && one.tiles[0].count == 1)
    }

    @Test func stretchesOfTimeHoldWhatTheirConditionFinds() throws {
        let table = try Self.sample()
        let (day, y) = (try #require(table["day"]), try #require(table["y"]))
        #expect(day.kind == .date)
        let time = try #require(try QuantilesOverTime(y, over: day, stretches: 5))
        #expect(time.rows == 900 && time.stretches.count == 5)
        let numbers = try #require(y.numbers)
        for (place, stretch) in time.stretches.enumerated() {
            let rows = try RowFilter(parsing: RowFilter.within(stretch.span, of: day, isLast: place == 4)).rows(in: table)
            #expect(rows.count == stretch.count)
            #expect(stretch.quartiles[1] == Descriptive.median(of: rows.map { numbers[Int($0)] }))
        }
    }

    @Test func missingValuesThatSaySomething() throws {
        let table = try Self.sample()
        let signals = try MissingSignal.all(table, target: table.target("target"))
        #expect(signals.map(\.column) == ["gap"])
        let gap = try #require(signals.first)
        #expect(gap.missing == 100 && gap.rows == 900 && gap.isInformative && gap.p < 1e-50)
        #expect(gap.means.missing == 1)
        #expect(abs(gap.means.present - 114.0 / 800) < 0.01)
    }

    @Test func shapesOfTwoTables() throws {
        let old = try table("n,w\n1,a\n2,a\n3,b\n4,b\n")
        let new = try table("n,w\n3,b\n4,b\n7,c\n9,c\n")
        let (oldNumber, newNumber) = (try #require(old["n"]), try #require(new["n"]))
        let (oldWord, newWord) = (try #require(old["w"]), try #require(new["w"]))
        let numbers = try #require(ComparedShapes(reference: oldNumber, current: newNumber, bins: 4))
        #expect(numbers.edges == [1, 3, 5, 7, 9])
        #expect(numbers.reference == [0.5, 0.5, 0, 0] && numbers.current == [0, 0.5, 0, 0.5])
        let words = try #require(ComparedShapes(reference: oldWord, current: newWord, bins: 4))
        #expect(words.labels == ["b", "a", "c"])
        #expect(words.reference == [0.5, 0.5, 0] && words.current == [0.5, 0, 0.5])
        #expect(words.top.current == "b" || words.top.current == "c")
        #expect(words.distance > 0.5)
        #expect(ComparedShapes(reference: oldNumber, current: newWord, bins: 4) == nil)
    }

    @Test func pairsAreTestedByTheirKinds() throws {
        let table = try Self.sample()
        let (x, k, target) = (try #require(table["x"]), try #require(table["k"]), try #require(table["target"]))
        #expect(ColumnPairTest.number(x, by: k)?.result.isMade == true)
        #expect(ColumnPairTest.number(k, by: x) == nil)
        #expect(ColumnPairTest.categories(k, target)?.result.isMade == true)
    }
}
