import GRDB
import Recipes
import RunStore

/// Writes runs into an MLflow store: a new one, or one that MLflow itself works with.
struct MLflowWriter {
    /// What became of the runs that were written.
    struct Report: Equatable {
        var new = 0
        var changed = 0
        var unchanged = 0
    }

    let file: MLflowFile
    /// The project's store.
    let store: RunStore
    /// Where artefacts of a run are.
    let artifactFolder: (String) -> String

    /// Writes runs below an experiment, which is made where it is not there. A run that was written before and has not changed since is
    /// passed over; one that has is written anew, but for tags that people gave it in MLflow.
    ///
    /// - Parameters:
    ///   - runs: what is written, a transaction each.
    ///   - experiment: the name of MLflow's folder for them.
    ///   - progress: called after each run.
    /// - Returns: how many were new, changed, and as they were.
    /// - Throws: ``AssayError`` where one of the stores cannot be used.
    /// - Complexity: O(points).
    func write(
        _ runs: [RunRecord], experiment: String, progress: (Int) -> Void = { _ in }
    ) throws(AssayError) -> Report {
        var report = Report()
        guard !runs.isEmpty else { return report }
        let folder = try file.use { db in try Self.experiment(experiment, artifacts: store.folder + "/artifacts", db) }
        for (place, run) in runs.enumerated() {
            let known = try file.use { db in try Self.revision(of: run, db) }
            // A run that goes on grows without its record changing in what is written here.
            if known == .same, run.state.isOver {
                report.unchanged += 1
            } else {
                let points = try store.points(of: run.id)
                let form = MLflowRun(run, points: points, artifacts: artifactFolder(run.id))
                try file.use { db in
                    try db.inTransaction(.immediate) {
                        try Self.write(form, experiment: folder, isNew: known == .unknown, db)
                        return .commit
                    }
                }
                if known == .unknown { report.new += 1 } else { report.changed += 1 }
            }
            progress(place + 1)
        }
        return report
    }

    // MARK: What is there

    private enum Known { case unknown, same, other }

    private static func revision(of run: RunRecord, _ db: Database) throws -> Known {
        let id = MLflowRun.id(of: run.id)
        guard try Int.fetchOne(db, sql: "SELECT 1 FROM runs WHERE run_uuid = ?", arguments: [id]) != nil else { return .unknown }
        let kept = try String.fetchOne(
            db, sql: "SELECT value FROM tags WHERE \"key\" = 'assay.revision' AND run_uuid = ?", arguments: [id])
        return kept == String(run.revision) ? .same : .other
    }

    /// The number of an experiment, which is brought back where it was deleted.
    private static func experiment(_ name: String, artifacts: String, _ db: Database) throws -> Int {
        if let known = try Int.fetchOne(db, sql: "SELECT experiment_id FROM experiments WHERE name = ?", arguments: [name]) {
            try db.execute(sql: "UPDATE experiments SET lifecycle_stage = 'active' WHERE experiment_id = ?", arguments: [known])
            return known
        }
        let number = try (Int.fetchOne(db, sql: "SELECT max(experiment_id) FROM experiments") ?? 0) + 1
        let now = Int(Clock.now() * 1000)
        try insert(
            [
                "experiment_id": number, "name": name, "artifact_location": artifacts, "lifecycle_stage": "active",
                "creation_time": now, "last_update_time": now,
            ], into: "experiments", db)
        return number
    }

    // MARK: Writing

    private static func write(_ run: MLflowRun, experiment: Int, isNew: Bool, _ db: Database) throws {
        var head = run.head
        head["experiment_id"] = experiment
        if isNew {
            try insert(head, into: "runs", db)
        } else {
            let columns = try present(head, in: "runs", db)
            let sets = columns.map { "\($0.name) = ?" }.joined(separator: ", ")
            try db.execute(
                sql: "UPDATE runs SET \(sets) WHERE run_uuid = ?",
                arguments: StatementArguments(columns.map(\.value)) + [run.id])
            for table in ["params", "metrics", "latest_metrics"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE run_uuid = ?", arguments: [run.id])
            }
        }
        for (key, value) in run.parameters {
            let insert = try db.cachedStatement(sql: "INSERT OR REPLACE INTO params (\"key\", value, run_uuid) VALUES (?, ?, ?)")
            try insert.execute(arguments: [key, value, run.id])
        }
        for (key, value) in run.tags {
            let insert = try db.cachedStatement(sql: "INSERT OR REPLACE INTO tags (\"key\", value, run_uuid) VALUES (?, ?, ?)")
            try insert.execute(arguments: [key, value, run.id])
        }
        let point = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO metrics (\"key\", value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, ?)")
        let latest = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO latest_metrics ("key", value, timestamp, step, is_nan, run_uuid) VALUES (?, ?, ?, ?, ?, ?)
                """)
        for metric in run.metrics {
            for place in metric.steps.indices {
                let (value, isMissing) = MLflowRun.stored(metric.values[place])
                let time = metric.times[place]
                try point.execute(arguments: [metric.key, value, time, run.id, metric.steps[place], isMissing])
                if place == metric.steps.count - 1 {
                    try latest.execute(arguments: [metric.key, value, time, metric.steps[place], isMissing, run.id])
                }
            }
        }
    }

    /// Inserts what the table has columns for: each version of MLflow has others.
    private static func insert(_ values: [String: any DatabaseValueConvertible], into table: String, _ db: Database) throws {
        let columns = try present(values, in: table, db)
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql: "INSERT INTO \(table) (\(columns.map(\.name).joined(separator: ", "))) VALUES (\(marks))",
            arguments: StatementArguments(columns.map(\.value)))
    }

    private static func present(
        _ values: [String: any DatabaseValueConvertible], in table: String, _ db: Database
    ) throws -> [(name: String, value: any DatabaseValueConvertible)] {
        let columns = Set(try db.columns(in: table).map(\.name))
        return values.filter { columns.contains($0.key) }.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }
}
