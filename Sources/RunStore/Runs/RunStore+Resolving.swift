import GRDB
public import Recipes

extension RunStore {
    /// The run that a person means: its number (`12`, `#12`), its id or the beginning of it in either case, `last`, `baseline`.
    ///
    /// - Throws: ``AssayError`` with code `no_such_run` or `ambiguous`.
    public func resolve(_ name: String) throws(AssayError) -> RunRecord {
        let wanted = String(name.drop { $0 == " " || $0 == "#" }).trimmingBlanks()
        if wanted.lowercased() == "last" {
            guard let record = try records(where: "number = (SELECT max(number) FROM run WHERE binned IS NULL)").first else {
                throw .noRunYet("last")
            }
            return record
        }
        if wanted.lowercased() == "baseline" {
            guard let id = try baseline() else { throw .noRunYet("baseline") }
            return try run(id)
        }
        // Ids begin with a zero for the next centuries, numbers never do.
        if let number = Int(wanted), !wanted.hasPrefix("0"), !wanted.hasPrefix("+") {
            if let record = try records(where: "number = ?", [number]).first { return record }
        }
        guard ULID.isPrefix(wanted) else { throw .noSuchRun(name) }
        let prefix = wanted.uppercased()
        // "a" stands above every character that an id may hold.
        let found = try read { db in
            try Int.fetchAll(
                db, sql: "SELECT number FROM run WHERE id >= ? AND id < ? ORDER BY number", arguments: [prefix, prefix + "a"])
        }
        guard let first = found.first else { throw .noSuchRun(name) }
        guard found.count == 1 else { throw .ambiguousRun(name, numbers: Array(found.prefix(4)), total: found.count) }
        return try records(where: "number = ?", [first])[0]
    }
}

extension String {
    /// Without blanks at either end.
    func trimmingBlanks() -> String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
