import GRDB
public import Recipes

/// Runs of another project's store.
extension RunStore {
    /// The number from which on numbers were never given here: runs of another store keep theirs from there on.
    public func firstFreeNumber() throws(AssayError) -> Int {
        try read { db in try Self.firstFreeNumber(db) }
    }

    private static func firstFreeNumber(_ db: Database) throws -> Int {
        let given = try Int.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'run'") ?? 0
        return max(given, try Int.fetchOne(db, sql: "SELECT max(number) FROM run") ?? 0) + 1
    }

    /// What stands in the way of taking a run of another store, or nothing does.
    public func standing(of run: OtherStore.Run) throws(AssayError) -> Taking? {
        try read { db in try standing(of: run.id, inState: run.state, db) }
    }

    private func standing(of id: String, inState there: RunState, _ db: Database) throws -> Taking? {
        switch try Self.standing(of: id, db) {
        case .unknown: return nil
        case .deleted, .there(_, isBinned: true): return .deleted
        case .there(let number, false):
            let state = try record(db, number: number).state
            // It was taken as it was left there, and has been ended there since.
            let isBetter = there.hasResult && state.isOver && !state.hasResult
            return isBetter ? nil : .known(number)
        }
    }

    /// Takes a run of another store with everything that is kept of it, in one transaction.
    ///
    /// - Parameters:
    ///   - id: the run.
    ///   - other: where it is.
    ///   - keepsNumber: whether it may have its number here too, where that was never given.
    /// - Returns: the number that it has here; it is the old one for a run that was here and had no result. What came here since
    ///   ``standing(of:)`` was asked stays as it is.
    /// - Throws: ``AssayError`` where one of the stores cannot be used, or what is kept of the run makes no sense; then nothing is kept.
    /// - Complexity: O(bytes of the run).
    public func take(_ id: String, from other: OtherStore, keepsNumber: Bool) throws(AssayError) -> Taking {
        guard ULID.isValid(id) else { throw .unusableRun(id, other.folder) }
        return try other.read { source in
            try write(.power) { transaction in
                do {
                    return try take(id, from: source, of: other, keepsNumber: keepsNumber, transaction)
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                    throw AssayError.unusableRun(id, other.folder)
                }
            }
        }
    }

    private func take(
        _ id: String, from source: Database, of other: OtherStore, keepsNumber: Bool, _ transaction: Transaction
    ) throws -> Taking {
        let db = transaction.db
        let rows = try ForeignRows(source, of: other, like: db)
        func require(_ isSound: Bool) throws { if !isSound { throw AssayError.unusableRun(id, other.folder) } }
        try require(rows.areSound("run", where: "id = ?", [id]))
        guard var run = try Row.fetchOne(source, sql: "SELECT * FROM run WHERE id = ?", arguments: [id])?.values else {
            throw AssayError.noSuchRun(id)
        }
        guard let there = run["number"].flatMap({ Int.fromDatabaseValue($0) }) else {
            throw AssayError.unusableRun(id, other.folder)
        }
        let state = run["state"].flatMap { String.fromDatabaseValue($0) }.flatMap(RunState.init(rawValue:)) ?? .unknown
        if let standing = try standing(of: id, inState: state, db) { return standing }
        for table in Self.tablesOfRuns + ["series", "tail", "sealed_look"] {
            try require(rows.areSound(table, where: "run = ?", [there]))
        }
        try require(rows.areSound("chunk", where: "series IN (SELECT id FROM series WHERE run = ?)", [there]))
        try require(rows.areSound("sealed_set", where: "id IN (SELECT sealed_set FROM sealed_look WHERE run = ?)", [there]))
        try require(Self.takeRecipe(run, from: rows))

        let free = try Self.firstFreeNumber(db)
        var kept: (number: Int, note: String, tags: [String])?
        if case .there(let number, _) = try Self.standing(of: id, db) {
            let record = try record(db, number: number)
            kept = (number, record.note, record.tags)
            try db.execute(sql: "DELETE FROM run WHERE number = ?", arguments: [number])
        }
        // Beyond so many it is no number that counting came to, and the next one here would be above it.
        let isFree = keepsNumber && there >= free && there < 1 << 31
        run["number"] = kept.map { $0.number.databaseValue } ?? (isFree ? there.databaseValue : .null)
        run["revision"] = transaction.revision.databaseValue
        run["place"] = try Double.fetchOne(db, sql: "SELECT coalesce(max(place), 0) + 1 FROM run")?.databaseValue
        run["pid"] = .null
        run["binned"] = .null
        if !state.isOver { run["state"] = RunState.interrupted.rawValue.databaseValue }
        try Self.insert(run, into: "run", db)
        let number = Int(db.lastInsertedRowID)
        for table in Self.tablesOfRuns { try Self.copy(table, of: there, from: source, as: number, db) }
        try require(Self.copySeries(of: there, from: source, as: number, db))
        try Self.copyLooks(of: there, from: source, as: number, db)
        if let kept {
            try db.execute(sql: "UPDATE run SET note = ? WHERE number = ?", arguments: [kept.note, number])
            try Self.writeTags(kept.tags, number: number, db)
        }
        // What cannot be read here would be in everybody's way from now on.
        _ = try record(db, number: number)
        return kept == nil ? .new(number) : .changed(number)
    }

