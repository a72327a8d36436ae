import GRDB
import Recipes

/// A row of the table `series`.
struct SeriesRow {
    let id: Int
    let name: SeriesName
    let isHigherBetter: Bool
    /// How many points there are, and how many of them stand in chunks.
    var count = 0
    var sealed = 0
    var best: Double?
    var bestStep: Int?
    var last = Double.nan
    var lastStep: Int?

    var summary: SeriesSummary {
        SeriesSummary(name: name, count: count, best: best, bestStep: bestStep, last: last, lastStep: lastStep ?? 0)
    }

    static func all(run: Int, _ db: Database) throws -> [SeriesRow] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM series WHERE run = ? ORDER BY id")
        return try Row.fetchAll(statement, arguments: [run]).map(SeriesRow.init)
    }

    /// The series with this name, made where it is not there.
    static func named(_ name: SeriesName, run: Int, _ db: Database) throws -> SeriesRow {
        let find = try db.cachedStatement(sql: "SELECT * FROM series WHERE run = ? AND fold = ? AND rows = ? AND metric = ?")
        if let row = try Row.fetchOne(find, arguments: [run, name.fold, name.rows, name.metric]) { return SeriesRow(row) }
        // What outside trainers count under names of their own is mostly a loss.
        let isHigherBetter = Metric.of(name.metric).direction == .higher
        try db.execute(
            sql: "INSERT INTO series (run, fold, rows, metric, higher) VALUES (?, ?, ?, ?, ?)",
            arguments: [run, name.fold, name.rows, name.metric, isHigherBetter])
        return SeriesRow(id: Int(db.lastInsertedRowID), name: name, isHigherBetter: isHigherBetter)
    }

    /// Takes in points that follow the last one.
    mutating func extend(steps: ArraySlice<Int>, values: ArraySlice<Double>) {
        for (step, value) in zip(steps, values) where !value.isNaN {
            if let best, isHigherBetter ? value <= best : value >= best { continue }
            (best, bestStep) = (value, step)
        }
        count += steps.count
        last = values.last ?? last
        lastStep = steps.last ?? lastStep
    }

    func save(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "UPDATE series SET count = ?, sealed = ?, best = ?, best_step = ?, last = ?, last_step = ? WHERE id = ?")
        try statement.execute(arguments: [count, sealed, best, bestStep, last, lastStep, id])
    }
}

extension SeriesRow {
    init(_ row: Row) {
        self.init(
            id: row["id"], name: SeriesName(fold: row["fold"] as String, rows: row["rows"], metric: row["metric"]),
            isHigherBetter: row["higher"], count: row["count"], sealed: row["sealed"], best: row["best"],
            bestStep: row["best_step"], last: row["last"] ?? .nan, lastStep: row["last_step"])
    }
}
