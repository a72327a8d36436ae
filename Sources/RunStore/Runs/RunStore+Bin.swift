import GRDB
public import Recipes

/// Deleting is two acts: runs are put into the bin, which can be taken back, and the bin is emptied, which cannot.
extension RunStore {
    /// The runs in the bin, in order of number.
    public func binned() throws(AssayError) -> [RunRecord] { try records(where: "run.binned IS NOT NULL") }

    /// Deletes the runs in the bin for good, with their points, predictions and models. Those that still train stay.
    ///
    /// - Parameter runs: only these of them; nil is all.
    /// - Returns: the ids of the runs that are gone.
    /// - Throws: ``AssayError`` where the store cannot be written.
    /// - Complexity: O(bytes of the runs).
    @discardableResult
    public func emptyBin(_ runs: [String]? = nil) throws(AssayError) -> [String] {
        try write(.power) { transaction in
            let db = transaction.db
            let wanted = runs.map(Set.init)
            let found = try String.fetchAll(
                db, sql: "SELECT id FROM run WHERE binned IS NOT NULL AND state NOT IN ('running', 'paused') ORDER BY number"
            ).filter { wanted?.contains($0) ?? true }
            for id in found {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO purged VALUES (?, ?)", arguments: [id, transaction.revision])
                try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id])
            }
            guard !found.isEmpty else { return [] }
            try db.execute(sql: "DELETE FROM recipe WHERE hash NOT IN (SELECT recipe FROM run)")
            // A baseline that is no more would be looked for in vain.
            try db.execute(
                sql: "DELETE FROM setting WHERE key = 'baseline' AND value NOT IN (SELECT id FROM run)")
            return found
        }
    }

    /// The ids of the runs that were deleted for good after a revision.
    public func purged(since revision: Int) throws(AssayError) -> [String] {
        try read { db in
            try String.fetchAll(db, sql: "SELECT id FROM purged WHERE revision > ? ORDER BY id", arguments: [revision])
        }
    }
}
