import Foundation
import GRDB
import Recipes

extension RunStore {
    /// Past so many rows of a run's tail everything is sealed, even where a slow series has few points.
    private static let longestTail = 4096

    /// Writes one row of the tail, and seals what became 4,096 points.
    static func append(_ points: [SeriesPoints], run: Int, _ db: Database) throws {
        var bytes = Data()
        var full = false
        for batch in points {
            var series = try SeriesRow.named(batch.name, run: run, db)
            let (steps, values) = following(series.lastStep, batch)
            guard !steps.isEmpty else { continue }
            TailBlock(series: series.id, first: series.count, steps: steps, values: values).append(to: &bytes)
            series.extend(steps: steps[...], values: values[...])
            try series.save(db)
            full = full || series.count - series.sealed >= Chunk.size
        }
        guard !bytes.isEmpty else { return }
        let sequence = try db.cachedStatement(sql: "SELECT coalesce(max(sequence), 0) + 1, count(*) FROM tail WHERE run = ?")
        let row = try Row.fetchOne(sequence, arguments: [run])
        let started = try db.cachedStatement(sql: "SELECT coalesce(started, created) FROM run WHERE number = ?")
        let since = now() - (try Double.fetchOne(started, arguments: [run]) ?? 0)
        let insert = try db.cachedStatement(sql: "INSERT INTO tail VALUES (?, ?, ?, ?, ?)")
        try insert.execute(arguments: [
            run, row?[0] ?? 1, Int((since * 1000).rounded()), Int(Blob.crc32(bytes)), bytes,
        ])
        let isLong = (row?[1] ?? 0) >= longestTail
        if full || isLong { try seal(run: run, leavingRest: !isLong, db) }
    }

    /// Seals all that is left: at the end of a run.
    static func sealEverything(run: Int, _ db: Database) throws {
        try seal(run: run, leavingRest: false, db)
    }

    /// The points that come after a step, ascending.
    private static func following(_ last: Int?, _ batch: SeriesPoints) -> ([Int], [Double]) {
        let count = min(batch.steps.count, batch.values.count)
        var (steps, values): ([Int], [Double]) = ([], [])
        steps.reserveCapacity(count)
        values.reserveCapacity(count)
        var previous = last ?? Int.min
        for place in 0..<count where batch.steps[place] > previous {
            previous = batch.steps[place]
            steps.append(previous)
            values.append(batch.values[place])
        }
        return (steps, values)
    }

    private static func seal(run: Int, leavingRest: Bool, _ db: Database) throws {
        let tails = try tails(run: run, db)
        var sealed: [Int: Int] = [:]
        for var series in try SeriesRow.all(run: run, db) {
            let points = unsealed(series, tails)
            var start = 0
            while points.steps.count - start >= (leavingRest ? Chunk.size : 1) {
                let end = min(start + Chunk.size, points.steps.count)
                try Chunk(steps: points.steps[start..<end], values: points.values[start..<end])
                    .insert(series: series.id, first: series.sealed, db)
                series.sealed += end - start
                start = end
            }
            if start > 0 { try series.save(db) }
            sealed[series.id] = series.sealed
        }
        for tail in tails where tail.blocks.allSatisfy({ $0.end <= sealed[$0.series, default: 0] }) {
            let delete = try db.cachedStatement(sql: "DELETE FROM tail WHERE run = ? AND sequence = ?")
            try delete.execute(arguments: [run, tail.sequence])
        }
    }

    /// The rows of a run's tail in order. A row whose sum is wrong is passed over.
    static func tails(run: Int, _ db: Database) throws -> [(sequence: Int, blocks: [TailBlock])] {
        let statement = try db.cachedStatement(sql: "SELECT sequence, crc, points FROM tail WHERE run = ? ORDER BY sequence")
        return try Row.fetchAll(statement, arguments: [run]).compactMap { row in
            let bytes: Data = row[2]
            guard Int(Blob.crc32(bytes)) == row[1] as Int else { return nil }
            return (row[0], TailBlock.read(bytes))
        }
    }

    /// The points of a series that stand in no chunk.
    static func unsealed(
        _ series: SeriesRow, _ tails: [(sequence: Int, blocks: [TailBlock])]
    ) -> (steps: [Int], values: [Double]) {
        var (steps, values): ([Int], [Double]) = ([], [])
        for block in tails.lazy.flatMap(\.blocks) where block.series == series.id && block.end > series.sealed {
            let skip = max(0, series.sealed - block.first)
            steps += block.steps.dropFirst(skip)
            values += block.values.dropFirst(skip)
        }
        return (steps, values)
    }
}
