import GRDB
public import Recipes

extension RunStore {
    /// What is wrong with the file, a sentence each; empty where nothing is.
    ///
    /// SQLite's own look at every page, rows that belong to nothing, and series whose points are not as many as they say.
    ///
    /// - Complexity: reads the whole store.
    public func damage() throws(AssayError) -> [String] {
        var found = try read { db in
            let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                "a row of \(row[0] as String? ?? "?") belongs to nothing in \(row[2] as String? ?? "?")"
            }
            return pages + orphans
        }
        guard found.isEmpty else { return found }
        for run in try runs() {
            let counts = Dictionary(try series(of: run.id).map { ($0.name, $0.count) }) { first, _ in first }
            for points in try points(of: run.id) where counts[points.name] != points.steps.count {
                let kept = counts[points.name] ?? 0
                found.append("\(points.name) of run \(run.number) has \(points.steps.count) points where \(kept) were kept")
            }
        }
        return found
    }
}
