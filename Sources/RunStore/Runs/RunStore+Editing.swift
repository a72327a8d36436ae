import GRDB
public import Recipes

/// A change that a person makes to a run's record.
public enum RunEdit: Sendable, Equatable {
    case note(String)
    case tags([String])
    /// Into the bin, or out of it. What a binned run's worker still writes is harmless.
    case binned(Bool)
}

extension RunStore {
    /// Changes a run's record.
    ///
    /// - Parameters:
    ///   - id: the run.
    ///   - change: what is changed.
    ///   - ifRevision: the revision that the person saw; where the run was changed since, nothing happens.
    /// - Returns: the run as it is now.
    /// - Throws: ``AssayError`` with code `changed` where it was changed since.
    @discardableResult
    public func edit(_ id: String, _ change: RunEdit, ifRevision: Int? = nil) throws(AssayError) -> RunRecord {
        try write(.power) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            if let ifRevision, try record(db, number: number).revision != ifRevision {
                throw AssayError.changedMeanwhile(number: number)
            }
            try db.execute(sql: "UPDATE run SET revision = ? WHERE number = ?", arguments: [transaction.revision, number])
            switch change {
            case .note(let text):
                try db.execute(sql: "UPDATE run SET note = ? WHERE number = ?", arguments: [text, number])
            case .tags(let tags): try Self.writeTags(tags, number: number, db)
            case .binned(true):
                try db.execute(
                    sql: "UPDATE run SET binned = coalesce(binned, ?) WHERE number = ?", arguments: [Self.now(), number])
            case .binned(false): try db.execute(sql: "UPDATE run SET binned = NULL WHERE number = ?", arguments: [number])
            }
            return try record(db, number: number)
        }
    }

    /// The id of the run that others are measured against, or nil.
    public func baseline() throws(AssayError) -> String? { try setting("baseline") }

    /// Makes a run the baseline; nil for none.
    public func setBaseline(_ id: String?) throws(AssayError) {
        try set("baseline", to: id)
    }
}
