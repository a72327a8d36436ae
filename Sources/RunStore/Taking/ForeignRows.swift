import GRDB
import Synchronization

/// Rows of a store that may come from a stranger: whether they hold what ours may hold. A schema of theirs need not say so, and what
/// is read as a number without being one ends the process.
struct ForeignRows {
    let source: Database
    /// Ours, whose columns are the measure.
    let db: Database
    private let other: OtherStore

    init(_ source: Database, of other: OtherStore, like db: Database) throws {
        (self.source, self.db, self.other) = (source, db, other)
        let schema = try Int.fetchOne(source, sql: "PRAGMA schema_version") ?? 0
        other.oddities.withLock { if $0.schema != schema { $0 = (schema, [:]) } }
    }

    /// Whether all rows of a table that meet a condition have the columns and the kinds of values that the table has here.
    ///
    /// - Complexity: O(rows); what stands in large cells is not read.
    func areSound(_ table: String, where condition: String, _ arguments: StatementArguments) throws -> Bool {
        guard let odd = try oddity(of: table) else { return false }
        let find = try source.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE (\(condition)) AND \(odd) LIMIT 1")
        return try Int.fetchOne(find, arguments: arguments) == nil
    }

    /// The condition that rows meet which ours could not hold; nil where the table is another one. It is found once for all runs.
    private func oddity(of table: String) throws -> String? {
        if let known = other.oddities.withLock({ $0.conditions[table] }) { return known }
        // A view could give other rows the next time.
        let kind = try String.fetchOne(source, sql: "SELECT type FROM sqlite_master WHERE name = ?", arguments: [table])
        guard kind == "table" else { return nil }
        let all = "SELECT * FROM \(table)"
        guard try Set(source.makeStatement(sql: all).columnNames) == Set(db.makeStatement(sql: all).columnNames) else {
            return nil
        }
        let columns = try Row.fetchAll(
            db, sql: "SELECT name, type, \"notnull\" OR pk > 0 FROM pragma_table_info(?)", arguments: [table])
        let tests = columns.map { column in
            let (name, type, isNeeded): (String, String, Bool) = (column[0], column[1], column[2])
            let kinds = (Self.kinds[type] ?? "'\(type.lowercased())'") + (isNeeded ? "" : ", 'null'")
            return "typeof(\(table).\"\(name)\") IN (\(kinds))"
        }
        let odd = "NOT (\(tests.joined(separator: " AND ")))"
        other.oddities.withLock { $0.conditions[table] = odd }
        return odd
    }

    /// What a column of a declared type may hold.
    private static let kinds = ["REAL": "'real', 'integer'"]
}
