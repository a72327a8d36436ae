import GRDB
public import Recipes

/// What was done on the screens, so that it can be taken back, even after the program was closed.
extension RunStore {
    /// Adds an action. What was undone on this screen before can no longer be redone, and goes.
    ///
    /// - Returns: its sequence.
    @discardableResult
    public func appendToJournal(screen: String, action: JSON, undo: JSON) throws(AssayError) -> Int {
        try write(.power) { transaction in
            try transaction.db.execute(sql: "DELETE FROM journal WHERE screen = ? AND undone", arguments: [screen])
            try transaction.db.execute(
                sql: "INSERT INTO journal (screen, action, undo, at) VALUES (?, ?, ?, ?)",
                arguments: [screen, action.canonicalText, undo.canonicalText, Self.now()])
            return Int(transaction.db.lastInsertedRowID)
        }
    }

    /// Marks an action as undone, or as done again.
    ///
    /// - Returns: false where it was so already, or is not there.
    @discardableResult
    public func markJournal(_ sequence: Int, undone: Bool) throws(AssayError) -> Bool {
        try write(.power) { transaction in
            try transaction.db.execute(
                sql: "UPDATE journal SET undone = ? WHERE sequence = ? AND undone <> ?", arguments: [undone, sequence, undone])
            return transaction.db.changesCount == 1
        }
    }

    /// The journal of a screen (or of all), the latest last, at most `limit` entries.
    public func journal(screen: String? = nil, limit: Int = 1000) throws(AssayError) -> [JournalEntry] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM journal WHERE ?1 IS NULL OR screen = ?1 ORDER BY sequence DESC LIMIT ?2",
                arguments: [screen, limit]
            ).reversed().map { row in
                JournalEntry(
                    sequence: row["sequence"], screen: row["screen"], action: try JSON(parsing: row["action"]),
                    undo: try JSON(parsing: row["undo"]), isUndone: row["undone"], at: row["at"])
            }
        }
    }
}
