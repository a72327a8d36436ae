import Foundation
import GRDB
public import Recipes
import Synchronization

extension RunStore {
    /// Every run in order of number.
    ///
    /// - Complexity: O(runs); ten thousand take a moment, so keep them and ask for ``runs(changedSince:)`` afterwards.
    public func runs(includingBinned: Bool = false) throws(AssayError) -> [RunRecord] {
        try records(where: includingBinned ? "1" : "run.binned IS NULL")
    }

    /// The runs that changed after a revision, binned ones too, in order of number.
    public func runs(changedSince revision: Int) throws(AssayError) -> [RunRecord] {
        try records(where: "run.revision > ?", [revision])
    }

    /// The runs in one of some states, in order of number.
    public func runs(in states: [RunState]) throws(AssayError) -> [RunRecord] {
        let marks = states.map { _ in "?" }.joined(separator: ", ")
        return try records(where: "run.binned IS NULL AND run.state IN (\(marks))", StatementArguments(states.map(\.rawValue)))
    }

    /// The runs on a table that have a result, those in the bin left out, in order of number.
    public func results(onTable fingerprint: String) throws(AssayError) -> [RunRecord] {
        try records(
            where: "run.fingerprint = ? AND run.binned IS NULL AND run.state IN ('done', 'stopped')", [fingerprint])
    }

    /// The run with this id.
    ///
    /// - Throws: ``AssayError`` with code `no_such_run`.
    public func run(_ id: String) throws(AssayError) -> RunRecord {
        guard let record = try records(where: "run.id = ?", [id]).first else { throw .noSuchRun(id) }
        return record
    }

    /// The table with this fingerprint, if runs of it were made.
    public func table(_ fingerprint: String) throws(AssayError) -> TableRecord? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM source_table WHERE fingerprint = ?", arguments: [fingerprint]).map(
                Self.table)
        }
    }

    /// Every table that runs were made of, by name.
    public func tables() throws(AssayError) -> [TableRecord] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM source_table ORDER BY name, fingerprint").map(Self.table)
        }
    }

    /// The scores of each fold that is done, in order.
    public func folds(of run: String) throws(AssayError) -> [StoredFold] {
        try read { db in
            let number = try Self.number(of: run, db)
            var folds = try Row.fetchAll(db, sql: "SELECT * FROM fold WHERE run = ? ORDER BY fold", arguments: [number]).map {
                StoredFold(
                    fold: $0["fold"], trainingRows: $0["training_rows"], validationRows: $0["validation_rows"], metrics: [:],
                    bestStep: $0["best_step"])
            }
            for row in try Row.fetchAll(db, sql: "SELECT * FROM fold_score WHERE run = ?", arguments: [number]) {
                let fold: Int = row["fold"]
                let metric: String = row["metric"]
                guard let place = folds.firstIndex(where: { $0.fold == fold }) else { continue }
                folds[place].metrics[metric] = row["value"]
                if row["by_convention"] { folds[place].byConvention.insert(metric) }
            }
            return folds
        }
    }

    /// The out-of-fold predictions, in order of fold; empty where there are none, or no more.
    public func predictions(of run: String) throws(AssayError) -> [StoredPredictions] {
        try read { db in
            let number = try Self.number(of: run, db)
            return try Row.fetchAll(
                db, sql: "SELECT fold, rows, points FROM prediction WHERE run = ? ORDER BY fold", arguments: [number]
            ).map { StoredPredictions(fold: $0[0], rows: Blob.int32s($0[1]), values: Blob.doubles($0[2])) }
        }
    }

    /// The bytes of the model of the last fit, or nil where there is none, or no more.
    public func model(of run: String) throws(AssayError) -> [UInt8]? {
        try read { db in
            let number = try Self.number(of: run, db)
            return try Data.fetchOne(db, sql: "SELECT bytes FROM model WHERE run = ?", arguments: [number]).map { Array($0) }
        }
    }
}

// MARK: - Rows to records

