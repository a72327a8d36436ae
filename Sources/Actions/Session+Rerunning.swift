import Exchange
import Experiments
public import Recipes
public import RunStore
public import Tabular

extension Session {
    /// The file of a run, or another in its place, as it is now; read as the run's was, as far as somebody said how.
    ///
    /// - Throws: ``AssayError`` for what cannot be read, and for runs that had no table.
    public func tableNow(of run: RunRecord, at path: String? = nil) throws(AssayError) -> Table {
        guard run.recipe.trainer?.isLines != true else { throw .noTable(run) }
        let reading = try storeIfThere()?.table(run.recipe.source.fingerprint)?.reading ?? [:]
        return try openTable(path: path.map(Self.absolute) ?? run.source, options: ReadingOptions(json: reading))
    }

    /// The recipe of a run on another table: all is as it was, but for the data.
    ///
    /// - Throws: ``AssayError`` where the table is the one that the run was trained on, or lacks a column that the recipe has, or
    ///   the recipe was trained on it before.
    public func recipe(of run: RunRecord, on table: Table) throws(AssayError) -> Recipe {
        guard run.recipe.trainer?.isLines != true else { throw .noTable(run) }
        guard table.source.fingerprint != run.recipe.source.fingerprint else { throw .sameTable(run) }
        // Steps of `assay.toml` stand in the recipe already.
        var request = RunRequest()
        request.ignoresProjectSteps = true
        let recipe = try recipe(for: table, request: request, base: run.recipe)
        let known = try runs(query: "model:\(run.recipe.model.family)").first { other in
            other.recipe == recipe && (other.state.hasResult || !other.state.isOver)
        }
        if let known { throw .knownOnTable(run, known) }
        return recipe
    }
}

extension AssayError {
    /// A run of lines, or of another tracker.
    static func noTable(_ run: RunRecord) -> AssayError {
        AssayError(
            code: "no_table", message: "run \(run.number) has no table here that it could be trained on",
            hint: "choose one that assay train made")
    }

    /// It was done before.
    static func knownOnTable(_ run: RunRecord, _ known: RunRecord) -> AssayError {
        AssayError(
            code: "same_table", message: "run \(known.number) is run \(run.number) on \(known.table) as it is now",
            hint: "assay compare \(run.number) \(known.number) sets them side by side")
    }

    /// There is nothing new to train on.
    static func sameTable(_ run: RunRecord) -> AssayError {
        AssayError(
            code: "same_table", message: "run \(run.number) was trained on \(run.table) as it is",
            hint: "assay verify \(run.number) trains it again and compares")
    }
}
