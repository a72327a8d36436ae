import GRDB
import Recipes
import RunStore

/// Reads the runs of an MLflow store. Columns are asked for by name, so that every version since MLflow 1.8 can be read.
struct MLflowReader {
    let file: MLflowFile

    /// Opens a store.
    init(_ path: String) throws(AssayError) { file = try MLflowFile(reading: path) }

    /// Hands every run over that is not deleted, in the order in which they began.
    ///
    /// - Parameter take: called with a run and all of its points, and with what a person should know of it; says whether to go on.
    /// - Throws: ``AssayError`` where the store cannot be read, or `take` threw.
    /// - Complexity: O(points); those of one run at a time are in memory.
    func runs(_ take: (TrackedRun, _ remark: String?) throws(AssayError) -> Bool) throws(AssayError) {
        let heads = try file.use { db in
            try Self.preparePoints(db)
            return try Self.heads(db, path: file.path)
        }
        for head in heads {
            let (run, remark) = try file.use { db in try Self.complete(head.run, id: head.id, db) }
            guard try take(run, remark) else { return }
        }
    }

    // MARK: Runs

    private static func heads(_ db: Database, path: String) throws -> [(id: String, run: TrackedRun)] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT runs.run_uuid AS run_uuid, runs.name AS name, status, start_time, end_time, experiments.name AS experiment
                FROM runs LEFT JOIN experiments USING (experiment_id)
                WHERE coalesce(runs.lifecycle_stage, 'active') = 'active' ORDER BY start_time, runs.run_uuid
                """)
        return rows.compactMap { row in
            guard let id = row.text("run_uuid"), !id.isEmpty else { return nil }
            let began = row.milliseconds("start_time") ?? 0
            var run = TrackedRun(
                tracker: "mlflow", key: id, model: row.text("experiment") ?? "mlflow", note: row.text("name") ?? "",
                state: Self.state(row.text("status") ?? ""), startedAt: began, finishedAt: row.milliseconds("end_time"),
                source: path)
            if run.state.isOver, run.finishedAt == nil { run.finishedAt = began }
            if run.state == .failed { run.failure = "MLflow has it as failed" }
            return (id, run)
        }
    }

    /// A run of MLflow's that is killed stays RUNNING there for ever, so such a run is one of which nothing more is known.
    private static func state(_ status: String) -> RunState {
        switch status {
        case "FINISHED": .done
        case "FAILED": .failed
        case "KILLED": .cancelled
        default: .interrupted
        }
    }

    private static func complete(_ head: TrackedRun, id: String, _ db: Database) throws -> (TrackedRun, String?) {
        var run = head
        for row in try Row.fetchAll(db, sql: "SELECT \"key\", value FROM params WHERE run_uuid = ?", arguments: [id]) {
            if let name = row.text("key"), let value = row.text("value") {
                run.parameters[name] = ParameterValue(tracked: value)
            }
        }
        for row in try Row.fetchAll(
            db, sql: "SELECT \"key\", value FROM tags WHERE run_uuid = ? ORDER BY \"key\"", arguments: [id])
        {
            if let name = row.text("key") { tag(&run, name, row.text("value") ?? "") }
        }
        let remark = try readPoints(of: id, into: &run, db)
        if !run.state.isOver || run.state == .interrupted {
            run.failure = "MLflow has it as running still"
        }
        return (run, remark)
    }

    /// MLflow's own tags are what our records have fields for; a person's become words.
    private static func tag(_ run: inout TrackedRun, _ name: String, _ value: String) {
        switch name {
        case "mlflow.note.content":
            // A note is a line here.
            let words = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !words.isEmpty { run.note = run.note.isEmpty ? words : run.note + " · " + words }
        case "mlflow.runName": if run.note.isEmpty, run.id == nil { run.note = value }
        case "mlflow.user": run.environment["user"] = value
        case "mlflow.source.name": run.environment["program"] = value
        case "mlflow.source.git.commit": run.environment["commit"] = value
        case "assay.run":
            // It was written from a store of ours, by whose words it is called.
            guard ULID.isValid(value) else { break }
            run.id = value
            run.note = ""
            run.model = run.parameters["model"]?.description ?? run.model
        case _ where name.hasPrefix("mlflow.") || name.hasPrefix("assay."): break
        default:
            let words = (value.isEmpty ? name : "\(name)=\(value)").split(whereSeparator: \.isWhitespace)
            run.tags.append(String(words.joined(separator: "_").prefix(120)))
        }
    }

    // MARK: Points

    /// Stores of before 2021 have no index by run; a copy in a temporary file has one.
    private static func preparePoints(_ db: Database) throws {
        let indexes = try Row.fetchAll(db, sql: "PRAGMA index_list(metrics)").compactMap { $0.text("name") }
        let isIndexed = try indexes.contains { name in
            try Row.fetchAll(db, sql: "SELECT name FROM pragma_index_info(?)", arguments: [name]).first?.text("name")
                == "run_uuid"
        }
        let columns = "\"key\", value, timestamp, run_uuid, step, is_nan"
        if isIndexed {
            try db.execute(sql: "CREATE TEMP VIEW points AS SELECT \(columns) FROM main.metrics")
        } else {
            try db.execute(
                sql: """
                    CREATE TEMP TABLE points AS SELECT \(columns) FROM main.metrics;
                    CREATE INDEX temp.points_by_run ON points (run_uuid);
                    """)
        }
    }

    private static func readPoints(of id: String, into run: inout TrackedRun, _ db: Database) throws -> String? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT "key", step, value, is_nan FROM temp.points WHERE run_uuid = ?
                ORDER BY "key", step, timestamp, is_nan, value
                """)
        var logged: [String: (steps: [Int], values: [Double])] = [:]
        var stepless = 0
        let cursor = try Row.fetchCursor(statement, arguments: [id])
        while let row = try cursor.next() {
            guard let key = row.text("key"), let step = row.whole("step"), let value = row.real("value") else { continue }
            guard TrackedPoints.isStep(step) else {
                stepless += 1
                continue
            }
            logged[key, default: ([], [])].steps.append(step)
            logged[key]?.values.append(row.whole("is_nan") == 1 ? .nan : Self.value(value))
        }
        if run.id != nil {
            // Means over the folds stand beside the curves that they are of.
            for key in logged.keys where logged[key + "_sd"] != nil {
                logged[key + "_sd"] = nil
                if logged["1/valid/\(key)"] != nil { logged[key] = nil }
            }
        }
        var (numbered, replaced): ([String], Int) = ([], 0)
        for (key, found) in logged.sorted(by: { $0.key < $1.key }) {
            if found.steps.count > 1, found.steps.first == found.steps.last {
                run.points[key] = TrackedPoints(numbering: found.values)
                numbered.append(key)
            } else {
                var points = TrackedPoints()
                for (step, value) in zip(found.steps, found.values) { points.add(step: step, value: value) }
                replaced += points.replaced
                run.points[key] = points
            }
        }
        let name = run.note.isEmpty ? id : run.note
        var remarks: [String] = []
        if !numbered.isEmpty {
            let few = numbered.prefix(4).joined(separator: ", ") + (numbered.count > 4 ? ", .." : "")
            remarks.append("\(few) logged at one step only, so counted in the order of time")
        }
        if replaced > 0 { remarks.append("\(replaced) points were logged again at the same step; the last one of each counts") }
        if stepless > 0 { remarks.append("\(stepless) points have a step beyond 10^12 and are left out") }
        return remarks.isEmpty ? nil : "run \(name): " + remarks.joined(separator: "; ")
    }

    /// MLflow writes what is infinite as the largest number there is; on a curve it is a gap.
    private static func value(_ stored: Double) -> Double {
        stored.magnitude < .greatestFiniteMagnitude ? stored : .nan
    }
}

extension Row {
    // A store may hold anything in any column: what is of another kind is taken for missing, or as text.

    /// A cell as text.
    fileprivate func text(_ column: String) -> String? {
        switch self[column] as DatabaseValue? {
        case .some(let value):
            switch value.storage {
            case .string(let text): text
            case .int64(let number): String(number)
            case .double(let number): JSON.numberText(number)
            case .null, .blob: nil
            }
        case nil: nil
        }
    }

    fileprivate func whole(_ column: String) -> Int? {
        switch (self[column] as DatabaseValue?)?.storage {
        case .int64(let number)?: Int(number)
        case .double(let number)?: Int(exactly: number.rounded())
        case .string(let text)?: Int(text)
        default: nil
        }
    }

    fileprivate func real(_ column: String) -> Double? {
        switch (self[column] as DatabaseValue?)?.storage {
        case .int64(let number)?: Double(number)
        case .double(let number)?: number
        default: nil
        }
    }

    /// Seconds of a time in milliseconds; nil where it lies beyond all clocks.
    fileprivate func milliseconds(_ column: String) -> Double? {
        guard let number = real(column), number > 0, number < 1e15 else { return nil }
        return number / 1000
    }
}
