import GRDB
import Glibc
public import Recipes

/// How much room runs take, and what can be had again.
extension RunStore {
    /// The room of every run, in the order of their numbers.
    ///
    /// - Complexity: O(rows of the store); the values themselves are not read.
    public func room() throws(AssayError) -> [RunRoom] {
        try read { db in
            func sums(_ sql: String) throws -> [Int: Int] {
                Dictionary(
                    try Row.fetchAll(db, sql: sql).map { ($0[0] as Int, $0[1] as Int? ?? 0) }, uniquingKeysWith: +)
            }
            let tails = try sums("SELECT run, sum(length(points)) FROM tail GROUP BY run")
            let chunks = try sums(
                """
                SELECT series.run, sum(length(points) + length(buckets) + coalesce(length(steps), 0))
                FROM chunk JOIN series ON series.id = chunk.series GROUP BY series.run
                """)
            let predictions = try sums("SELECT run, sum(length(rows) + length(points)) FROM prediction GROUP BY run")
            let models = try sums("SELECT run, length(bytes) FROM model")
            let evictable = try sums(
                """
                SELECT run, sum(size) FROM (
                    SELECT run, length(rows) + length(points) AS size FROM prediction WHERE evictable
                    UNION ALL SELECT run, length(bytes) FROM model WHERE evictable
                ) GROUP BY run
                """)
            return try Row.fetchAll(db, sql: "SELECT number, id FROM run ORDER BY number").map { row in
                let number: Int = row[0]
                return RunRoom(
                    number: number, id: row[1], points: tails[number, default: 0] + chunks[number, default: 0],
                    predictions: predictions[number, default: 0], model: models[number, default: 0],
                    evictable: evictable[number, default: 0])
            }
        }
    }

    /// Throws away the predictions and models of some runs, where training again gives them to the same bits. Their scores and curves
    /// stay.
    public func evict(_ runs: [String]) throws(AssayError) {
        try write(.power) { transaction in
            for id in runs {
                for table in ["prediction", "model"] {
                    try transaction.db.execute(
                        sql: "DELETE FROM \(table) WHERE evictable AND run = (SELECT number FROM run WHERE id = ?)",
                        arguments: [id])
                }
                try transaction.db.execute(
                    sql: "UPDATE run SET revision = ? WHERE id = ?", arguments: [transaction.revision, id])
            }
        }
    }

    /// Gives room that is not used any more back to the disk.
    ///
    /// - Complexity: writes the whole store anew.
    public func compact() throws(AssayError) { try withoutTransaction { db in try db.execute(sql: "VACUUM") } }

    /// The bytes of the store's files.
    public var fileSize: Int {
        ["", "-wal"].reduce(0) { sum, ending in
            var status = stat()
            return stat(folder + "/" + Self.fileName + ending, &status) == 0 ? sum + Int(status.st_size) : sum
        }
    }
}
