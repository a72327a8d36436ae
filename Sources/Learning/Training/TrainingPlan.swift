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
    /// Of the whole table, where a column says how much rows count.
    let rowWeights: [Double]?

    /// - Parameters:
    ///   - recipe: what is to be trained.
    ///   - table: as the recipe's steps leave it.
    ///   - memory: has values that an earlier training read.
    ///   - readsFeatures: false where only the rest is wanted; features are checked nevertheless.
    ///   - threads: that read the features.
    /// - Throws: ``AssayError`` that says what to change.
    init(
        _ recipe: Recipe, on table: Table, memory: TrainingMemory? = nil, readsFeatures: Bool = true, threads: Int = 1
    ) throws(AssayError) {
        self.recipe = recipe
        let family = try ModelFamily.named(recipe.model.family)
        guard family.tasks.contains(recipe.target.task) else { throw .wrongTask(family, task: recipe.target.task) }
        learner = try Learners.named(recipe.model.family)
        (target, classes) = try Self.target(recipe.target, of: table)
        let wanted = try Self.features(of: recipe, table: table)
        guard !wanted.isEmpty else { throw .noFeatures(table.name) }
        features =
            readsFeatures
            ? try FeatureTable(wanted, of: table, memory: memory, threads: threads)
            : try FeatureTable(withoutRows: wanted, of: table)
        let known = Metric.applicable(to: recipe.target.task, classes: classes.count).map(\.key)
        guard known.contains(recipe.metric) else { throw .metricNotApplicable(recipe.metric, among: known) }
        try Self.checkDecision(of: recipe, classes: classes.count)
        if recipe.trainer != nil, recipe.resample != .none { throw .resampleOutside }
        splits = try Splitter.split(Self.rows(of: recipe, table: table), of: table, by: recipe, target: target)
        rowWeights = try Self.weights(of: recipe, table: table, rows: splits.unsealed)
    }

    /// The column of weights, which has to have one for every row that trains.
    private static func weights(
        of recipe: Recipe, table: Table, rows: TrainingRows
    ) throws(AssayError) -> [Double]? {
        guard let name = recipe.weight else { return nil }
        guard let column = table[name] else { throw .noSuchColumn(name, in: table.name, known: table.columns.map(\.name)) }
        guard let numbers = column.numbers else { throw .weightHoldsWords(name) }
        for row in rows.rows {
            let weight = numbers[Int(row)]
            guard weight.isFinite, weight >= 0 else {
                let what = weight.isNaN ? "missing" : JSON.number(weight).canonicalText
                throw .weightUnusable(name, row: Int(row) + 1, weight.isInfinite ? "infinite" : what)
            }
        }
        return Array(numbers)
    }

    /// How much rows count in a fit on these ones: the column of weights, times what balances the classes where the model asks for
    /// that; nil where all count the same.
    ///
    /// - Throws: ``AssayError`` where nothing is left of any row.
    func weights(forFitting rows: TrainingRows) throws(AssayError) -> [Double]? {
        if let name = recipe.weight, let rowWeights, rows.rows.allSatisfy({ rowWeights[Int($0)] == 0 }) {
            throw .weightsAreZero(name)
        }
        guard recipe.model.text("class_weight") == "balanced", case .classes(let codes, let count) = target else {
            return rowWeights
        }
        var counts = [Double](repeating: 0, count: count)
        for row in rows.rows { counts[Int(codes[Int(row)])] += 1 }
        let present = Double(counts.count { $0 > 0 })
        let share = counts.map { $0 > 0 ? Double(rows.rows.count) / (present * $0) : 1 }
        var weights = rowWeights ?? [Double](repeating: 1, count: codes.count)
        for row in rows.rows { weights[Int(row)] *= share[Int(codes[Int(row)])] }
        return weights
    }

    /// Classes are evened out, corrected and decided on where there are classes.
    private static func checkDecision(of recipe: Recipe, classes: Int) throws(AssayError) {
        if recipe.resample != .none, classes == 0 { throw .needsClasses("resample") }
        if recipe.calibration != .none, classes == 0 { throw .needsClasses("calibration") }
        if recipe.threshold != .standard, classes != 2 { throw .thresholdNeedsTwoClasses(classes) }
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

    /// The features that are on; a column of fold numbers or of weights is none.
    private static func features(of recipe: Recipe, table: Table) throws(AssayError) -> [Recipe.Feature] {
        guard recipe.feature(recipe.target.column) == nil else { throw .targetIsFeature(recipe.target.column) }
        var apart: Set<String> = []
        if case .column(let fold) = recipe.split { apart.insert(fold) }
        if let weight = recipe.weight { apart.insert(weight) }
        return apart.isEmpty ? recipe.features : recipe.features.filter { !apart.contains($0.column) }
    }

    private static func rows(of recipe: Recipe, table: Table) throws(AssayError) -> [Int32] {
        guard let filter = recipe.filter else { return (0..<table.rowCount).map { Int32($0) } }
        return try RowFilter(parsing: filter).rows(in: table)
    }
}
