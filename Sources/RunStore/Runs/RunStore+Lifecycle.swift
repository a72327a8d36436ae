import Foundation
import GRDB
public import Recipes

/// From queued to over: every change of state is a compare-and-set, so that two processes never both believe they made it.
extension RunStore {
    /// Writes a new run: queued, or at once running where the caller works on it itself.
    ///
    /// - Parameters:
    ///   - new: the run.
    ///   - worker: who holds the run's lock already; nil puts the run at the end of the queue.
    /// - Returns: the run with its number.
    /// - Throws: ``AssayError`` where the store cannot be written.
    public func create(_ new: NewRun, claimedBy worker: WorkerIdentity? = nil) throws(AssayError) -> RunRecord {
        let hash = new.recipe.hash
        let text = new.recipe.json.canonicalText
        return try write(.power) { transaction in
            let db = transaction.db
            let now = Self.now()
            try db.execute(
                sql: """
                    INSERT INTO source_table (fingerprint, name, path, kinds, reading, rows, columns)
                    VALUES (?, ?, ?, '{}', ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE
                    SET name = excluded.name, path = excluded.path, kinds = '{}', reading = excluded.reading
                    """,
                arguments: [
                    new.table.fingerprint, new.table.name, new.table.path,
                    new.table.reading.canonicalText, new.table.rows,
                    new.table.columns,
                ])
            try db.execute(sql: "INSERT OR IGNORE INTO recipe VALUES (?, ?)", arguments: [hash, text])
            if db.changesCount == 1 { try RecipeValue.write(new.recipe, hash: hash, db) }
            try db.execute(
                sql: """
                    INSERT INTO run (id, state, revision, place, parent, fingerprint, source, recipe, family, metric, created, note)
                    VALUES (?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM run), ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    new.id, RunState.queued.rawValue, transaction.revision, new.parent, new.table.fingerprint, new.table.path,
                    hash,
                    new.recipe.model.family, new.recipe.metric, now, new.note,
                ])
            let number = Int(db.lastInsertedRowID)
            try Self.writeTags(new.tags, number: number, db)
            try Self.inherit(new.inherited, number: number, db)
            if let worker { try Self.begin(number, worker, now: now, db) }
            return try record(db, number: number)
        }
    }

    /// Takes one queued run: it becomes running. Nil where somebody else was quicker.
    ///
    /// The caller holds the run's lock already, so that nobody can take the run for abandoned.
    public func claim(_ id: String, for worker: WorkerIdentity) throws(AssayError) -> RunRecord? {
        try write(.power) { transaction in
            let db = transaction.db
            try db.execute(
                sql: "UPDATE run SET state = 'running', revision = ? WHERE id = ? AND state = 'queued' AND binned IS NULL",
                arguments: [transaction.revision, id])
            guard db.changesCount == 1 else { return nil }
            let number = try Self.number(of: id, db)
            try Self.begin(number, worker, now: Self.now(), db)
            return try record(db, number: number)
        }
    }

    /// Takes the queued run that waits longest: it becomes running. Nil where the queue is empty.
    public func claimNext(for worker: WorkerIdentity) throws(AssayError) -> RunRecord? {
        try write(.power) { transaction in
            let db = transaction.db
            let next = try Int.fetchOne(
                db, sql: "SELECT number FROM run WHERE state = 'queued' AND binned IS NULL ORDER BY place, number LIMIT 1")
            guard let number = next else { return nil }
            try db.execute(sql: "UPDATE run SET revision = ? WHERE number = ?", arguments: [transaction.revision, number])
            try Self.begin(number, worker, now: Self.now(), db)
            return try record(db, number: number)
        }
    }

    /// Changes the state where it is one of `expected`; a state that is over gets its time of ending.
    ///
    /// - Parameters:
    ///   - id: the run.
    ///   - expected: the states that it may be changed from.
    ///   - state: the state that it gets.
    ///   - failure: why, as a sentence; nil leaves what is there.
    ///   - startedAt: where given, only a run that was started at this very time is changed, not one that began anew since.
    /// - Returns: whether the run was in one of these states, and so was changed.
    /// - Throws: ``AssayError`` where the store cannot be written.
    @discardableResult
    public func setState(
        of id: String, from expected: [RunState], to state: RunState, failure: String? = nil, startedAt: Double? = nil
    ) throws(AssayError) -> Bool {
        try write(.power) { transaction in
            let marks = expected.map { _ in "?" }.joined(separator: ", ")
            let finished: Double? = state.isOver ? Self.now() : nil
            let arguments: StatementArguments = [
                state.rawValue, transaction.revision, finished, failure, id, startedAt, startedAt,
            ]
            try transaction.db.execute(
                sql: """
                    UPDATE run SET state = ?, revision = ?, finished = coalesce(?, finished), failure = coalesce(?, failure)
                    WHERE id = ? AND (? IS NULL OR started = ?) AND state IN (\(marks))
                    """, arguments: arguments + StatementArguments(expected.map(\.rawValue)))
            return transaction.db.changesCount == 1
        }
    }

    /// Says how many folds there will be, and how many steps.
    public func setExtent(of id: String, folds: Int, progress: RunRecord.Progress) throws(AssayError) {
        try write(.crash) { transaction in
            try transaction.db.execute(
                sql: "UPDATE run SET folds = ?, done = ?, total = ?, revision = ? WHERE id = ?",
                arguments: [folds, progress.done, progress.total, transaction.revision, id])
        }
    }

    /// Keeps the scores of one fold and brings the run's means up to date.
    public func record(
        _ fold: StoredFold, of id: String, progress: RunRecord.Progress? = nil
    ) throws(AssayError) {
        try write(.crash) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            try Self.write(fold, number: number, db)
            try db.execute(
                sql: "UPDATE run SET revision = ?, done = coalesce(?, done), total = coalesce(?, total) WHERE number = ?",
                arguments: [transaction.revision, progress?.done, progress?.total, number])
        }
    }

    /// Ends a run that is running or paused and keeps what it gave, all in one transaction.
    ///
    /// - Throws: ``AssayError`` with code `wrong_state` where the run is neither; then nothing is kept.
    @discardableResult
    public func finish(_ id: String, with outcome: RunOutcome) throws(AssayError) -> RunRecord {
        try write(.power) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            try db.execute(
                sql: """
                    UPDATE run SET state = ?, revision = ?, finished = ?, seconds = ?, classes = ?, failure = ?,
                        decision = ?, scored = ?,
                        done = CASE WHEN ? THEN total ELSE done END
                    WHERE number = ? AND state IN ('running', 'paused')
                    """,
                arguments: [
                    outcome.state.rawValue, transaction.revision, Self.now(),
                    JSON.object(outcome.seconds.mapValues { .finite($0) }).canonicalText,
                    JSON.array(outcome.classes.map(JSON.string)).canonicalText, outcome.failure,
                    (outcome.decision?.json ?? [:]).canonicalText, outcome.scoredRows, outcome.state == .done, number,
                ])
            guard db.changesCount == 1 else {
                let state = try self.record(db, number: number).state
                throw AssayError.runIs(state, number: number, wanted: [.running, .paused])
            }
            for (place, importance) in outcome.importance.enumerated() {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO importance VALUES (?, ?, ?, ?, ?)",
                    arguments: [number, place, importance.column, importance.mean, importance.sd])
            }
            for fold in outcome.predictions {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO prediction VALUES (?, ?, ?, ?, ?)",
                    arguments: [number, fold.fold, outcome.isEvictable, Blob.bytes(of: fold.rows), Blob.bytes(of: fold.values)])
            }
            if let model = outcome.model {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO model VALUES (?, ?, ?)", arguments: [number, outcome.isEvictable, Data(model)])
            }
            try Self.sealEverything(run: number, db)
            return try record(db, number: number)
        }
    }

    /// Puts a run that is over without a result back into the queue: to be trained again from the start, with points, scores and
    /// commands gone in the same transaction, or to go on where its state was kept. Then they stay: what is told twice is the same.
    ///
    /// - Parameters:
    ///   - id: the run.
    ///   - goesOn: whether its state was kept.
    /// - Returns: the run as it waits.
    /// - Throws: ``AssayError`` with code `wrong_state` where the run is not stopped, cancelled, interrupted or failed.
    @discardableResult
    public func requeue(_ id: String, goesOn: Bool = false) throws(AssayError) -> RunRecord {
        try write(.power) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            try db.execute(
                sql: """
                    UPDATE run SET state = 'queued', revision = ?, place = (SELECT max(place) + 1 FROM run), started = NULL,
                        finished = NULL, seconds = '{}', failure = NULL, pid = NULL, host = NULL,
                        done = CASE WHEN ? THEN done ELSE 0 END
                    WHERE number = ? AND state IN ('stopped', 'cancelled', 'interrupted', 'failed')
                    """, arguments: [transaction.revision, goesOn, number])
            guard db.changesCount == 1 else {
                let state = try self.record(db, number: number).state
                throw AssayError.runIs(state, number: number, wanted: [.interrupted, .stopped, .cancelled, .failed])
            }
            if goesOn {
                // It is not to be ended again where it was ended before.
                try db.execute(
                    sql: "DELETE FROM command WHERE run = ? AND (kind IN ('stop', 'cancel') OR applied_fold IS NULL)",
                    arguments: [number])
                return try record(db, number: number)
            }
            let tables = [
                "run_metric", "fold", "fold_score", "importance", "series", "tail", "prediction", "model", "finding",
            ]
            for table in tables { try db.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [number]) }
            // What it was made with stays.
            try db.execute(sql: "DELETE FROM command WHERE run = ? AND sequence > 0", arguments: [number])
            try db.execute(sql: "UPDATE run SET guarding = '{}', scored = NULL WHERE number = ?", arguments: [number])
            // The look was had; what it saw was another model.
            try db.execute(sql: "UPDATE sealed_look SET metrics = '{}' WHERE run = ?", arguments: [number])
            return try record(db, number: number)
        }
    }
}

extension RunStore {
    /// The record of a run inside a transaction.
    func record(_ db: Database, number: Int) throws -> RunRecord {
        guard let record = try records(db, where: "run.number = ?", [number]).first else {
            throw AssayError.noSuchRun(String(number))
        }
        return record
    }

    private static func begin(_ number: Int, _ worker: WorkerIdentity, now: Double, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE run SET state = 'running', started = ?, pid = ?, host = ?, threads = ?, environment = ? WHERE number = ?
                """,
            arguments: [
                now, worker.pid, worker.host, worker.threads,
                JSON.object(worker.environment.mapValues(JSON.string)).canonicalText, number,
            ])
    }

    /// Inherited interventions stand before those of the run's own, which count from 1.
    private static func inherit(_ interventions: [Intervention], number: Int, _ db: Database) throws {
        for (place, asked) in interventions.enumerated() {
            try db.execute(
                sql: "INSERT INTO command VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    number, place - interventions.count + 1, asked.kind.rawValue, asked.payload.canonicalText, asked.at,
                    asked.applied?.fold, asked.applied?.step,
                ])
        }
    }

