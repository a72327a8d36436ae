public import Recipes
public import RunStore
import Statistics
import Tabular

extension Session {
    /// Each later run against the first, metric by metric, over the same folds where they have the same.
    ///
    /// - Throws: ``AssayError`` where fewer than two runs are named, or one is not there.
    public func compare(_ names: [String]) throws(AssayError) -> RunComparison {
        guard names.count >= 2 else { throw .tooFewRuns }
        let store = try storeWithRuns()
        let runs = try names.map { name throws(AssayError) in try store.resolve(name) }
        let recipes = runs.map(\.recipe)
        let differs = Recipe.differences(among: recipes)
        let sameFields = Recipe.fields(among: recipes).count { !$0.isDifference }
        let table = preparedTable(of: runs[0])
        var pairs: [RunComparison.Pair] = []
        for run in runs.dropFirst() { pairs.append(try RunPair(runs[0], run, store: store, table: table).pair()) }
        return RunComparison(runs: runs, differs: differs, sameFields: sameFields, pairs: pairs)
    }

    /// What a run did against its parent, else the baseline, else the run before it on the same data and target; nil where
    /// there is nothing to compare it with, or no fold is scored yet.
    public func change(of run: RunRecord) throws(AssayError) -> RunChange? {
        guard let store = try storeIfThere(), let reference = try reference(of: run, in: store),
            let metric = Metric.named(run.recipe.metric)
        else { return nil }
        let pair = try RunPair(reference, run, store: store, table: rememberedTable(reference))
        guard let row = try pair.compare(metric) else { return nil }
        return RunChange(
            from: reference.id, fromNumber: reference.number, words: run.recipe.changes(since: reference.recipe), metric: metric,
            before: row.a, after: row.b, comparison: pair.isPaired ? row.comparison : nil, folds: pair.folds,
            isPaired: pair.isPaired)
    }

    /// The same as a line: `− gender: AUC 0.8466 → 0.8471, +0.0005 [−0.0009, +0.0019], same 88 %, weak (5 folds)`; empty
    /// where there is nothing to compare it with.
    public func changeSummary(of run: RunRecord) throws(AssayError) -> String { try change(of: run)?.sentence ?? "" }

    /// The table of a run where it was read already: what a change did is asked often, and must not wait for a file.
    private func rememberedTable(_ run: RunRecord) -> Table? {
        rememberedTable(run.recipe.source.fingerprint).flatMap { try? prepared($0, for: run.recipe) }
    }

    private func reference(of run: RunRecord, in store: RunStore) throws(AssayError) -> RunRecord? {
        func isComparable(_ other: RunRecord) -> Bool {
            // Without the table that it was there is a difference all the same, though it may not be paired.
            let isSameTable = other.recipe.source.fingerprint == run.recipe.source.fingerprint || other.id == run.parent
            return other.id != run.id && isSameTable && other.recipe.target == run.recipe.target && !other.metrics.isEmpty
        }
        if let parent = run.parent.flatMap({ try? store.run($0) }), isComparable(parent) { return parent }
        if let id = try store.baseline(), let chosen = try? store.run(id), isComparable(chosen) { return chosen }
        return try store.runs(in: [.done, .stopped]).last { $0.number < run.number && isComparable($0) }
    }
}
