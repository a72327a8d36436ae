import Experiments
public import Recipes
import RunStore
public import Tabular

extension Session {
    /// A table with what each step makes of it. What was made before is taken over as far as the steps are the same.
    ///
    /// - Parameters:
    ///   - table: the table as it was read, or one that was prepared of it before.
    ///   - steps: what is done; the first step that cannot be done is the result's failure.
    ///   - target: the column that is predicted, which no step may read into another one.
    /// - Returns: the table after every step that could be done.
    public func preparation(of table: Table, by steps: [Step], target: String?) -> Preparation {
        let made = preparation(of: source(of: table) ?? table, target: target).attempting(steps, load: project.stepTables)
        keep(made)
        return made
    }

    /// How a table was prepared last, as far as that is known; nothing was done to it otherwise.
    public func preparation(of source: Table) -> Preparation {
        known(of: source) ?? Preparation(of: source)
    }

    /// The table that a recipe is run on.
    ///
    /// - Parameters:
    ///   - table: the table as it was read, or one that was prepared of it before.
    ///   - recipe: its steps are done.
    /// - Returns: the prepared table; its remarks say what each step did beyond its words.
    /// - Throws: ``AssayError`` of the step that cannot be done.
    public func prepared(_ table: Table, for recipe: Recipe) throws(AssayError) -> Table {
        try prepared(table, by: recipe.steps, target: recipe.target.column)
    }

    /// The same for steps alone, the first `startingSteps` of which are those of ``startingSteps(of:)``.
    ///
    /// - Throws: ``AssayError`` of the step that cannot be done.
    public func prepared(_ table: Table, by steps: [Step], startingSteps: Int = 0, target: String? = nil) throws(AssayError)
        -> Table
    {
        if table.steps == steps { return table }
        let made = preparation(of: table, by: steps, target: target)
        if let failure = made.failure { throw failure.place < startingSteps ? naming(failure.error) : failure.error }
        return made.table
    }

    /// The steps of `assay.toml`, which come first on the project's data file; none on another file, and where the project names no
    /// data file, those of every table.
    public func startingSteps(of path: String) -> [Step] { project.data == nil || isData(path) ? project.steps : [] }

    /// The same for a table that was opened last.
    func startingSteps(of table: Table) -> [Step] {
        project.steps.isEmpty ? [] : startingSteps(of: path(of: table) ?? "")
    }

    /// An error of a step of `assay.toml` with the file that it stands in.
    private func naming(_ error: AssayError) -> AssayError {
        var error = error
        error.message = "\(project.configurationFile), [[steps]]: " + error.message
        return error
    }

    /// The table that a run was trained on, as far as it can still be made.
    func preparedTable(of run: RunRecord) -> Table? {
        table(of: run).flatMap { try? prepared($0, for: run.recipe) }
    }
}

extension Recipe {
    /// Takes features off that a table has no more, and switches those on that it has new, where their kind makes a feature.
    ///
    /// - Parameters:
    ///   - table: the table as it is now.
    ///   - before: the names that the table had.
    public mutating func takeColumns(of table: Table, insteadOf before: [String]) {
        for feature in features where table[feature.column] == nil { removeFeature(feature.column) }
        let known = Set(before)
        for column in table.columns where !known.contains(column.name) && column.kind.isFeatureByDefault {
            if column.name != target.column, !split.columns.contains(column.name) {
                insert(Feature(column: column.name, kind: column.kind))
            }
        }
    }
}
