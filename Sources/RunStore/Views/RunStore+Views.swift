import GRDB
public import Recipes

extension RunStore {
    private static let viewPrefix = "view/"

    /// The names of the views that are kept, in order, with the views.
    public func views() throws(AssayError) -> [(name: String, view: RunView)] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT key, value FROM setting WHERE substr(key, 1, ?) = ? ORDER BY key",
                arguments: [Self.viewPrefix.count, Self.viewPrefix]
            ).compactMap { row -> (String, RunView)? in
                guard let json = try? JSON(parsing: row[1]) else { return nil }
                return (String((row[0] as String).dropFirst(Self.viewPrefix.count)), RunView(json: json))
            }
        }
    }

    /// The view with this name.
    ///
    /// - Throws: ``AssayError`` with the nearest name where there is none.
    public func view(_ name: String) throws(AssayError) -> RunView {
        let all = try views()
        if let found = all.first(where: { $0.name == name }) ?? all.first(where: { $0.name.isSameWord(as: name) }) {
            return found.view
        }
        guard !all.isEmpty else {
            throw AssayError(
                code: "unknown_view", message: "there is no view \"\(name)\"", hint: "assay runs --save-view NAME keeps one",
                isUsage: true)
        }
        throw .unknownWord(name, kind: "view", known: all.map(\.name))
    }

    /// Keeps a view under a name, in place of the one that had it; nil forgets it.
    ///
    /// - Throws: ``AssayError`` where the name is empty or longer than 60 characters.
    public func keep(_ view: RunView?, as name: String) throws(AssayError) {
        let name = name.trimmingBlanks()
        guard !name.isEmpty, name.count <= 60, name.allSatisfy({ !$0.isNewline }) else {
            throw AssayError(
                code: "unusable_name", message: "\"\(name)\" cannot name a view", hint: "write 1 to 60 characters on one line",
                isUsage: true)
        }
        try set(Self.viewPrefix + name, to: view.map(\.json.canonicalText))
    }
}
