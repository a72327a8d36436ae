import GRDB
import Recipes

/// The schema, as named steps that are only ever appended to. Each sets `user_version` to its place, which is what opening looks
/// at: one number tells an old store, a current one and a newer one apart.
enum Schema {
    /// The number of steps this build knows.
    static let version = 6
    /// `assay` as SQLite's application id, so that another program's database is told from ours.
    static let applicationID = 0x6173_7379

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 runs, points, journal") { db in
            try db.execute(sql: first)
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        // What is said of a file is more than the kinds of its columns by now.
        migrator.registerMigration("2 reading options") { db in
            try db.execute(sql: "ALTER TABLE source_table ADD COLUMN reading TEXT NOT NULL DEFAULT '{}'")
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        // A threshold that was chosen belongs to the result; the recipe only says how it is chosen.
        migrator.registerMigration("3 decisions") { db in
            try db.execute(sql: "ALTER TABLE run ADD COLUMN decision TEXT NOT NULL DEFAULT '{}'")
            try db.execute(sql: "PRAGMA user_version = 3")
        }
        // What is asked of thousands of runs is looked up, not read out of their documents.
        migrator.registerMigration("4 searching and the bin") { db in
            try db.execute(sql: fourth)
            for row in try Row.fetchAll(db, sql: "SELECT hash, json FROM recipe") {
                // A recipe that this build cannot read is found by nothing that stands in it.
                guard let recipe = try? Recipe(json: JSON(parsing: row[1])) else { continue }
                try RecipeValue.write(recipe, hash: row[0], db)
            }
            try db.execute(sql: "PRAGMA user_version = 4")
        }
        migrator.registerMigration("5 findings and looks at sealed rows") { db in
            try db.execute(sql: guarding)
            try db.execute(sql: "PRAGMA user_version = 5")
        }
        // A table that has changed may have left the rows that are scored as they were: recipes cannot tell.
        migrator.registerMigration("6 scored rows") { db in
            try db.execute(sql: "ALTER TABLE run ADD COLUMN scored TEXT")
            try db.execute(sql: "PRAGMA user_version = 6")
        }
        return migrator
    }

    private static let fourth = """
        -- What stands in a recipe, by name: words in lower case, and numbers beside them. A name may stand several times.
        CREATE TABLE recipe_value (
            name TEXT NOT NULL,
            recipe TEXT NOT NULL REFERENCES recipe (hash) ON DELETE CASCADE,
            text TEXT NOT NULL,
            number REAL,
            PRIMARY KEY (name, recipe, text)
        ) WITHOUT ROWID;
        CREATE INDEX recipe_value_by_recipe ON recipe_value (recipe);

        CREATE INDEX run_by_recipe ON run (recipe);
        CREATE INDEX run_metric_by_value ON run_metric (metric, mean);
        CREATE INDEX series_by_metric ON series (metric, rows, run, fold, best, best_step, last);

        -- Runs that were deleted for good, for the screens that still show them.
        CREATE TABLE purged (
            id TEXT PRIMARY KEY,
            revision INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX purged_by_revision ON purged (revision);
        """