    /// Writes the scores of a fold, and the means over the folds that are there.
    static func write(_ fold: StoredFold, number: Int, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO fold VALUES (?, ?, ?, ?, ?)",
            arguments: [number, fold.fold, fold.trainingRows, fold.validationRows, fold.bestStep])
        for (metric, value) in fold.metrics.sorted(by: { $0.key < $1.key }) where !value.isNaN {
            try db.execute(
                sql: "INSERT OR REPLACE INTO fold_score VALUES (?, ?, ?, ?, ?)",
                arguments: [number, fold.fold, metric, value, fold.byConvention.contains(metric)])
            let values = try Double.fetchAll(
                db, sql: "SELECT value FROM fold_score WHERE run = ? AND metric = ? ORDER BY fold",
                arguments: [number, metric])
            let summary = RunRecord.MetricSummary(folds: values)
            try db.execute(
                sql: "INSERT OR REPLACE INTO run_metric VALUES (?, ?, ?, ?, ?)",
                arguments: [number, metric, summary.mean, summary.sd, Blob.bytes(of: values)])
        }
    }

    static func writeTags(_ tags: [String], number: Int, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM tag WHERE run = ?", arguments: [number])
        for tag in tags { try db.execute(sql: "INSERT OR IGNORE INTO tag VALUES (?, ?)", arguments: [number, tag]) }
    }
}
