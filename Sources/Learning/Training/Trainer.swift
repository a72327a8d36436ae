public import Recipes
public import Tabular

/// Runs recipes on tables.
public enum Trainer {
    /// Checks that the recipe can be run on the table: columns there, a feature on, enough rows for the folds.
    ///
    /// - Throws: ``AssayError`` that says what to change.
    /// - Complexity: O(rows log rows): the folds are made.
    public static func check(_ recipe: Recipe, on table: Table) throws(AssayError) {
        _ = try TrainingPlan(recipe, on: table, readsFeatures: false)
    }

    /// Trains and scores every fold, then refits. The same bits for every number of threads.
    ///
    /// Where the monitor stops, the fit in progress ends at its step and is scored; later folds and the refit are not started.
    ///
    /// From a checkpoint that ``TrainingMonitor/keep(_:)`` got of the same recipe and table, folds that were done are not done again; the
    /// bits are those of a run that was never interrupted.
    ///
    /// - Parameters:
    ///   - recipe: what is trained.
    ///   - table: as the recipe's steps leave it.
    ///   - threads: so many at the most.
    ///   - monitor: looks on and steers.
    ///   - checkpoint: where an earlier execution was.
    ///   - memory: keeps for the next training what this one has in common with it; changes no bit.
    /// - Returns: nil where the monitor cancelled.
    /// - Throws: ``AssayError`` where the recipe cannot be run on the table.
    public static func run(
        _ recipe: Recipe, on table: Table, threads: Int, monitor: any TrainingMonitor, from checkpoint: TrainingCheckpoint? = nil,
        memory: TrainingMemory? = nil
    ) throws(AssayError) -> TrainingResult? {
        memory?.turn(to: table)
        var run = TrainingRun(
            plan: try TrainingPlan(recipe, on: table, memory: memory, threads: threads), threads: threads, monitor: monitor,
            from: checkpoint)
        return try run.execute()
    }

    /// The divisions that a recipe makes of a table's rows, the sealed ones among them.
    ///
    /// - Throws: ``AssayError`` where the recipe cannot be run on the table.
    public static func splits(of recipe: Recipe, on table: Table) throws(AssayError) -> Splits {
        try TrainingPlan(recipe, on: table, readsFeatures: false).splits
    }
}
