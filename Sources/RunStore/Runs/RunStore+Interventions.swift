import GRDB
public import Recipes

extension RunStore {
    /// Asks something of a run that trains. The worker reads it between steps.
    ///
    /// - Throws: ``AssayError`` with code `wrong_state` where the run is not running or paused.
    @discardableResult
    public func send(_ kind: Intervention.Kind, to id: String, payload: JSON = .null) throws(AssayError) -> Intervention {
        try write(.power) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            let state = try record(db, number: number).state
            guard state == .running || state == .paused else {
                throw AssayError.runIs(state, number: number, wanted: [.running, .paused])
            }
            let sequence =
                try Int.fetchOne(db, sql: "SELECT coalesce(max(sequence), 0) + 1 FROM command WHERE run = ?", arguments: [number])
                ?? 1
            let command = Intervention(sequence: sequence, kind: kind, payload: payload, at: Self.now())
            try db.execute(
                sql: "INSERT INTO command (run, sequence, kind, payload, at) VALUES (?, ?, ?, ?, ?)",
                arguments: [number, sequence, kind.rawValue, payload.canonicalText, command.at])
            try db.execute(sql: "UPDATE run SET revision = ? WHERE number = ?", arguments: [transaction.revision, number])
            return command
        }
    }

    /// Everything that was asked of a run, in order.
    public func interventions(of id: String) throws(AssayError) -> [Intervention] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT command.* FROM command JOIN run ON run = number WHERE id = ? ORDER BY sequence")
            return try Row.fetchAll(statement, arguments: [id]).compactMap { row in
                guard let kind = Intervention.Kind(rawValue: row["kind"]) else { return nil }
                var command = Intervention(
                    sequence: row["sequence"], kind: kind, payload: (try? JSON(parsing: row["payload"])) ?? .null, at: row["at"])
                if let fold: String = row["applied_fold"] { command.applied = .init(fold: fold, step: row["applied_step"]) }
                return command
            }
        }
    }

    /// What was asked of a run and has not taken effect yet, in order.
    public func pendingInterventions(of id: String) throws(AssayError) -> [Intervention] {
        try interventions(of: id).filter { $0.applied == nil }
    }

    /// Notes where a command took effect, and the state that the run is in from there on.
    public func markApplied(
        _ command: Intervention, of id: String, at place: Intervention.Place, state: RunState? = nil
    ) throws(AssayError) {
        try write(.power) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            try db.execute(
                sql: "UPDATE command SET applied_fold = ?, applied_step = ? WHERE run = ? AND sequence = ?",
                arguments: [place.fold, place.step, number, command.sequence])
            try db.execute(
                sql: """
                    UPDATE run SET revision = ?, state = CASE WHEN state IN ('running', 'paused') THEN coalesce(?, state) ELSE state END
                    WHERE number = ?
                    """, arguments: [transaction.revision, state?.rawValue, number])
        }
    }
}
