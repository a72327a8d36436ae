public import Experiments
import Glibc
public import Learning
public import Recipes
public import RunStore
public import Tabular

extension Session {
    /// Keeps a queued run of this recipe and, with `start`, launches a detached worker for it.
    ///
    /// - Parameters:
    ///   - recipe: what is to be run.
    ///   - table: the table that it is run on.
    ///   - sourcePath: the file that the table was read from.
    ///   - parent: the run whose recipe this one was edited from.
    ///   - start: whether to launch a worker.
    ///   - threads: for the worker that is started; nil is all cores.
    /// - Returns: the queued run.
    /// - Throws: ``AssayError`` where the recipe cannot be run on the table, or the store not be written.
    public func enqueue(
        _ recipe: Recipe, table: Table, sourcePath: String, parent: String? = nil, start: Bool = true, threads: Int? = nil
    ) throws(AssayError) -> RunRecord {
        let table = try prepared(table, for: recipe)
        try Trainer.check(recipe, on: table)
        let store = try store()
        let run = try store.create(newRun(recipe, table, sourcePath, parent))
        guard start else { return run }
        if let threads {
            let words = ["work", "--project", project.folder, "--detached", "--threads", String(threads)]
            try Launcher.startWorker(project, for: run.id, arguments: words)
        } else {
            try Launcher.moveQueueOn(project, store: store)
        }
        return run
    }

    /// Trains in this process and waits for the end; the run is kept as any other. Its guard may still be at work then, see
    /// ``findings(of:waiting:)``.
    ///
    /// - Parameters:
    ///   - recipe: what is to be run.
    ///   - table: the table that it is run on.
    ///   - sourcePath: the file that the table was read from.
    ///   - parent: the run whose recipe this one was edited from.
    ///   - threads: nil is all cores.
    ///   - directive: asked after every step, from the training thread: whether to go on, stop and keep, or cancel.
    ///   - progress: called from the training thread, often; the callee thins it.
    /// - Returns: the run as it ended.
    /// - Throws: ``AssayError`` where the recipe cannot be run on the table, or the store not be written.
    public func trainInForeground(
        _ recipe: Recipe, table: Table, sourcePath: String, parent: String? = nil, threads: Int? = nil,
        directive: @escaping @Sendable () -> TrainingDirective = { .proceed },
        progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
    ) throws(AssayError) -> RunRecord {
        let table = try prepared(table, for: recipe)
        try Trainer.check(recipe, on: table)
        let meter = ProgressMeter(metric: recipe.metric, refits: recipe.refit, report: progress)
        return try Worker(project: project, store: store(), threads: threads, guards: guards).train(
            newRun(recipe, table, sourcePath, parent), table: table, loadSeconds: takeSecondsOfReading(recipe.source.fingerprint),
            hooks: TrainingHooks(directive: directive, event: { meter.take($0) }))
    }

    /// Asks a run to pause, go on, stop and keep, or cancel; a queued run is cancelled at once.
    ///
    /// - Returns: the run as it stands after the request was taken down; a worker obeys at its next step.
    public func steer(_ run: String, _ command: Intervention.Kind) throws(AssayError) -> RunRecord {
        let store = try storeWithRuns()
        return try store.steer(store.resolve(run).id, command)
    }

    /// Gives a run that trains another learning rate from its next step on.
    public func setLearningRate(_ rate: Double, of run: String) throws(AssayError) -> RunRecord {
        let store = try storeWithRuns()
        return try store.setLearningRate(rate, of: store.resolve(run).id)
    }

    /// Lets a paused run go on, or puts an interrupted, stopped, cancelled or failed one back in the queue and, with `start`,
    /// launches a worker.
    ///
    /// - Throws: ``AssayError`` with code `not_repeatable` for a run of `assay log` or of another tracker, which is over for good.
    public func resume(_ run: String, start: Bool = true) throws(AssayError) -> RunRecord {
        let store = try storeWithRuns()
        try Liveness.markInterrupted(store)
        let record = try store.resolve(run)
        guard record.state.isOver else {
            if start { try Launcher.moveQueueOn(project, store: store) }
            return record.state == .queued ? record : try store.steer(record.id, .resume)
        }
        // Going back into the queue takes away what there is of it.
        if record.recipe.trainer?.isLines == true { throw .linesCannotBeHadAgain }
        let queued = try store.requeue(record.id, goesOn: Worker.hasCheckpoint(of: record, store: store))
        if start { try Launcher.moveQueueOn(project, store: store) }
        return queued
    }

    /// Waits until a run is over, wherever it is worked on.
    ///
    /// - Parameters:
    ///   - run: its number, its id or the beginning of it, `last` or `baseline`.
    ///   - progress: called ten times a second at the most.
    /// - Returns: the run as it ended.
    /// - Throws: ``AssayError`` where it is not there.
    public func waitForEnd(
        of run: String, progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
    ) throws(AssayError) -> RunRecord {
        let store = try storeWithRuns()
        let id = try store.resolve(run).id
        var looks = 0
        while true {
            if looks.isMultiple(of: 10) { try Liveness.markInterrupted(store) }
            let record = try store.run(id)
            if record.state.isOver { return record }
            progress(TrainingProgress(record))
            usleep(100_000)
            looks += 1
        }
    }

    /// Reads the source again, trains again, and compares bit for bit.
    public func verify(
        _ run: String, threads: Int? = nil, directive: @escaping @Sendable () -> TrainingDirective = { .proceed },
        progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
    ) throws(AssayError) -> Verification {
        let store = try storeWithRuns()
        let record = try store.resolve(run)
        let meter = ProgressMeter(metric: record.recipe.metric, refits: record.recipe.refit, report: progress)
        return try Worker(project: project, store: store, threads: threads).verify(
            record, hooks: TrainingHooks(directive: directive, event: { meter.take($0) }))
    }

    /// Marks runs whose worker is gone as interrupted, and starts a worker if something is queued and nobody works.
    public func startQueue() throws(AssayError) {
        guard let store = try storeIfThere() else { return }
        try Liveness.markInterrupted(store)
        try Launcher.moveQueueOn(project, store: store)
    }

    /// Works on the queue in this process until it is empty: the verb `work`.
    ///
    /// - Parameters:
    ///   - jobs: how many runs may go on at once; nil is the project's setting.
    ///   - threads: for all of them; nil is all cores.
    ///   - isDetached: whether this process was started in the background.
    /// - Returns: the runs that were trained here; one that failed says so in its record.
    /// - Throws: ``AssayError`` where the store cannot be used.
    public func work(
        jobs: Int? = nil, threads: Int? = nil, isDetached: Bool = false
    ) throws(AssayError) -> [RunRecord] {
        guard let store = try storeIfThere() else { return [] }
        try Liveness.markInterrupted(store)
        // One in the background waits for more to do, and has most of it ready then.
        return try Worker(
            project: project, store: store, threads: threads, engine: isDetached ? .remembering() : .standard
        ).drainQueue(jobs: jobs, isDetached: isDetached, lingering: isDetached ? Worker.Lingering() : nil)
    }

    private func newRun(_ recipe: Recipe, _ table: Table, _ path: String, _ parent: String?) -> NewRun {
        NewRun(
            recipe: recipe,
            table: TableRecord(
                fingerprint: table.source.fingerprint, name: table.name, path: SecretAddress.kept(path),
                reading: readingOptions(of: path).json, rows: table.rowCount, columns: table.columns.count),
            parent: parent)
    }
}
