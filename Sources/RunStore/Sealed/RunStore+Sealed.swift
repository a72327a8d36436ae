import GRDB
public import Recipes

extension RunStore {
    /// Looks at rows of the set that a look is at, for a statement on `sealed_look`.
    static let looksSQL = """
        (SELECT count(*) FROM sealed_overlap JOIN sealed_look AS other ON other.sealed_set = sealed_overlap.other
            WHERE sealed_overlap.one = sealed_look.sealed_set)
        """

    /// How often rows among these have been looked at, by any run.
    public func looks(at rows: SealedRows) throws(AssayError) -> Int {
        try read { db in
            var looks = 0
            for (id, set) in try Self.sets(of: rows.fingerprint, db) where set.overlaps(rows) {
                looks += try Int.fetchOne(db, sql: "SELECT count(*) FROM sealed_look WHERE sealed_set = ?", arguments: [id]) ?? 0
            }
            return looks
        }
    }

    /// Keeps how a run scored on sealed rows, and counts the look. The look at a run that was looked at before counts once.
    ///
    /// - Parameters:
    ///   - rows: which rows were scored.
    ///   - scores: by metric key.
    ///   - id: the run.
    /// - Returns: the run; others that looked at the same rows have the new count as well.
    /// - Throws: ``AssayError`` where the store cannot be written.
    @discardableResult
    public func keepLook(
        at rows: SealedRows, scores: [String: SealedResult.Score], of id: String
    ) throws(AssayError) -> RunRecord {
        try write(.power) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            if let known = try record(db, number: number).sealed, !known.scores.isEmpty { return try record(db, number: number) }
            let set = try Self.set(rows, db)
            let metrics = JSON.object(scores.mapValues { ["value": .finite($0.value), "error": .finite($0.error)] })
            try db.execute(
                sql: "INSERT INTO sealed_look (run, sealed_set, at, rows, metrics) VALUES (?, ?, ?, ?, ?)",
                arguments: [number, set, Self.now(), rows.rows.count, metrics.canonicalText])
            try db.execute(
                sql: """
                    UPDATE run SET revision = ? WHERE number IN (SELECT run FROM sealed_look JOIN sealed_overlap
                        ON sealed_overlap.other = sealed_look.sealed_set WHERE sealed_overlap.one = ?)
                    """, arguments: [transaction.revision, set])
            return try record(db, number: number)
        }
    }

    /// The id of a set, which is kept if it is new, with what it shares rows with.
    static func set(_ rows: SealedRows, _ db: Database) throws -> Int64 {
        let known = try sets(of: rows.fingerprint, db)
        if let same = known.first(where: { $0.set == rows }) { return same.id }
        try db.execute(
            sql: "INSERT INTO sealed_set (fingerprint, preparation, rows) VALUES (?, ?, ?)",
            arguments: [rows.fingerprint, rows.preparation, Blob.bytes(of: rows.rows)])
        let id = db.lastInsertedRowID
        try db.execute(sql: "INSERT INTO sealed_overlap VALUES (?, ?)", arguments: [id, id])
        for (other, set) in known where set.overlaps(rows) {
            try db.execute(sql: "INSERT INTO sealed_overlap VALUES (?, ?), (?, ?)", arguments: [id, other, other, id])
        }
        return id
    }

    private static func sets(of fingerprint: String, _ db: Database) throws -> [(id: Int64, set: SealedRows)] {
        try Row.fetchAll(
            db, sql: "SELECT id, preparation, rows FROM sealed_set WHERE fingerprint = ?", arguments: [fingerprint]
        ).map { ($0[0], SealedRows(fingerprint: fingerprint, preparation: $0[1], rows: Blob.int32s($0[2]))) }
    }
}
