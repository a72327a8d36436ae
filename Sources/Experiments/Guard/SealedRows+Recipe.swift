public import Recipes
public import RunStore
import Tabular

extension SealedRows {
    /// The rows that a recipe seals, named so that looks of all recipes at the same rows are counted together.
    ///
    /// - Parameters:
    ///   - recipe: what seals them.
    ///   - rows: of the prepared table, ascending.
    public init(of recipe: Recipe, rows: [Int32]) {
        // Steps that leave the rows as they are change no row's number.
        let deciding = recipe.steps.inForce.prefix(1 + (recipe.steps.inForce.lastIndex(where: \.changesRows) ?? -1))
        let text = JSON.array(deciding.map(\.json)).canonicalText
        self.init(fingerprint: recipe.source.fingerprint, preparation: text, rows: rows)
    }
}
