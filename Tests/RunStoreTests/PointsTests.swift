import GRDB
import Recipes
import RunStore
import TestSupport
import Testing

@Suite struct PointsTests {
    let folder = TemporaryFolder()

    /// How many chunks and tails there are, read past the store.
    private func rows(_ table: String) throws -> Int {
        let queue = try DatabaseQueue(path: folder.path + "/runs.sqlite")
        defer { try? queue.close() }
        return try queue.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? -1 }
    }

    @Test(arguments: [1, 4095, 4096, 4097, 8192, 10_000])
    func pointsComeBackOnBothSidesOfASeal(count: Int) throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        func value(_ step: Int) -> Double { Double(step % 97) / 7 }
        // Two series in step, in batches that do not divide 4,096.
        for first in stride(from: 1, through: count, by: 1000) {
            let size = min(1000, count - first + 1)
            try store.append(
                [
                    points("1/valid/auc", from: first, count: size, value),
                    points("1/train/auc", from: first, count: size, { -value($0) }),
                ],
                to: run.id)
        }
        #expect(try rows("chunk") == count / 4096 * 2)
        let back = try store.points(of: run.id)
        #expect(back.map(\.name.description) == ["1/valid/auc", "1/train/auc"])
        #expect(back[0] == points("1/valid/auc", from: 1, count: count, value))
        #expect(back[1].values == back[0].values.map { -$0 })
        // The end of the run seals the rest.
        try store.finish(run.id, with: RunOutcome(state: .done))
        #expect(try rows("tail") == 0)
        #expect(try store.points(of: run.id) == back)
        #expect(try store.points(of: run.id, names: [SeriesName("1/train/auc")]) == [back[1]])
    }

    @Test func irregularStepsAndMissingValuesAreKept() throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        var random = SystemRandomNumberGenerator()
        var (steps, values): ([Int], [Double]) = ([], [])
        var step = -500
        for _ in 0..<9000 {
            step += Int.random(in: 1...3_000_000, using: &random)
            steps.append(step)
            values.append(
                Bool.random(using: &random) ? .nan : Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random)))
        }
        let series = SeriesPoints(name: SeriesName("refit/train/loss"), steps: steps, values: values)
        try store.append([series], to: run.id)
        let back = try #require(try store.points(of: run.id).first)
        #expect(back.steps == steps)
        #expect(back.values.map(\.isNaN) == values.map(\.isNaN))
        #expect(zip(back.values, values).allSatisfy { $0.isNaN || $0.bitPattern == $1.bitPattern })
    }

    @Test func slowSeriesStayInTheTailUntilTheirTurn() throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        for commit in 0..<50 {
            try store.append(
                [
                    points("1/valid/auc", from: commit * 100 + 1, count: 100) { Double($0) },
                    points("1/valid/log_loss", from: commit + 1, count: 1) { 1 / Double($0) },
                ], to: run.id)
        }
        #expect(try rows("chunk") == 1)
        #expect(try rows("tail") == 50)
        let back = try store.points(of: run.id)
        #expect(back[0].steps == Array(1...5000))
        #expect(back[1].values == (1...50).map { 1 / Double($0) })
    }

    @Test func aBatchThatIsSentTwiceCountsOnce() throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        let batch = points("1/valid/auc", from: 1, count: 10) { Double($0) }
        try store.append([batch], to: run.id)
        try store.append(
            [batch, points("1/valid/auc", from: 8, count: 5) { Double($0) }], to: run.id, progress: .init(done: 12, total: 20))
        #expect(try store.points(of: run.id) == [points("1/valid/auc", from: 1, count: 12) { Double($0) }])
        #expect(try store.run(run.id).progress == .init(done: 12, total: 20))
    }

    @Test func theBestIsExactAndByTheMetricsDirection() throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        let values = [0.3, 0.9, .nan, 0.9, 0.1]
        for (place, value) in values.enumerated() {
            let names = ["1/valid/auc", "1/valid/log_loss", "1/valid/anything"]
            try store.append(names.map { SeriesPoints(name: SeriesName($0), steps: [place + 1], values: [value]) }, to: run.id)
        }
        try store.append([SeriesPoints(name: SeriesName("2/valid/auc"), steps: [1], values: [.nan])], to: run.id)
        let series = try store.series(of: run.id)
        #expect(series.map(\.best) == [0.9, 0.1, 0.1, nil])
        #expect(series.map(\.bestStep) == [2, 5, 5, nil])
        #expect(series.map(\.count) == [5, 5, 5, 1])
        #expect(series[0].last == 0.1 && series[3].last.isNaN)
    }

    @Test(arguments: [200, 500, 4200, 5000, 50_000], [10, 100, 400])
    func outlinesHoldEveryExtreme(count: Int, maximum: Int) throws {
        let store = try RunStore(folder: folder.path)
        let run = try store.running()
        var random = SystemRandomNumberGenerator()
        let values = (0..<count).map { place in
            place % 50 == 7 ? .nan : Double.random(in: -1...1, using: &random) * Double(place % 13 + 1)
        }
        let whole = SeriesPoints(name: SeriesName("1/valid/rmse"), steps: Array(1...count), values: values)
        for first in stride(from: 0, to: count, by: 777) {
            let end = min(first + 777, count)
            try store.append(
                [SeriesPoints(name: whole.name, steps: Array(whole.steps[first..<end]), values: Array(values[first..<end]))],
                to: run.id)
        }
        // What is left of a running series stands in the tail, of one that is over in a chunk of its own.
        for isOver in [false, true] {
            if isOver { try store.finish(run.id, with: RunOutcome(state: .done)) }
            let outline = try #require(try store.points(of: run.id, maximum: maximum).first)
            #expect(outline.steps.count <= max(4, maximum))
            #expect(outline.steps == outline.steps.sorted() && Set(outline.steps).count == outline.steps.count)
            #expect(outline.steps.last == count)
            #expect(outline.values.last.map { $0.isNaN == (values.last ?? 0).isNaN } ?? false)
            let there = values.filter { !$0.isNaN }
            let drawn = outline.values.filter { !$0.isNaN }
            let (low, high) = (try #require(there.min()), try #require(there.max()))
            // Rounded outwards by at most one part in 2^23.
            #expect(drawn.min().map { $0 <= low && $0 >= low - abs(low) / 4_000_000 } ?? false)
            #expect(drawn.max().map { $0 >= high && $0 <= high + abs(high) / 4_000_000 } ?? false)
        }
    }
}