extension RunStore {
    /// The number under which a run's rows are filed.
    static func number(of id: String, _ db: Database) throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT number FROM run WHERE id = ?")
        guard let number = try Int.fetchOne(statement, arguments: [id]) else { throw AssayError.noSuchRun(id) }
        return number
    }

    /// The records that a condition on the table `run` picks, in order of number.
    func records(where condition: String, _ arguments: StatementArguments = []) throws(AssayError) -> [RunRecord] {
        try read { db in try records(db, where: condition, arguments) }
    }

    func records(_ db: Database, where condition: String, _ arguments: StatementArguments = []) throws -> [RunRecord] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT run.*, source_table.name AS table_name FROM run JOIN source_table USING (fingerprint)
                WHERE \(condition) ORDER BY number
                """, arguments: arguments)
        var records: [RunRecord] = []
        records.reserveCapacity(rows.count)
        for row in rows { records.append(try record(row, db)) }
        let places = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($0.element.number, $0.offset) })

        func each(_ columns: String, _ table: String, rest: String = "", _ take: (inout RunRecord, Row) -> Void) throws {
            let sql = "SELECT run, \(columns) FROM \(table) WHERE run IN (SELECT number FROM run WHERE \(condition)) \(rest)"
            let cursor = try Row.fetchCursor(db, sql: sql, arguments: arguments)
            while let row = try cursor.next() {
                if let place = places[row[0]] { take(&records[place], row) }
            }
        }
        try each("metric, mean, sd, folds", "run_metric") { record, row in
            record.metrics[row[1]] = RunRecord.MetricSummary(
                mean: row[2] ?? .nan, sd: row[3] ?? .nan, folds: Blob.doubles(row[4]))
        }
        try each("column_name, mean, sd", "importance", rest: "ORDER BY run, place") { record, row in
            record.importance.append(RunRecord.Importance(column: row[1], mean: row[2], sd: row[3]))
        }
        try each("length(bytes)", "model") { record, row in record.modelBytes = row[1] }
        try each("length(rows) / 4", "prediction") { record, row in record.predictedRows += row[1] ?? 0 }
        try each(
            "metric, avg(best), avg(best_step), avg(last)", "series",
            rest: "AND rows = 'valid' AND fold <> 'refit' GROUP BY run, metric"
        ) { record, row in
            record.curves[row[1]] = RunRecord.CurveSummary(
                best: row[2] ?? .nan, bestStep: row[3] ?? .nan, last: row[4] ?? .nan)
        }
        try each("tag", "tag", rest: "ORDER BY run, tag") { record, row in record.tags.append(row[1]) }
        try each("level", "finding") { record, row in record.guarding.count(row[1]) }
        try each("at, rows, metrics, \(Self.looksSQL)", "sealed_look", rest: "ORDER BY sequence") { record, row in
            record.sealed = SealedResult(at: row[1], rows: row[2], metrics: Self.object(row[3]), looks: row[4])
        }
        return records
    }

    private func record(_ row: Row, _ db: Database) throws -> RunRecord {
        let number: Int = row["number"]
        let hash: String = row["recipe"]
        var record = RunRecord(
            id: row["id"], number: number, state: RunState(rawValue: row["state"]) ?? .unknown, recipe: try recipe(hash, db),
            table: row["table_name"], source: row["source"], createdAt: row["created"])
        record.recipeHash = hash
        record.revision = row["revision"]
        record.parent = row["parent"]
        record.folds = row["folds"]
        record.progress = RunRecord.Progress(done: row["done"], total: row["total"])
        record.startedAt = row["started"]
        record.finishedAt = row["finished"]
        record.seconds = Self.object(row["seconds"]).compactMapValues(\.doubleValue)
        record.classes = try JSON(parsing: row["classes"]).arrayValue?.compactMap(\.stringValue) ?? []
        record.decision = RunRecord.Decision(json: try JSON(parsing: row["decision"]))
        record.scoredRows = row["scored"]
        record.guarding = RunRecord.Guarding(json: Self.object(row["guarding"]))
        record.pid = row["pid"]
        record.host = row["host"]
        record.threads = row["threads"]
        record.environment = Self.object(row["environment"]).compactMapValues(\.stringValue)
        record.failure = row["failure"]
        record.note = row["note"]
        record.place = row["place"]
        record.binnedAt = row["binned"]
        return record
    }

    private func recipe(_ hash: String, _ db: Database) throws -> Recipe {
        if let known = recipes.withLock({ $0[hash] }) { return known }
        let statement = try db.cachedStatement(sql: "SELECT json FROM recipe WHERE hash = ?")
        let text = try String.fetchOne(statement, arguments: [hash]) ?? "{}"
        let recipe = try Recipe(json: JSON(parsing: text))
        recipes.withLock { $0[hash] = recipe }
        return recipe
    }

    static func object(_ text: String) -> [String: JSON] {
        if text == "{}" { return [:] }
        return (try? JSON(parsing: text))?.objectValue ?? [:]
    }

    private static func table(_ row: Row) -> TableRecord {
        var reading = object(row["reading"])
        // Stores of the first version knew kinds only.
        let kinds = object(row["kinds"])
        if !kinds.isEmpty { reading["kinds"] = .object(kinds) }
        return TableRecord(
            fingerprint: row["fingerprint"], name: row["name"], path: row["path"], reading: .object(reading), rows: row["rows"],
            columns: row["columns"])
    }
}
