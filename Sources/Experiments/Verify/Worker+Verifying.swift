import Learning
public import Recipes
public import RunStore
import Tabular

extension Worker {
    /// Reads a run's source again past the cache, trains its recipe again, and compares curves, scores, predictions and the model bit
    /// for bit. What people asked of the run is done again at the same steps. Nothing is kept.
    ///
    /// Where the recipe that is kept, or the data, is not what the run was made with, that is the answer, and nothing is trained.
    ///
    /// - Throws: ``AssayError`` where the run has no result, or its table cannot be read.
    public func verify(_ run: RunRecord, hooks: TrainingHooks = .none) throws(AssayError) -> Verification {
        guard run.state.hasResult else { throw .noResult(run) }
        // Its file, if it names one, is no table.
        if run.recipe.trainer?.isLines == true { throw .linesCannotBeHadAgain }
        var verification = surroundings(of: run)
        verification.differences = try recipeDifferences(of: run)
        guard verification.isIdentical else { return verification }
        let read = try read(run, bypassingCache: true)
        guard read.source.fingerprint == run.recipe.source.fingerprint else {
            verification.differences = try dataDifferences(of: run, now: read)
            return verification
        }
        let table: Table
        do throws(AssayError) {
            table = try prepared(read, for: run, bypassingCache: true)
        } catch  where error.code == "other_table_changed" {
            verification.differences = try otherTableDifferences(of: run, error)
            return verification
        }
        let curves = CurveComparison(try store.points(of: run.id))
        let monitor = ReplayMonitor(try store.interventions(of: run.id), curves: curves, hooks: hooks)
        guard let result = try train(run.recipe, as: "verify-" + run.id, table, monitor, TrainerHold(), nil) else {
            throw AssayError(code: "cancelled", message: "verifying run \(run.number) was cancelled")
        }
        let recorded = RecordedResult(
            folds: try store.folds(of: run.id), predictions: try store.predictions(of: run.id), model: try store.model(of: run.id)
        )
        verification.differences = (curves.firstDifference.map { [$0] } ?? []) + recorded.differences(from: result)
        return verification
    }

    /// What the recipe says now and did not say when it was kept.
    private func recipeDifferences(of run: RunRecord) throws(AssayError) -> [Verification.Difference] {
        guard let change = try store.recipeChange(of: run.id) else { return [] }
        func text(_ value: JSON) -> String { value.isNull ? "none" : value.stringValue ?? value.canonicalText }
        if change.fields.isEmpty {
            return [
                Verification.Difference(
                    .recipe, "the recipe in the store, its hash", then: change.recordedHash, now: change.foundHash,
                    remark: "no second copy of it is there to say in what")
            ]
        }
        return change.fields.map { field in
            Verification.Difference(
                .recipe, "the recipe in the store, \(field.title)", then: text(field.values[0]), now: text(field.values[1]))
        }
    }

    /// What is not as it was around the run, and what is.
    private func surroundings(of run: RunRecord) -> Verification {
        var now = Machine.environment(project: project.folder)
        now["threads"] = String(threads)
        var then = run.environment
        then["threads"] = String(run.threads)
        var verification = Verification()
        for (key, title) in Machine.titles {
            // What nobody took down then may have been the same, or not.
            guard let before = then[key], let after = now[key] else { continue }
            if before == after {
                verification.unchanged.append(title)
            } else {
                verification.surroundings.append(Verification.Difference(.surroundings, title, then: before, now: after))
            }
        }
        return verification
    }
}
