import GRDB
public import Recipes

/// Runs of another project's store.
extension RunStore {
    /// The number from which on numbers were never given here: runs of another store keep theirs from there on.
    public func firstFreeNumber() throws(AssayError) -> Int {
        try read { db in
            let given = try Int.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'run'") ?? 0
            return max(given, try Int.fetchOne(db, sql: "SELECT max(number) FROM run") ?? 0) + 1
        }
    }

    /// What stands in the way of taking a run of another store, or nothing does.
    public func standing(of run: OtherStore.Run) throws(AssayError) -> Taking? {
        try read { db in
            switch try Self.standing(of: run.id, db) {
            case .unknown: return nil
            case .deleted, .there(_, isBinned: true): return .deleted
            case .there(let number, false):
                let state = try record(db, number: number).state
                // It was taken as it was left there, and has been ended there since.
                let isBetter = run.state.hasResult && state.isOver && !state.hasResult
                return isBetter ? nil : .known(number)
            }
        }
    }

    /// Takes a run of another store with everything that is kept of it, in one transaction.
    ///
    /// - Parameters:
    ///   - id: the run.
    ///   - other: where it is.
    ///   - keepsNumber: whether it may have its number here too.
    /// - Returns: the number that it has here; it is the old one for a run that was here and had no result.
    /// - Throws: ``AssayError`` where one of the stores cannot be used, or what is kept of the run makes no sense; then nothing is kept.
    /// - Complexity: O(bytes of the run).
    public func take(_ id: String, from other: OtherStore, keepsNumber: Bool) throws(AssayError) -> Taking {
        guard ULID.isValid(id) else { throw .unusableRun(id, other.folder) }
        return try other.read { source in
            try write(.power) { transaction in
                let db = transaction.db
                guard var run = try Row.fetchOne(source, sql: "SELECT * FROM run WHERE id = ?", arguments: [id])?.values else {
                    throw AssayError.noSuchRun(id)
                }
                guard case .int64(let there)? = run["number"]?.storage else { throw AssayError.unusableRun(id, other.folder) }
                var kept: (number: Int, note: String, tags: [String])?
                switch try Self.standing(of: id, db) {
                case .deleted: return .deleted
                case .there(let number, _):
                    let record = try record(db, number: number)
                    kept = (number, record.note, record.tags)
                    try db.execute(sql: "DELETE FROM run WHERE number = ?", arguments: [number])
                case .unknown: break
                }
                try Self.takeRecipe(run, from: source, db)
                run["number"] = kept.map { $0.number.databaseValue } ?? (keepsNumber ? there.databaseValue : .null)
                run["revision"] = transaction.revision.databaseValue
                run["place"] = try Double.fetchOne(db, sql: "SELECT coalesce(max(place), 0) + 1 FROM run")?.databaseValue
                run["pid"] = .null
                run["binned"] = .null
                let state = run["state"].flatMap { String.fromDatabaseValue($0) }.flatMap(RunState.init(rawValue:)) ?? .unknown
                if !state.isOver { run["state"] = RunState.interrupted.rawValue.databaseValue }
                try Self.insert(run, into: "run", db)
                let number = Int(db.lastInsertedRowID)
                for table in Self.tablesOfRuns { try Self.copy(table, of: Int(there), from: source, as: number, db) }
                try Self.copySeries(of: Int(there), from: source, as: number, db)
                try Self.copyLooks(of: Int(there), from: source, as: number, db)
                if let kept {
                    try db.execute(sql: "UPDATE run SET note = ? WHERE number = ?", arguments: [kept.note, number])
                    try Self.writeTags(kept.tags, number: number, db)
                }
                // What cannot be read here would be in everybody's way from now on.
                _ = try record(db, number: number)
                return kept == nil ? .new(number) : .changed(number)
            }
        }
    }

    /// Tables with rows of a run that mean the same in every store.
    private static let tablesOfRuns = [
        "run_metric", "fold", "fold_score", "importance", "tag", "prediction", "model", "command", "finding",
    ]

    private static func takeRecipe(_ run: [String: DatabaseValue], from source: Database, _ db: Database) throws {
        let hash = run["recipe"].flatMap { String.fromDatabaseValue($0) } ?? ""
        let text = try String.fetchOne(source, sql: "SELECT json FROM recipe WHERE hash = ?", arguments: [hash]) ?? ""
        let recipe = try Recipe(json: JSON(parsing: text))
        try db.execute(sql: "INSERT OR IGNORE INTO recipe VALUES (?, ?)", arguments: [hash, text])
        if db.changesCount == 1 { try RecipeValue.write(recipe, hash: hash, db) }
        let fingerprint = run["fingerprint"].flatMap { String.fromDatabaseValue($0) } ?? ""
        let table = try Row.fetchOne(source, sql: "SELECT * FROM source_table WHERE fingerprint = ?", arguments: [fingerprint])
        let isKnown =
            try Int.fetchOne(db, sql: "SELECT 1 FROM source_table WHERE fingerprint = ?", arguments: [fingerprint]) != nil
        if let table, !isKnown { try insert(table.values, into: "source_table", db) }
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

    /// Series have numbers of their own, which the rows of a tail hold as well: what is in tails is sealed, as the run is over.
    private static func copySeries(of there: Int, from source: Database, as number: Int, _ db: Database) throws {
        let tails = try tails(run: there, source)
        for series in try SeriesRow.all(run: there, source) {
            var values = try Row.fetchOne(source, sql: "SELECT * FROM series WHERE id = ?", arguments: [series.id])?.values ?? [:]
            values["id"] = .null
            values["run"] = number.databaseValue
            try insert(values, into: "series", db)
            let id = Int(db.lastInsertedRowID)
            let chunks = try Row.fetchCursor(
                source, sql: "SELECT * FROM chunk WHERE series = ? ORDER BY first", arguments: [series.id])
            while let chunk = try chunks.next() {
                var values = chunk.values
                values["series"] = id.databaseValue
                try insert(values, into: "chunk", db)
            }
            let rest = unsealed(series, tails)
            var place = series.sealed
            for start in stride(from: 0, to: rest.steps.count, by: Chunk.size) {
                let range = start..<min(start + Chunk.size, rest.steps.count)
                try Chunk(steps: rest.steps[range], values: rest.values[range]).insert(series: id, first: place, db)
                place += range.count
            }
            try db.execute(sql: "UPDATE series SET count = ?, sealed = ? WHERE id = ?", arguments: [place, place, id])
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

    private static func insert(_ values: [String: DatabaseValue], into table: String, _ db: Database) throws {
        let columns = values.keys.sorted()
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let names = columns.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ", ")
        let statement = try db.cachedStatement(sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))")
        try statement.execute(arguments: StatementArguments(columns.map { values[$0] ?? .null }))
    }
}

extension Row {
    /// The cells by the names of their columns.
    fileprivate var values: [String: DatabaseValue] {
        Dictionary(map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
    }
}

extension AssayError {
    /// A run of another store that no assay wrote so.
    static func unusableRun(_ id: String, _ folder: String) -> AssayError {
        AssayError(code: "unusable_run", message: "\(folder) holds a run \(id) that no assay wrote", hint: "leave it out")
    }
}