    /// Tables with rows of a run that mean the same in every store.
    private static let tablesOfRuns = [
        "run_metric", "fold", "fold_score", "importance", "tag", "prediction", "model", "command", "finding",
    ]

    /// Keeps a run's recipe and what is known of its table; false where they make no sense, or the recipe is not the one that the run
    /// was made with.
    private static func takeRecipe(_ run: [String: DatabaseValue], from rows: ForeignRows) throws -> Bool {
        let (source, db) = (rows.source, rows.db)
        let hash = run["recipe"].flatMap { String.fromDatabaseValue($0) } ?? ""
        let fingerprint = run["fingerprint"].flatMap { String.fromDatabaseValue($0) } ?? ""
        guard try rows.areSound("recipe", where: "hash = ?", [hash]),
            try rows.areSound("source_table", where: "fingerprint = ?", [fingerprint])
        else { return false }
        let text = try String.fetchOne(source, sql: "SELECT json FROM recipe WHERE hash = ?", arguments: [hash]) ?? ""
        let recipe = try Recipe(json: JSON(parsing: text))
        guard recipe.hash == hash else { return false }
        try db.execute(sql: "INSERT OR IGNORE INTO recipe VALUES (?, ?)", arguments: [hash, recipe.json.canonicalText])
        if db.changesCount == 1 { try RecipeValue.write(recipe, hash: hash, db) }
        let table = try Row.fetchOne(source, sql: "SELECT * FROM source_table WHERE fingerprint = ?", arguments: [fingerprint])
        let isKnown =
            try Int.fetchOne(db, sql: "SELECT 1 FROM source_table WHERE fingerprint = ?", arguments: [fingerprint]) != nil
        if let table, !isKnown { try insert(table.values, into: "source_table", db) }
        return true
    }

    // MARK: Rows

    private static func copy(_ table: String, of there: Int, from source: Database, as number: Int, _ db: Database) throws {
        let rows = try Row.fetchCursor(source, sql: "SELECT * FROM \(table) WHERE run = ?", arguments: [there])
        while let row = try rows.next() {
            var values = row.values
            values["run"] = number.databaseValue
            try insert(values, into: table, db)
        }
    }

    /// Looks at sealed rows count wherever they were had.
    private static func copyLooks(of there: Int, from source: Database, as number: Int, _ db: Database) throws {
        let looks = try Row.fetchAll(
            source,
            sql: """
                SELECT fingerprint, preparation, sealed_set.rows AS sealed, at, sealed_look.rows AS rows, metrics
                FROM sealed_look JOIN sealed_set ON sealed_set.id = sealed_set WHERE run = ? ORDER BY sequence
                """, arguments: [there])
        for look in looks {
            let rows = SealedRows(
                fingerprint: look["fingerprint"], preparation: look["preparation"], rows: Blob.int32s(look["sealed"]))
            let set = try Self.set(rows, db)
            let at: Double = look["at"]
            let isKnown = try Int.fetchOne(
                db, sql: "SELECT 1 FROM sealed_look WHERE run = ? AND sealed_set = ? AND at = ?", arguments: [number, set, at])
            guard isKnown == nil else { continue }
            try db.execute(
                sql: "INSERT INTO sealed_look (run, sealed_set, at, rows, metrics) VALUES (?, ?, ?, ?, ?)",
                arguments: [number, set, at, look["rows"] as Int, look["metrics"] as String])
        }
    }

    static func insert(_ values: [String: DatabaseValue], into table: String, _ db: Database) throws {
        let columns = values.keys.sorted()
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let names = columns.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ", ")
        let statement = try db.cachedStatement(sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))")
        try statement.execute(arguments: StatementArguments(columns.map { values[$0] ?? .null }))
    }
}

extension Row {
    /// The cells as they are, by the names of their columns.
    var values: [String: DatabaseValue] {
        Dictionary(map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
    }
}

extension AssayError {
    /// A run of another store that no assay wrote so.
    public static func unusableRun(_ id: String, _ folder: String) -> AssayError {
        AssayError(code: "unusable_run", message: "\(folder) holds a run \(id) that no assay wrote", hint: "leave it out")
    }
}
