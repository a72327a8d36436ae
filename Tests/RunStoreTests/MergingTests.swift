import GRDB
import Glibc
import Recipes
import TestSupport
import Testing

@testable import RunStore

/// Runs of another project's store.
@Suite struct MergingTests {
    let folder = TemporaryFolder()

    private func store(_ name: String) throws -> RunStore { try RunStore(folder: "\(folder.path)/\(name)") }

    /// A run that ended, with something in every table.
    @discardableResult
    private func fill(_ store: RunStore, seed: Int, points count: Int = 5000) throws -> RunRecord {
        let run = try store.create(newRun(seed: seed, note: "seed \(seed)", tags: ["a", "b"]), claimedBy: worker)
        try store.setExtent(of: run.id, folds: 1, progress: .init(done: 0, total: count))
        try store.append(
            [
                points("1/valid/auc", from: 1, count: count) { 1 / Double($0 + seed) },
                points("1/train/auc", from: 1, count: 7, every: 3) { Double($0) },
            ], to: run.id)
        try store.record(StoredFold(fold: 1, trainingRows: 8, validationRows: 2, metrics: ["auc": 0.75], bestStep: 4), of: run.id)
        try store.keep(
            [Finding(code: "small", level: .warn, column: "age", evidence: "few rows")], isComplete: true, of: run.id)
        var outcome = RunOutcome(
            state: .done, classes: ["no", "yes"], seconds: ["total": 2], importance: [.init(column: "age", mean: 1, sd: 0.5)],
            predictions: [StoredPredictions(fold: 1, rows: [1, 3], values: [0.25, 0.75, 0.5, 0.5])], model: [1, 2, 3])
        outcome.decision = RunRecord.Decision(threshold: 0.4)
        try store.finish(run.id, with: outcome)
        return try store.keepLook(
            at: SealedRows(fingerprint: "f00d", preparation: "", rows: [5, 6]), scores: ["auc": .init(value: 0.7, error: 0.1)],
            of: run.id)
    }

    private func merge(_ from: RunStore, into store: RunStore) throws -> [Taking] {
        let other = try OtherStore(folder: from.folder, scratch: store.folder)
        let free = try store.firstFreeNumber()
        return try other.runs().map { run in
            try store.standing(of: run) ?? store.take(run.id, from: other, keepsNumber: run.number >= free)
        }
    }

