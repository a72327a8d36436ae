import Foundation
import GRDB
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Experiments

/// MLflow's SQLite store, out and in, without Python.
@Suite struct MLflowTests {
    let folder = TemporaryFolder()

    private func project(_ name: String) throws -> (project: Project, store: RunStore) {
        let project = Project(folder: "\(folder.path)/\(name)")
        return (project, try project.openStore())
    }

    /// Two runs with points, scores, tags and a note; one of them failed.
    private func fill(_ store: RunStore) throws {
        for seed in 1...2 {
            var new = newRun(seed: seed)
            (new.note, new.tags) = ("note \(seed)", ["keep", "team=red"])
            let identity = WorkerIdentity(pid: 1, host: "here", threads: 1, environment: ["commit": "c0ffee"])
            let run = try store.create(new, claimedBy: identity)
            try store.append(
                [SeriesPoints(name: SeriesName("1/valid/auc"), steps: [1, 2, 5], values: [0.5, .nan, 0.75])], to: run.id)
            try store.record(StoredFold(fold: 1, trainingRows: 3, validationRows: 1, metrics: ["auc": 0.75]), of: run.id)
            try store.finish(run.id, with: RunOutcome(state: seed == 1 ? .done : .failed, failure: seed == 1 ? nil : "no memory"))
        }
    }

    private func rows(_ path: String, _ sql: String) throws -> [String] {
        try DatabaseQueue(path: path).read { db in
            try Row.fetchAll(db, sql: sql).map {
                $0.map { "\($0.1.storage.value.map { "\($0)" } ?? "null")" }.joined(separator: "|")
            }
        }
    }

    @Test func theSchemaIsTheOneThatEveryVersionCanMigrate() throws {
        let path = folder.path + "/mlflow.db"
        _ = try MLflowFile(writing: path)
        let lines = try rows(path, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").flatMap {
            $0.split(separator: "\n").map(String.init)
        }
        let revision = try rows(path, "SELECT version_num FROM alembic_version").map { "revision " + $0 }
        expectGolden(revision + lines, "trackers/mlflow-schema")
    }

    @Test func runsAreWrittenOnceAndThenWhatChanged() throws {
        let (project, store) = try project("churn")
        try fill(store)
        let path = folder.path + "/mlflow.db"
        #expect(try project.write(store.runs(), of: store, toMLflow: path) == .init(new: 2, changed: 0, unchanged: 0))
        let before = try ["runs", "params", "tags", "metrics", "latest_metrics"].map {
            try rows(path, "SELECT * FROM \($0) ORDER BY 1, 2, 3")
        }
        #expect(try project.write(store.runs(), of: store, toMLflow: path) == .init(new: 0, changed: 0, unchanged: 2))
        #expect(
            try before
                == ["runs", "params", "tags", "metrics", "latest_metrics"].map {
                    try rows(path, "SELECT * FROM \($0) ORDER BY 1, 2, 3")
                })

