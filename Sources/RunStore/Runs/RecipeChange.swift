import GRDB
public import Recipes

/// A recipe in the store that is not what it was when it was kept.
public struct RecipeChange: Sendable, Hashable {
    /// The hash under which it was kept, and that of what is there now.
    public var recordedHash: String
    public var foundHash: String
    /// The fields that differ, each with the value that was recorded and the one that was found; empty where only the hash tells.
    public var fields: [RecipeDifference]
}

extension RunStore {
    /// What somebody changed in the recipe of a run past this program; nil where it is what it was.
    ///
    /// A recipe is kept under its hash, so a change shows. What changed is told by the copy that is kept beside it, or, in stores
    /// of before there was one, by what stands in it for searching.
    ///
    /// - Throws: ``AssayError`` where the run is not there, or what stands in the store is no recipe any more.
    public func recipeChange(of id: String) throws(AssayError) -> RecipeChange? {
        try read { db in
            let number = try Self.number(of: id, db)
            let row = try Row.fetchOne(
                db, sql: "SELECT hash, json FROM recipe WHERE hash = (SELECT recipe FROM run WHERE number = ?)",
                arguments: [number])
            guard let row else { return nil }
            let hash: String = row[0]
            let found = try Recipe(json: JSON(parsing: row[1]))
            guard found.hash != hash else { return nil }
            var change = RecipeChange(recordedHash: hash, foundHash: found.hash, fields: [])
            let values = try Row.fetchAll(
                db, sql: "SELECT name, text, number FROM recipe_value WHERE recipe = ?", arguments: [hash]
            ).map { (name: $0[0] as String, text: $0[1] as String, number: $0[2] as Double?) }
            if let copy = values.first(where: { $0.name == RecipeValue.copy }),
                let recorded = try? Recipe(json: JSON(parsing: copy.text)), recorded.hash == hash
            {
                change.fields = Recipe.differences(among: [recorded, found])
            } else {
                change.fields = RecipeValue.differences(from: values, in: found)
            }
            return change
        }
    }
}
