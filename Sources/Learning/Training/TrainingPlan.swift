import Recipes
import Tabular

/// A recipe that has been checked against a table: everything that training needs, and nothing that can still be wrong with it.
struct TrainingPlan {
    let recipe: Recipe
    let learner: any Learner
    let features: FeatureTable
    /// Of the whole table; class -1 or NaN is missing.
    let target: TargetValues
    /// In the order of the probabilities; empty for a quantity.
    let classes: [String]
    let splits: Splits

    /// - Throws: ``AssayError`` that says what to change.
    init(_ recipe: Recipe, on table: Table) throws(AssayError) {
        self.recipe = recipe
        let family = try ModelFamily.named(recipe.model.family)
        guard family.tasks.contains(recipe.target.task) else { throw .wrongTask(family, task: recipe.target.task) }
        learner = try Learners.named(recipe.model.family)
        (target, classes) = try Self.target(recipe.target, of: table)
        features = try FeatureTable(Self.features(of: recipe, table: table), of: table)
        guard !features.features.isEmpty else { throw .noFeatures(table.name) }
        let known = Metric.applicable(to: recipe.target.task, classes: classes.count).map(\.key)
        guard known.contains(recipe.metric) else { throw .metricNotApplicable(recipe.metric, among: known) }
        splits = try Splitter.split(Self.rows(of: recipe, table: table), of: table, by: recipe, target: target)
    }

    private static func target(
        _ wanted: Recipe.Target, of table: Table
    ) throws(AssayError) -> (values: TargetValues, classes: [String]) {
        guard let column = table[wanted.column] else {
            throw .noSuchColumn(wanted.column, in: table.name, known: table.columns.map(\.name))
        }
        switch wanted.task {
        case .classification:
            let (labels, codes) = table.classes(of: wanted)
            guard labels.count > 1 else { throw .oneClass(wanted.column) }
            return (.classes(codes, count: labels.count), labels)
        case .regression:
            guard column.numbers != nil else { throw .targetHoldsWords(wanted.column) }
            let numbers = table.targetNumbers(of: wanted)
            let infinite = numbers.count { $0.isInfinite }
            guard infinite == 0 else { throw .infiniteTarget(wanted.column, count: infinite) }
            return (.numbers(numbers), [])
        }
    }

    /// The features that are on; a column of fold numbers is none.
    private static func features(of recipe: Recipe, table: Table) throws(AssayError) -> [Recipe.Feature] {
        guard recipe.feature(recipe.target.column) == nil else { throw .targetIsFeature(recipe.target.column) }
        guard case .column(let fold) = recipe.split else { return recipe.features }
        return recipe.features.filter { $0.column != fold }
    }

    private static func rows(of recipe: Recipe, table: Table) throws(AssayError) -> [Int32] {
        guard let filter = recipe.filter else { return (0..<table.rowCount).map { Int32($0) } }
        return try RowFilter(parsing: filter).rows(in: table)
    }
}