    @Test func everythingOfARunComesAlong() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        for seed in 1...3 { try fill(theirs, seed: seed) }
        #expect(try merge(theirs, into: ours) == [.new(1), .new(2), .new(3)])
        for run in try theirs.runs() {
            var (a, b) = (run, try ours.run(run.id))
            (a.revision, b.revision, a.place, b.place, a.pid) = (0, 0, 0, 0, nil)
            #expect(a == b)
            #expect(try theirs.points(of: run.id) == ours.points(of: run.id))
            #expect(try theirs.series(of: run.id) == ours.series(of: run.id))
            #expect(try theirs.points(of: run.id, maximum: 100) == ours.points(of: run.id, maximum: 100))
            #expect(try theirs.folds(of: run.id) == ours.folds(of: run.id))
            #expect(try theirs.predictions(of: run.id) == ours.predictions(of: run.id))
            #expect(try theirs.model(of: run.id) == ours.model(of: run.id))
            #expect(try theirs.findings(of: run.id) == ours.findings(of: run.id))
        }
        #expect(try ours.damage() == [])
        #expect(try ours.table("f00d")?.reading == churn.reading)
        #expect(try ours.runs(matching: RunQuery("seed=2")).count == 1)
    }

    @Test func doneAgainItIsNothing() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        for seed in 1...2 { try fill(theirs, seed: seed) }
        _ = try merge(theirs, into: ours)
        let revision = try ours.revision()
        #expect(try merge(theirs, into: ours) == [.known(1), .known(2)])
        #expect(try ours.revision() == revision)
        #expect(try ours.run(try ours.runs()[0].id).sealed?.looks == 2)
    }

    @Test func numbersThatWereGivenHereAreNotGivenAgain() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        try fill(ours, seed: 10)
        try fill(ours, seed: 11)
        try ours.edit(try ours.runs()[1].id, .binned(true))
        try ours.emptyBin()
        for seed in 1...4 { try fill(theirs, seed: seed) }
        #expect(try ours.firstFreeNumber() == 3)
        let other = try OtherStore(folder: theirs.folder, scratch: ours.folder)
        let runs = try other.runs()
        #expect(try ours.take(runs[3].id, from: other, keepsNumber: true) == .new(4))
        #expect(try ours.take(runs[0].id, from: other, keepsNumber: false) == .new(5))
        #expect(try ours.runs().map(\.number) == [1, 4, 5])
    }

    @Test func deletedRunsStayDeletedAndTheBinStaysBehind() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        for seed in 1...3 { try fill(theirs, seed: seed) }
        _ = try merge(theirs, into: ours)
        try ours.edit(try ours.runs()[0].id, .binned(true))
        try ours.emptyBin()
        try theirs.edit(try theirs.runs()[1].id, .binned(true))
        #expect(try merge(theirs, into: ours) == [.deleted, .known(3)])
        #expect(try ours.runs().map(\.number) == [2, 3])
    }

    @Test func whatWasLeftUnfinishedIsEndedByTheOther() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        let run = try theirs.running(seed: 1)
        try theirs.append([points("1/valid/auc", from: 1, count: 10) { Double($0) }], to: run.id)
        #expect(try merge(theirs, into: ours) == [.new(1)])
        #expect(try ours.run(run.id).state == .interrupted && ours.points(of: run.id)[0].steps.count == 10)
        try ours.edit(run.id, .note("mine"))
        try theirs.append([points("1/valid/auc", from: 11, count: 10) { Double($0) }], to: run.id)
        try theirs.finish(run.id, with: RunOutcome(state: .done))
        #expect(try merge(theirs, into: ours) == [.changed(1)])
        let ended = try ours.run(run.id)
        #expect(ended.state == .done && ended.note == "mine" && ended.number == 1)
        #expect(try ours.points(of: run.id)[0].steps.count == 20)
    }

    @Test func anOlderStoreIsReadThroughACopyAndANewerOneIsRefused() throws {
        let ours = try store("ours")
        let old = TemporaryFolder()
        let queue = try DatabaseQueue(path: old.path + "/runs.sqlite")
        try Schema.migrator.migrate(queue, upTo: "2 reading options")
        try queue.write { db in
            try db.execute(sql: "INSERT INTO source_table VALUES ('f00d', 'churn.csv', '/data/churn.csv', '{}', 10, 2, '{}')")
            try db.execute(sql: "INSERT INTO recipe VALUES (?, ?)", arguments: [recipe().hash, recipe().json.canonicalText])
            try db.execute(
                sql: """
                    INSERT INTO run (id, state, revision, place, fingerprint, source, recipe, family, metric, created, note)
                    VALUES ('01M80CNN6T9Z1R3HFS49ASAKPR', 'done', 1, 1, 'f00d', '/data/churn.csv', ?, 'boosting', 'auc', 1, 'old')
                    """, arguments: [recipe().hash])
        }
        do {
            let other = try OtherStore(folder: old.path, scratch: ours.folder)
            #expect(try ours.take("01M80CNN6T9Z1R3HFS49ASAKPR", from: other, keepsNumber: true) == .new(1))
        }
        #expect(try ours.runs().map(\.note) == ["old"])
        // It is as it was, and the copy is gone.
        #expect(try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") } == 2)
        #expect(access(ours.folder + "/other-\(getpid()).sqlite", F_OK) != 0)
        try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA user_version = 99") }
        let error = #expect(throws: AssayError.self) { try OtherStore(folder: old.path, scratch: ours.folder) }
        #expect(error?.code == "newer_store")
    }

    @Test func aNumberThatWasGivenMeanwhileIsNotTakenAgain() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        for seed in 1...2 { try fill(theirs, seed: seed) }
        let other = try OtherStore(folder: theirs.folder, scratch: ours.folder)
        let runs = try other.runs()
        #expect(try ours.take(runs[0].id, from: other, keepsNumber: true) == .new(1))
        #expect(try ours.create(newRun(seed: 10)).number == 2)
        #expect(try ours.take(runs[1].id, from: other, keepsNumber: true) == .new(3))
    }

    @Test func aRunThatGoesOnHereByNowIsLeftAlone() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        let run = try theirs.running(seed: 1)
        _ = try merge(theirs, into: ours)
        try theirs.finish(run.id, with: RunOutcome(state: .done))
        let other = try OtherStore(folder: theirs.folder, scratch: ours.folder)
        let there = try other.runs()[0]
        #expect(try ours.standing(of: there) == nil)
        // Between the look and the taking somebody resumes it, or throws it away.
        try ours.requeue(run.id)
        #expect(try ours.take(run.id, from: other, keepsNumber: true) == .known(1))
        #expect(try ours.run(run.id).state == .queued)
        try ours.edit(run.id, .binned(true))
        #expect(try ours.take(run.id, from: other, keepsNumber: true) == .deleted)
    }

    /// Root may write anywhere, and so cannot see this.
    @Test(.enabled(if: geteuid() != 0)) func anOlderStoreThatCannotBeWrittenIsReadThroughACopy() throws {
        let ours = try store("ours")
        let old = TemporaryFolder()
        defer { chmod(old.path, 0o755) }
        let queue = try DatabaseQueue(path: old.path + "/runs.sqlite")
        try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(queue, upTo: "2 reading options")
        try queue.close()
        #expect(chmod(old.path, 0o555) == 0)
        let other = try OtherStore(folder: old.path, scratch: ours.folder)
        #expect(try other.runs().isEmpty)
    }

    @Test func aRunThatNoAssayWroteIsRefusedWhole() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        try fill(theirs, seed: 1)
        try theirs.withoutTransaction { db in try db.execute(sql: "UPDATE run SET classes = 'no list'") }
        #expect(throws: AssayError.self) { try merge(theirs, into: ours) }
        #expect(try ours.runs().isEmpty)
        try theirs.withoutTransaction { db in try db.execute(sql: "UPDATE run SET id = '../../etc', classes = '[]'") }
        let error = #expect(throws: AssayError.self) { try merge(theirs, into: ours) }
        #expect(error?.code == "unusable_run")
        #expect(try ours.runs().isEmpty)
    }

    /// Changes of a stranger's store that its own schema need not forbid; each is refused as a sentence, and nothing ends the process.
    @Test(arguments: [
        "UPDATE run SET number = 'x' || number", "UPDATE run SET state = x'00'", "UPDATE run SET created = NULL",
        "UPDATE run SET threads = 'many'", "UPDATE run SET note = NULL", "UPDATE series SET fold = NULL",
        "UPDATE series SET sealed = -9223372036854775807", "UPDATE series SET count = NULL", "UPDATE series SET best_step = 'a'",
        "UPDATE series SET last_step = 9223372036854775807", "UPDATE series SET sealed = 4611686018427387904",
        "UPDATE chunk SET count = -count", "UPDATE chunk SET count = NULL", "UPDATE chunk SET points = NULL",
        "UPDATE chunk SET first_step = -9223372036854775807, last_step = 9223372036854775807",
        "UPDATE chunk SET last_step = first_step - 1", "UPDATE chunk SET stride = 1000000000000000000",
        "UPDATE chunk SET buckets = 'text'", "UPDATE fold SET training_rows = NULL", "UPDATE prediction SET rows = NULL",
        "UPDATE sealed_look SET at = NULL", "UPDATE sealed_set SET rows = NULL", "UPDATE finding SET level = NULL",
        "INSERT INTO tail VALUES ((SELECT number FROM run), NULL, 0, 'x', NULL)", "UPDATE recipe SET json = NULL",
        "UPDATE source_table SET name = NULL", "ALTER TABLE fold ADD COLUMN more", "DELETE FROM chunk",
        "ALTER TABLE fold RENAME TO f; CREATE VIEW fold AS SELECT * FROM f",
        "UPDATE recipe SET json = replace(json, '\"seed\":1', '\"seed\":2')",
    ]) func whatNoAssayWroteIsRefused(_ change: String) throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        try fill(theirs, seed: 1, points: 300)
        let run = try theirs.runs()[0]
        // Their schema without what ours promises.
        try theirs.withoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON")
            let tables = ["run", "series", "chunk", "tail", "fold", "prediction", "finding", "sealed_look", "sealed_set"]
            for table in tables + ["recipe", "source_table"] {
                let columns = try Row.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table]).map { row in
                    "\"" + (row[0] as String) + "\""
                }
                try db.execute(
                    sql: """
                        CREATE TABLE bare (\(columns.joined(separator: ", ")));
                        INSERT INTO bare SELECT * FROM \(table); DROP TABLE \(table); ALTER TABLE bare RENAME TO \(table)
                        """)
            }
            try db.execute(sql: change)
            #expect(db.changesCount > 0 || change.hasPrefix("ALTER"))
        }
        let error = #expect(throws: AssayError.self) {
            let other = try OtherStore(folder: theirs.folder, scratch: ours.folder)
            _ = try other.runs()
            _ = try ours.take(run.id, from: other, keepsNumber: true)
        }
        #expect(error?.code == "unusable_run", "\(error?.sentence ?? "")")
        #expect(try ours.runs().isEmpty)
    }
}
