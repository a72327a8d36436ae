import GRDB
public import Recipes

/// Runs that other programs made.
extension RunStore {
    /// Takes in a run that another program made, or what came to it since it was taken last. Notes and tags are a person's from then
    /// on: they are not touched again.
    ///
    /// - Parameter run: with all of its points.
    /// - Returns: whether it is new.
    /// - Throws: ``AssayError`` where the store cannot be written.
    /// - Complexity: O(points).
    public func take(_ run: TakenRun) throws(AssayError) -> Taking {
        let before = try read { db in try Self.standing(of: run.id, db) }
        switch before {
        case .deleted: return .deleted
        case .there(let number, let isBinned):
            if isBinned { return .deleted }
            if try isSame(run, number: number) { return .known(number) }
        case .unknown: break
        }
        let hash = run.recipe.hash
        let text = run.recipe.json.canonicalText
        return try write(.power) { transaction in
            let db = transaction.db
            try Self.keep(run.table, db)
            try db.execute(sql: "INSERT OR IGNORE INTO recipe VALUES (?, ?)", arguments: [hash, text])
            if db.changesCount == 1 { try RecipeValue.write(run.recipe, hash: hash, db) }
            // Somebody else may have taken it in between.
            switch try Self.standing(of: run.id, db) {
            case .deleted: return .deleted
            case .there(let number, _):
                try Self.renew(run, number: number, hash: hash, revision: transaction.revision, db)
                return .changed(number)
            case .unknown:
                try db.execute(
                    sql: """
                        INSERT INTO run (id, state, revision, place, fingerprint, source, recipe, family, metric, created, note)
                        VALUES (?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM run), ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        run.id, run.state.rawValue, transaction.revision, run.table.fingerprint, run.table.path, hash,
                        run.recipe.model.family, run.recipe.metric, run.startedAt, run.note,
                    ])
                let number = Int(db.lastInsertedRowID)
                try Self.writeTags(run.tags, number: number, db)
                try Self.renew(run, number: number, hash: hash, revision: transaction.revision, db)
                return .new(number)
            }
        }
    }

    /// Whether a run is there, was, or never was.
    enum Standing: Equatable {
        case unknown, deleted
        case there(number: Int, isBinned: Bool)
    }

    static func standing(of id: String, _ db: Database) throws -> Standing {
        if let row = try Row.fetchOne(db, sql: "SELECT number, binned IS NOT NULL FROM run WHERE id = ?", arguments: [id]) {
            return .there(number: row[0], isBinned: row[1])
        }
        let isPurged = try Bool.fetchOne(db, sql: "SELECT count(*) FROM purged WHERE id = ?", arguments: [id]) ?? false
        return isPurged ? .deleted : .unknown
    }

    private func isSame(_ run: TakenRun, number: Int) throws(AssayError) -> Bool {
        try read { db in
            let record = try record(db, number: number)
            // A run of our own that comes back from another tracker is known better here.
            guard record.environment["tracker"] != nil else { return true }
            guard record.state == run.state, record.recipeHash == run.recipe.hash, record.environment == run.environment,
                record.finishedAt == run.finishedAt, record.failure == run.failure
            else { return false }
            let kept = try SeriesRow.all(run: number, db)
            guard kept.count == run.series.count else { return false }
            let points = try Self.points(of: kept, run: number, maximum: nil, db)
            return Self.bits(points) == Self.bits(run.series)
        }
    }

    /// Points in a form that can be compared: what is missing is equal to itself.
    private static func bits(_ series: [SeriesPoints]) -> [SeriesName: [UInt64]] {
        Dictionary(
            series.map { ($0.name, $0.steps.map { UInt64(bitPattern: Int64($0)) } + $0.values.map(\.bitPattern)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Writes what a run has now, in place of what it had.
    private static func renew(_ run: TakenRun, number: Int, hash: String, revision: Int, _ db: Database) throws {
        let seconds = run.finishedAt.map { JSON.object(["total": .finite(max(0, $0 - run.startedAt))]) } ?? [:]
        try db.execute(
            sql: """
                UPDATE run SET state = ?, revision = ?, recipe = ?, family = ?, metric = ?, started = ?, finished = ?, seconds = ?,
                    pid = ?, host = ?, environment = ?, failure = ?, folds = ? WHERE number = ?
                """,
            arguments: [
                run.state.rawValue, revision, hash, run.recipe.model.family, run.recipe.metric, run.startedAt, run.finishedAt,
                seconds.canonicalText, run.worker?.pid, run.worker?.host,
                JSON.object(run.environment.mapValues(JSON.string)).canonicalText, run.failure, run.folds.count, number,
            ])
        for table in ["series", "tail", "fold", "fold_score", "run_metric"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [number])
        }
        try append(run.series, run: number, db)
        if run.state.isOver { try sealEverything(run: number, db) }
        for fold in run.folds { try write(fold, number: number, db) }
    }

    /// Keeps what is known of a table; what is known already stays.
    static func keep(_ table: TableRecord, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO source_table (fingerprint, name, path, kinds, reading, rows, columns)
                VALUES (?, ?, ?, '{}', ?, ?, ?)
                """,
            arguments: [
                table.fingerprint, table.name, table.path, table.reading.canonicalText, table.rows, table.columns,
            ])
    }
}
