import GRDB
import Recipes

/// What stands in a recipe as rows of the table `recipe_value`, by which runs are found.
enum RecipeValue {
    /// The name of the row that has the whole document once more: a recipe that was changed past this program is held against it.
    static let copy = "document"

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
        try statement.execute(arguments: [copy, hash, recipe.json.canonicalText, nil])
    }

    /// The names under which a recipe has other values than were kept for searching; a list is left out where it is the same.
    static func differences(
        from kept: [(name: String, text: String, number: Double?)], in recipe: Recipe
    ) -> [RecipeDifference] {
        func lists(_ rows: [(name: String, text: String, number: Double?)]) -> [String: [String]] {
            Dictionary(grouping: rows, by: \.name).mapValues { rows in
                rows.map { row in row.text.isEmpty ? row.number.map(JSON.numberText) ?? "" : row.text }.sorted()
            }
        }
        let then = lists(kept.filter { $0.name != copy })
        let now = lists(all(of: recipe).map { ($0.name, $0.value.lowercased(), $0.number) })
        func value(_ list: [String]?) -> JSON { .text(list?.joined(separator: ", ")) }
        return Set(then.keys).union(now.keys).sorted().filter { then[$0] != now[$0] }.map {
            RecipeDifference(field: $0, values: [value(then[$0]), value(now[$0])])
        }
    }
}
