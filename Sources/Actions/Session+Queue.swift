import Experiments
public import Recipes
public import RunStore

extension Session {
    /// The runs that wait, the next first.
    public func queue() throws(AssayError) -> [RunRecord] { try storeIfThere()?.queue() ?? [] }

    /// Moves a run that waits to another place in the queue.
    ///
    /// - Returns: the queue as it is now.
    /// - Throws: ``AssayError`` with code `wrong_state` where the run does not wait.
    @discardableResult
    public func move(_ run: String, _ move: QueueMove) throws(AssayError) -> [RunRecord] {
        let store = try storeWithRuns()
        return try store.move(store.resolve(run).id, move)
    }

    /// How many runs may go on at once in this project.
    public func jobs() throws(AssayError) -> Int { try storeIfThere()?.jobs() ?? 1 }

    /// Sets how many runs may go on at once; where runs wait for a place that there is now, they begin.
    public func setJobs(_ count: Int) throws(AssayError) {
        let store = try store()
        try store.setJobs(count)
        try Launcher.moveQueueOn(project, store: store)
    }

    /// Queues a run with more steps: the recipe of another with a larger number of trees or epochs, as its child.
    ///
    /// Learning rates that were set while that one trained are set at the same steps in this one. It is a run of its own, so that its
    /// recipe says all of it, and both can be verified. Where the kept state of the other one leads to the same bits, it goes on from there.
    ///
    /// - Parameters:
    ///   - run: the one that had too few: its number, its id or the beginning of it, `last` or `baseline`.
    ///   - steps: how many more.
    ///   - start: whether to launch a worker.
    /// - Returns: the queued run.
    /// - Throws: ``AssayError`` where the model has no number of steps, or the number is out of range.
    public func more(_ run: String, steps: Int, start: Bool = true) throws(AssayError) -> RunRecord {
        let store = try storeWithRuns()
        let record = try store.resolve(run)
        let recipe = try record.recipe.extended(by: steps, done: record.stepsPerFit)
        guard var table = try store.table(record.recipe.source.fingerprint) else { throw .noRuns(in: project.folder) }
        table.path = record.source
        let rates = try store.interventions(of: record.id).filter { $0.kind == .learningRate && $0.applied != nil }
        let queued = try store.create(NewRun(recipe: recipe, table: table, parent: record.id, inherited: rates))
        if start { try Launcher.moveQueueOn(project, store: store) }
        return queued
    }
}

extension RunRecord {
    /// Steps that each fit had to do; nil where the model has none.
    public var stepsPerFit: Int? {
        let fits = folds + (recipe.refit ? 1 : 0)
        guard fits > 0, progress.total > fits, progress.total.isMultiple(of: fits) else { return nil }
        return progress.total / fits
    }
}

extension Recipe {
    /// The parameter that says how many steps a fit has at the most; nil for families where more of it is not more of the same.
    public var stepParameter: Parameter? {
        guard let family = try? ModelFamily.named(model.family) else { return nil }
        return family.parameter("n_estimators") ?? (family.key == "mlp" ? family.parameter("max_iter") : nil)
    }

    /// The recipe with more trees or epochs.
    ///
    /// - Parameters:
    ///   - steps: how many more.
    ///   - done: how many there were, where the recipe leaves that to the family (`max_iter=0`).
    /// - Returns: the longer recipe.
    /// - Throws: ``AssayError`` where the family has no such number, or it would be out of range.
    public func extended(by steps: Int, done: Int?) throws(AssayError) -> Recipe {
        guard let parameter = stepParameter else {
            throw AssayError(
                code: "no_steps", message: "\(model.family) has no trees or epochs of which there could be more",
                hint: "change another parameter instead: assay train --from RUN --set name=value", isUsage: true)
        }
        guard steps > 0 else {
            throw AssayError(
                code: "out_of_range", message: "\(steps) more is not more", hint: "allowed is 1 or more", isUsage: true)
        }
        let planned = model.integer(parameter.name)
        let (total, isTooLarge) = (planned > 0 ? planned : done ?? 0).addingReportingOverflow(steps)
        guard planned > 0 || done != nil else {
            throw AssayError(
                code: "no_steps", message: "the run has not begun, so that it is not known how many steps it has",
                hint: "wait for it, or set \(parameter.name) in an edited copy")
        }
        var longer = self
        longer.model.parameters[parameter.name] = try parameter.parse(JSON(isTooLarge ? .max : total))
        return longer
    }
}
