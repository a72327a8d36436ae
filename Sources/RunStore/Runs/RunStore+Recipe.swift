import GRDB
public import Recipes

extension RunStore {
    /// Changes the recipe of a run that goes on: one whose lines come from a pipe says only while it runs what it runs with.
    ///
    /// - Throws: ``AssayError`` with code `wrong_state` where the run is over: what was trained is never rewritten.
    public func setRecipe(_ recipe: Recipe, of id: String) throws(AssayError) {
        let hash = recipe.hash
        let text = recipe.json.canonicalText
        try write(.power) { transaction in
            let db = transaction.db
            try db.execute(sql: "INSERT OR IGNORE INTO recipe VALUES (?, ?)", arguments: [hash, text])
            if db.changesCount == 1 { try RecipeValue.write(recipe, hash: hash, db) }
            try db.execute(
                sql: """
                    UPDATE run SET recipe = ?, family = ?, metric = ?, revision = ?
                    WHERE id = ? AND state IN ('running', 'paused')
                    """, arguments: [hash, recipe.model.family, recipe.metric, transaction.revision, id])
            guard db.changesCount == 1 else {
                let number = try Self.number(of: id, db)
                throw AssayError.runIs(try record(db, number: number).state, number: number, wanted: [.running, .paused])
            }
        }
    }
}