        let first = try store.runs()[0]
        #expect(
            try rows(path, "SELECT name, status, lifecycle_stage FROM runs ORDER BY start_time") == [
                "1 boosting|FINISHED|active", "2 boosting|FAILED|active",
            ])
        #expect(try rows(path, "SELECT name FROM experiments") == ["Default", "churn"])
        let id = try rows(path, "SELECT run_uuid FROM runs WHERE name = '1 boosting'")[0]
        #expect(id.count == 32 && id == MLflowRun.id(of: first.id))
        #expect(
            try rows(
                path, "SELECT step, value, is_nan FROM metrics WHERE \"key\" = '1/valid/auc' AND run_uuid = '\(id)' ORDER BY step"
            ) == ["1|0.5|0", "2|0.0|1", "5|0.75|0"])
        #expect(
            try rows(path, "SELECT step, value FROM latest_metrics WHERE \"key\" = '1/valid/auc' AND run_uuid = '\(id)'") == [
                "5|0.75"
            ])
        #expect(try rows(path, "SELECT value FROM latest_metrics WHERE \"key\" = 'auc' AND run_uuid = '\(id)'") == ["0.75"])
        #expect(try rows(path, "SELECT value FROM params WHERE \"key\" = 'n_estimators' AND run_uuid = '\(id)'") == ["100"])
        let tags = try rows(path, "SELECT \"key\", value FROM tags WHERE run_uuid = '\(id)' ORDER BY 1")
        for tag in [
            "keep|", "team|red", "mlflow.note.content|note 1", "mlflow.source.git.commit|c0ffee", "assay.run|\(first.id)",
        ] {
            #expect(tags.contains(tag), "\(tag)")
        }
        try store.edit(first.id, .note("better"))
        #expect(try project.write(store.runs(), of: store, toMLflow: path) == .init(new: 0, changed: 1, unchanged: 1))
        #expect(
            try rows(path, "SELECT value FROM tags WHERE \"key\" = 'mlflow.note.content' AND run_uuid = '\(id)'") == ["better"])
        #expect(try rows(path, "SELECT count(*) FROM metrics WHERE run_uuid = '\(id)'") == ["5"])
    }

    @Test func whatWasWrittenComesBack() throws {
        let (project, store) = try project("churn")
        try fill(store)
        let path = folder.path + "/mlflow.db"
        _ = try project.write(store.runs(), of: store, toMLflow: path)
        let other = try self.project("other")
        let taker = RunTaker(project: other.project, store: other.store)
        #expect(try taker.take(mlflow: path).new.count == 2)
        let (ours, theirs) = (try other.store.runs(), try store.runs())
        #expect(ours.map(\.id) == theirs.map(\.id) && ours.map(\.state) == theirs.map(\.state))
        #expect(ours.map(\.note) == theirs.map(\.note) && ours.map(\.tags) == theirs.map(\.tags))
        #expect(ours.map { $0.recipe.modelName } == ["boosting", "boosting"])
        #expect(ours[0].recipe.model.parameters["n_estimators"] == .integer(100))
        let points = try other.store.points(of: ours[0].id)
        #expect(points.map(\.name.description) == ["1/valid/auc"] && points[0].steps == [1, 2, 5] && points[0].values[1].isNaN)
        #expect(ours[0].metrics["auc"]?.mean == 0.75)
        #expect(try taker.take(mlflow: path).known == 2)
        // Where they came from they are not touched.
        let before = try store.revision()
        #expect(try RunTaker(project: project, store: store).take(mlflow: path).known == 2)
        #expect(try store.revision() == before)
    }

    @Test func aStoreOfMLflowsOwnIsRead() throws {
        let path = folder.path + "/mlflow.db"
        let queue = try MLflowFile(writing: path).database
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO experiments VALUES (7, 'nets', '/a', 'active');
                    INSERT INTO runs (run_uuid, name, status, start_time, end_time, lifecycle_stage, experiment_id) VALUES
                        ('bbb', 'second', 'RUNNING', 1700000100000, NULL, 'active', 7),
                        ('aaa', 'first', 'FINISHED', 1700000000000, 1700000060000, 'active', 7),
                        ('ccc', 'gone', 'FINISHED', 1700000000000, 1700000060000, 'deleted', 7);
                    INSERT INTO params VALUES ('lr', '0.10', 'aaa'), ('deep', 'True', 'aaa'), ('id', '12345678901234567890', 'aaa'), ('name', 'x', 'aaa');
                    INSERT INTO tags VALUES ('mlflow.note.content', 'two' || char(10) || 'lines' || char(27) || '[2J', 'aaa'), ('big team', 'a b', 'aaa'), ('mlflow.user', 'me', 'aaa');
                    INSERT INTO metrics ("key", value, timestamp, run_uuid, step, is_nan) VALUES
                        ('val_loss', 0.5, 2, 'aaa', 1, 0), ('val_loss', 0.75, 1, 'aaa', 0, 0), ('val_loss', 0.25, 3, 'aaa', 1, 0),
                        ('val_loss', 0, 4, 'aaa', 2, 1), ('val_loss', 1.7976931348623157e308, 5, 'aaa', 3, 0), ('val_loss', 0.1, 6, 'aaa', 4, 0),
                        ('loss', 3, 12, 'aaa', 0, 0), ('loss', 1, 10, 'aaa', 0, 0), ('loss', 2, 11, 'aaa', 0, 0);
                    """)
        }
        let (project, store) = try project("p")
        let taker = RunTaker(project: project, store: store)
        let report = try taker.take(mlflow: path)
        #expect(report.new.map(\.number) == [1, 2])
        let runs = try store.runs()
        #expect(runs.map(\.state) == [.done, .interrupted] && runs.map { $0.recipe.modelName } == ["nets", "nets"])
        #expect(runs[0].note == "first · two lines\u{1B}[2J" && runs[0].tags == ["big_team=a_b"])
        #expect(
            runs[0].recipe.model.parameters == [
                "lr": .real(0.1), "deep": .flag(true), "id": .text("12345678901234567890"), "name": .text("x"),
            ])
        #expect(runs[0].startedAt == 1_700_000_000 && runs[0].finishedAt == 1_700_000_060 && runs[0].environment["user"] == "me")
        let series = Dictionary(uniqueKeysWithValues: try store.points(of: runs[0].id).map { ($0.name.description, $0) })
        #expect(series["1/train/loss"]?.values == [1, 2, 3] && series["1/train/loss"]?.steps == [0, 1, 2])
        #expect(series["1/valid/loss"]?.steps == [0, 1, 2, 3, 4])
        #expect(series["1/valid/loss"]?.values.map { $0.isNaN ? -1 : $0 } == [0.75, 0.25, -1, -1, 0.1])
        #expect(
            report.remarks.count == 1 && report.remarks[0].contains("one step only")
                && report.remarks[0].contains("1 points were logged again"))
        // More comes to a run that goes on there.
        try queue.write { db in
            try db.execute(
                sql: "INSERT INTO metrics (\"key\", value, timestamp, run_uuid, step, is_nan) VALUES ('auc', 0.5, 1, 'bbb', 0, 0)"
            )
            try db.execute(sql: "UPDATE runs SET status = 'FINISHED', end_time = 1700000200000 WHERE run_uuid = 'bbb'")
        }
        let again = try taker.take(mlflow: path)
        #expect(again.known == 1 && again.changed.map(\.number) == [2])
        #expect(try store.resolve("2").state == .done && store.resolve("2").failure == nil)
    }

    @Test func aRunWithoutANoteComesBackWithoutOne() throws {
        let (project, store) = try project("churn")
        _ = try store.create(newRun(seed: 1), claimedBy: WorkerIdentity(pid: 1, host: "here", threads: 1))
        let path = folder.path + "/mlflow.db"
        _ = try project.write(store.runs(), of: store, toMLflow: path)
        let other = try self.project("other")
        _ = try RunTaker(project: other.project, store: other.store).take(mlflow: path)
        #expect(try other.store.runs().map(\.note) == [""])
    }

    @Test func stepsBeyondAllCountingAreLeftOutAndNoMoreIsReadAfterAStop() throws {
        let path = folder.path + "/mlflow.db"
        try MLflowFile(writing: path).database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO runs (run_uuid, name, status, start_time, end_time, lifecycle_stage, experiment_id) VALUES
                        ('aaa', 'first', 'FINISHED', 1700000000000, 1700000060000, 'active', 0),
                        ('bbb', 'second', 'FINISHED', 1700000100000, 1700000160000, 'active', 0);
                    INSERT INTO metrics ("key", value, timestamp, run_uuid, step, is_nan) VALUES
                        ('auc', 0.5, 1, 'aaa', -9223372036854775807, 0), ('auc', 0.6, 2, 'aaa', 4, 0),
                        ('auc', 0.7, 3, 'aaa', 9223372036854775807, 0);
                    """)
        }
        let (project, store) = try project("p")
        var asked = 0
        try MLflowReader(path).runs { _, _ throws(AssayError) in
            asked += 1
            return false
        }
        #expect(asked == 1)
        let report = try RunTaker(project: project, store: store).take(mlflow: path)
        #expect(report.remarks == ["run first: 2 points have a step beyond 10^12 and are left out"])
        let first = try store.resolve("1")
        #expect(try store.points(of: first.id).map(\.steps) == [[4]])
    }

    @Test func whatIsNoStoreIsSaidInASentence() throws {
        let text = folder.path + "/text.db"
        try writeText("no database at all, but long enough to be looked at as one", to: text)
        #expect(throws: AssayError.self) { try RunOrigin(at: text) }
        let other = folder.path + "/other.db"
        try DatabaseQueue(path: other).write { db in try db.execute(sql: "CREATE TABLE t (a)") }
        let error = #expect(throws: AssayError.self) { try MLflowFile(writing: other) }
        #expect(error?.code == "not_mlflow")
        #expect(#expect(throws: AssayError.self) { try RunOrigin(at: other) }?.code == "not_mlflow")
        #expect(#expect(throws: AssayError.self) { try RunOrigin(at: folder.path + "/nowhere") }?.code == "no_runs_there")
    }
}
