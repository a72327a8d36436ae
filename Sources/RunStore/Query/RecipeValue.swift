import GRDB
import Recipes

/// What stands in a recipe as rows of the table `recipe_value`, by which runs are found.
enum RecipeValue {
    /// Names and values; a name that holds a list stands once for each.
    static func all(of recipe: Recipe) -> [(name: String, value: String, number: Double?)] {
        var rows: [(String, String, Double?)] = [
            ("name", recipe.modelName, nil), ("target", recipe.target.column, nil), ("task", recipe.target.task.rawValue, nil),
            ("split", recipe.split.description, nil), ("metric", recipe.metric, nil), ("seed", "", Double(recipe.seed)),
            ("split_seed", "", Double(recipe.splitSeed)), ("sealed", "", recipe.sealed), ("filter", recipe.filter ?? "", nil),
            ("weight", recipe.weight ?? "", nil), ("resample", recipe.resample.description, nil),
            ("calibration", recipe.calibration.rawValue, nil),
        ]
        rows += recipe.features.map { ("feature", $0.column, nil) }
        rows += recipe.model.parameters.map { name, value in
            ("model." + name, value.description, Double(value.description))
        }
        return rows
    }

    static func write(_ recipe: Recipe, hash: String, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO recipe_value VALUES (?, ?, ?, ?)")
        for row in all(of: recipe) {
            try statement.execute(arguments: [row.name, hash, row.value.lowercased(), row.number])
        }
    }
}
