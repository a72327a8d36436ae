import GRDB
public import Recipes

/// Small things that a project remembers: the baseline, the theme, how many workers may run.
extension RunStore {
    /// The value of a setting, or nil.
    public func setting(_ key: String) throws(AssayError) -> String? {
        try read { db in try String.fetchOne(db, sql: "SELECT value FROM setting WHERE key = ?", arguments: [key]) }
    }

    /// Sets or, with nil, forgets a setting.
    public func set(_ key: String, to value: String?) throws(AssayError) {
        try write(.power) { transaction in
            if let value {
                try transaction.db.execute(sql: "INSERT OR REPLACE INTO setting VALUES (?, ?)", arguments: [key, value])
            } else {
                try transaction.db.execute(sql: "DELETE FROM setting WHERE key = ?", arguments: [key])
            }
        }
    }
}
