public import Recipes
public import Tabular

extension Session {
    /// The alerts that concern a recipe: those of its features and of its target, and of the table as a whole.
    ///
    /// - Complexity: that of a profile.
    public func alerts(for recipe: Recipe, table: Table) -> [Alert] {
        let table = (try? prepared(table, for: recipe)) ?? table
        return profile(of: table, target: recipe.target).alerts.filter { alert in
            guard let column = alert.column else { return true }
            return column == recipe.target.column || recipe.feature(column) != nil
        }
    }
}