    private static let first = """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE counter (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            revision INTEGER NOT NULL
        );
        INSERT INTO counter VALUES (1, 0);

        CREATE TABLE source_table (
            fingerprint TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            path TEXT NOT NULL,
            kinds TEXT NOT NULL,
            rows INTEGER NOT NULL,
            columns INTEGER NOT NULL
        );

        CREATE TABLE recipe (
            hash TEXT PRIMARY KEY,
            json TEXT NOT NULL
        );

        CREATE TABLE run (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL,
            revision INTEGER NOT NULL,
            place REAL NOT NULL,
            parent TEXT,
            fingerprint TEXT NOT NULL REFERENCES source_table (fingerprint),
            source TEXT NOT NULL,
            recipe TEXT NOT NULL REFERENCES recipe (hash),
            family TEXT NOT NULL,
            metric TEXT NOT NULL,
            folds INTEGER NOT NULL DEFAULT 0,
            done INTEGER NOT NULL DEFAULT 0,
            total INTEGER NOT NULL DEFAULT 0,
            created REAL NOT NULL,
            started REAL,
            finished REAL,
            seconds TEXT NOT NULL DEFAULT '{}',
            classes TEXT NOT NULL DEFAULT '[]',
            pid INTEGER,
            host TEXT,
            threads INTEGER NOT NULL DEFAULT 0,
            environment TEXT NOT NULL DEFAULT '{}',
            failure TEXT,
            note TEXT NOT NULL DEFAULT '',
            binned REAL
        );
        CREATE INDEX run_by_revision ON run (revision);
        CREATE INDEX run_by_state ON run (state, place);

        -- One row a metric with the folds' values in order, so that a table of runs is one quick scan.
        CREATE TABLE run_metric (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            metric TEXT NOT NULL,
            mean REAL,
            sd REAL,
            folds BLOB NOT NULL,
            PRIMARY KEY (run, metric)
        ) WITHOUT ROWID;

        CREATE TABLE fold (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            fold INTEGER NOT NULL,
            training_rows INTEGER NOT NULL,
            validation_rows INTEGER NOT NULL,
            best_step INTEGER,
            PRIMARY KEY (run, fold)
        ) WITHOUT ROWID;

        CREATE TABLE fold_score (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            fold INTEGER NOT NULL,
            metric TEXT NOT NULL,
            value REAL NOT NULL,
            by_convention INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (run, fold, metric)
        ) WITHOUT ROWID;

        CREATE TABLE importance (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            column_name TEXT NOT NULL,
            mean REAL NOT NULL,
            sd REAL NOT NULL,
            PRIMARY KEY (run, place)
        ) WITHOUT ROWID;

        CREATE TABLE tag (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            tag TEXT NOT NULL,
            PRIMARY KEY (run, tag)
        ) WITHOUT ROWID;

        -- count and sealed are points; those from sealed on stand in tails. best is exact, and NULL while all are missing.
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            fold TEXT NOT NULL,
            rows TEXT NOT NULL,
            metric TEXT NOT NULL,
            higher INTEGER NOT NULL,
            count INTEGER NOT NULL DEFAULT 0,
            sealed INTEGER NOT NULL DEFAULT 0,
            best REAL,
            best_step INTEGER,
            last REAL,
            last_step INTEGER,
            UNIQUE (run, fold, rows, metric)
        );

        -- One row a commit: the points of all series that it brought.
        CREATE TABLE tail (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            sequence INTEGER NOT NULL,
            milliseconds INTEGER NOT NULL,
            crc INTEGER NOT NULL,
            points BLOB NOT NULL,
            PRIMARY KEY (run, sequence)
        );

        -- The values stand last, so that a picture reads the buckets without touching them.
        CREATE TABLE chunk (
            series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
            first INTEGER NOT NULL,
            first_step INTEGER NOT NULL,
            last_step INTEGER NOT NULL,
            stride INTEGER NOT NULL,
            count INTEGER NOT NULL,
            low REAL,
            high REAL,
            last REAL,
            buckets BLOB NOT NULL,
            steps BLOB,
            points BLOB NOT NULL,
            PRIMARY KEY (series, first)
        );

        CREATE TABLE prediction (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            fold INTEGER NOT NULL,
            evictable INTEGER NOT NULL,
            rows BLOB NOT NULL,
            points BLOB NOT NULL,
            PRIMARY KEY (run, fold)
        );

        CREATE TABLE model (
            run INTEGER PRIMARY KEY REFERENCES run (number) ON DELETE CASCADE,
            evictable INTEGER NOT NULL,
            bytes BLOB NOT NULL
        );

        CREATE TABLE command (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            sequence INTEGER NOT NULL,
            kind TEXT NOT NULL,
            payload TEXT NOT NULL,
            at REAL NOT NULL,
            applied_fold TEXT,
            applied_step INTEGER,
            PRIMARY KEY (run, sequence)
        ) WITHOUT ROWID;

        CREATE TABLE setting (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            screen TEXT NOT NULL,
            action TEXT NOT NULL,
            undo TEXT NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0,
            at REAL NOT NULL
        );
        """

    private static let guarding = """
        -- Which checks were silenced, and whether all others have been through.
        ALTER TABLE run ADD COLUMN guarding TEXT NOT NULL DEFAULT '{}';

        CREATE TABLE finding (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            code TEXT NOT NULL,
            level TEXT NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (run, place)
        ) WITHOUT ROWID;

        -- Rows that were sealed and have been looked at: those of a table as steps and filter left it.
        CREATE TABLE sealed_set (
            id INTEGER PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            preparation TEXT NOT NULL,
            rows BLOB NOT NULL
        );

        -- Sets that share a row, each with itself too, both ways round.
        CREATE TABLE sealed_overlap (
            one INTEGER NOT NULL,
            other INTEGER NOT NULL,
            PRIMARY KEY (one, other)
        ) WITHOUT ROWID;

        -- A look stays counted when its run is gone; its scores are empty once the run was trained anew.
        CREATE TABLE sealed_look (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            run INTEGER NOT NULL,
            sealed_set INTEGER NOT NULL,
            at REAL NOT NULL,
            rows INTEGER NOT NULL,
            metrics TEXT NOT NULL
        );
        CREATE INDEX sealed_look_by_run ON sealed_look (run);
        CREATE INDEX sealed_look_by_set ON sealed_look (sealed_set);
        """
}
