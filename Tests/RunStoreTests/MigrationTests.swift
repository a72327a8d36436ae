import GRDB
import Recipes
import TestSupport
import Testing

@testable import RunStore

/// A store of an older build is copied, then brought up to date with all that it holds.
@Suite struct MigrationTests {
    let folder = TemporaryFolder()

    /// A store as the build with this step left it, with one run.
    private func makeStore(upTo step: String) throws {
        let queue = try DatabaseQueue(path: folder.path + "/runs.sqlite")
        try Schema.migrator.migrate(queue, upTo: step)
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO source_table (fingerprint, name, path, kinds, rows, columns)
                    VALUES ('f00d', 'churn.csv', '/data/churn.csv', '{}', 10, 2)
                    """)
            try db.execute(sql: "INSERT INTO recipe VALUES ('cafe', ?)", arguments: [recipe().json.canonicalText])
            try db.execute(
                sql: """
                    INSERT INTO run (id, state, revision, place, fingerprint, source, recipe, family, metric, created, note)
                    VALUES ('01', 'done', 1, 1, 'f00d', '/data/churn.csv', 'cafe', 'boosting', 'auc', 1, 'kept')
                    """)
        }
        try queue.close()
    }

    /// The last step of each older version, which begins with its number.
    @Test(arguments: Schema.migrator.migrations.dropLast())
    func anOlderStoreIsCopiedAndThenUnderstood(_ step: String) throws {
        try makeStore(upTo: step)
        let version = Int(step.prefix { $0.isNumber }) ?? 0
        #expect((1..<Schema.version).contains(version))
        do {
            let store = try RunStore(folder: folder.path)
            let run = try #require(try store.runs().first)
            #expect(run.note == "kept" && run.recipe == recipe())
            #expect(try store.damage() == [])
            #expect(store.backups == [RunStore.backupPath(version: version, folder: folder.path)])
        }
        let copy = try DatabaseQueue(path: RunStore.backupPath(version: version, folder: folder.path))
        let (kept, notes) = try copy.read { db in
            (try Int.fetchOne(db, sql: "PRAGMA user_version"), try String.fetchAll(db, sql: "SELECT note FROM run"))
        }
        #expect(kept == version && notes == ["kept"])
        // Once it is up to date, nothing is copied any more.
        #expect(try RunStore(folder: folder.path).backups.count == 1)
    }
}
