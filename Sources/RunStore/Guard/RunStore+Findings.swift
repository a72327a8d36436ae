import GRDB
public import Recipes

extension RunStore {
    /// Keeps what the guard found in a run, in place of what it had found before.
    ///
    /// - Parameters:
    ///   - findings: in the order in which they are to be shown.
    ///   - silenced: the codes of the checks that were not made.
    ///   - isComplete: whether no more will come.
    ///   - id: the run.
    /// - Throws: ``AssayError`` where the store cannot be written.
    public func keep(
        _ findings: [Finding], silenced: [String] = [], isComplete: Bool, of id: String
    ) throws(AssayError) {
        try write(.crash) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            var guarding = RunRecord.Guarding()
            guarding.silenced = silenced
            guarding.isComplete = isComplete
            try db.execute(
                sql: "UPDATE run SET guarding = ?, revision = ? WHERE number = ?",
                arguments: [guarding.json.canonicalText, transaction.revision, number])
            try db.execute(sql: "DELETE FROM finding WHERE run = ?", arguments: [number])
            for (place, finding) in findings.enumerated() {
                try db.execute(
                    sql: "INSERT INTO finding VALUES (?, ?, ?, ?, ?)",
                    arguments: [number, place, finding.code, finding.level.rawValue, finding.json.canonicalText])
            }
        }
    }

    /// What the guard found in a run, the gravest first.
    public func findings(of id: String) throws(AssayError) -> [Finding] {
        try read { db in
            let number = try Self.number(of: id, db)
            let texts = try String.fetchAll(
                db, sql: "SELECT json FROM finding WHERE run = ? ORDER BY place", arguments: [number])
            return texts.compactMap { text in (try? JSON(parsing: text)).flatMap(Finding.init(json:)) }
        }
    }
}
