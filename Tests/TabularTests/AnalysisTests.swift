import Recipes
import Statistics
import Synchronization
import Tabular
import TestSupport
import Testing

@Suite struct AnalysisTests {
    private static func sample() throws -> Table {
        var text = "a,b,k,gap,y\n"
        for row in 0..<600 {
            let a = Double(row * 37 % 101)
            text += "\(a),\(a * 2 + Double(row % 5)),\(["p", "q", "r"][row % 3]),\(row % 10 == 0 ? "" : "\(row % 17)"),"
            text += "\(a + Double(row % 20) > 60 ? "yes" : "no")\n"
        }
        return try table(text)
    }

    @Test func theFirstProfileStatesItsError() throws {
        var text = "x,k\n"
        for row in 0..<50_000 { text += "\(row * 7919 % 50_021),\(row % 4 == 0 ? "" : "w\(row % 90)")\n" }
        let table = try table(text)
        let exact = table.profile()
        #expect(exact.sampled == nil && exact["x"]?.intervals == nil)
        let first = try #require(table.profile(target: nil, sample: 2000, observer: ProfileObserver()))
        #expect(first.sampled == TableProfile.Sampled(rows: 2000, of: 50_000) && first.rows == 2000)
        let x = try #require(first["x"]?.intervals)
        #expect(try #require(x.mean).contains(try #require(exact["x"]?.numeric?.mean)))
        #expect(zip(x.quantiles, try #require(exact["x"]?.numeric?.quantiles)).allSatisfy { $0.contains($1) })
        let k = try #require(first["k"]?.intervals)
        #expect(k.missingShare.contains(0.25) || abs(k.missingShare.lowerBound - 0.25) < 0.05)
        #expect(k.distinct.seen <= exact["k"]?.distinct ?? 0)
    }

    @Test func aProfileTellsItsColumnsAndCanBeGivenUp() throws {
        let table = try Self.sample()
        let seen = Seen()
        let whole = table.profile(target: nil, sample: nil, observer: ProfileObserver(column: { index, _ in seen.insert(index) }))
        #expect(seen.indices == Set(0..<5) && whole == table.profile())
        #expect(table.profile(target: nil, sample: nil, observer: ProfileObserver(isCancelled: { true })) == nil)
    }

    @Test func associationsStandInBlocks() throws {
        let matrix = try AssociationMatrix(Self.sample())
        let (a, b) = (try #require(matrix.columns.firstIndex(of: "a")), try #require(matrix.columns.firstIndex(of: "b")))
        #expect(abs(a - b) == 1 && matrix.values[a][b] > 0.99 && matrix.values[a][b] == matrix.values[b][a])
        #expect(matrix.measures[a][b] == .spearman)
    }

    @Test func missingPatterns() throws {
        let matrix = try MissingnessMatrix(Self.sample())
        #expect(matrix.columns == ["gap"] && matrix.counts == [60] && matrix.patterns.map(\.count) == [540, 60])
        #expect(matrix.patterns[1].firstRow == 0 && matrix.correlations == [[1]])
    }

    @Test func testsWithTheTarget() throws {
        let table = try Self.sample()
        let tests = try Tabular.TargetTests(table, target: table.target("y"))
        #expect(Set(tests.rows.prefix(2).map(\.column)) == ["a", "b"])
        #expect(tests.rows.allSatisfy { $0.adjusted.isNaN || $0.adjusted >= $0.choice.result.p })
        #expect(tests.rows.first { $0.column == "k" }?.choice.method == .chiSquared)
    }

    @Test func oneColumnsPage() throws {
        let table = try Self.sample()
        let details = try ColumnDetails(table, #require(table["a"]), target: table.target("y"), bins: 12)
        let histogram = try #require(details.histogram)
        #expect(histogram.counts.count == 12 && histogram.counts.reduce(0, +) == 600)
        #expect((0..<12).allSatisfy { bin in details.classCounts.reduce(0) { $0 + $1[bin] } == histogram.counts[bin] })
        #expect(details.quantiles[4] == 50 && details.fits.first != nil && details.test?.result.isMade == true)
    }

    @Test func boxesAndCrossTables() throws {
        let table = try Self.sample()
        let (a, k, y) = (try #require(table["a"]), try #require(table["k"]), try #require(table["y"]))
        let boxes = try #require(try BoxPlots(a, by: k, limit: 2))
        #expect(boxes.boxes.map(\.count) == [200, 200] && boxes.others == 1)
        #expect(boxes.boxes.allSatisfy { $0.quartiles[0] <= $0.quartiles[1] && $0.whiskers.contains($0.quartiles[1]) })
        #expect(try BoxPlots(k, by: a, limit: 2) == nil)
        let cross = try CrossTable(k, y, limit: 2)
        #expect(cross.rows == ["p", "q", "others"] && cross.counts.joined().reduce(0, +) == 600)
    }

    @Test func twoTables() throws {
        let table = try Self.sample()
        let same = try TableComparison(reference: table, current: table)
        #expect(same.alarmShare == 0 && same.rows.allSatisfy { !$0.isAlarm })
        var text = "a,k,extra\n"
        for row in 0..<600 { text += "\(row % 101 + 60),\(row % 4 == 0 ? "z" : "p"),1\n" }
        let moved = try TableComparison(reference: table, current: Self.read(text))
        let a = try #require(moved.rows.first { $0.column == "a" })
        #expect(a.isAlarm && a.stability > 0.25 && a.p < 0.001)
        #expect(moved.rows.first { $0.column == "k" }?.newWords == ["z"])
        #expect(moved.rows.first { $0.column == "extra" }?.kinds.reference == nil)
        #expect(moved.rows.first { $0.column == "b" }?.kinds.current == nil)
        #expect(moved.separation?.column == "a")
    }

    private static func read(_ text: String) throws -> Table { try table(text) }
}

/// The columns that were told, from any thread.
private final class Seen: Sendable {
    private let lock = Mutex<Set<Int>>([])
    var indices: Set<Int> { lock.withLock { $0 } }
    func insert(_ index: Int) { _ = lock.withLock { $0.insert(index) } }
}
