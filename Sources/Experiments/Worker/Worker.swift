import Glibc
import Learning
public import Recipes
public import RunStore
public import Tabular

/// Trains runs in this process and keeps what they give.
///
/// A run's lock is held from before it is claimed until after its end is written, so that no other process can take it for
/// abandoned, and every other process can tell when this one dies.
public struct Worker: Sendable {
    public var project: Project
    public var store: RunStore
    /// How many threads a run may use; never changes a result.
    public var threads: Int
    public var engine: TrainingEngine
    /// Where the guards of its runs are, which go on for a while when a run is over.
    public var guards: GuardDesk
    /// Seconds between two states of a run that are kept, at the least.
    var checkpointInterval = 5.0
    /// Whether what this process prints goes to the log of the run that it works on.
    var turnsLog = false
    /// Seconds that an outside trainer has to end by itself when it is stopped.
    var trainerGrace = 5.0

    /// Whether a run could go on here from where its state was kept.
    public static func hasCheckpoint(of run: RunRecord, store: RunStore) -> Bool {
        CheckpointFile(run: run, folder: store.folder, environment: Machine.here).read() != nil
    }

    /// A worker for a project; with `threads` nil it uses as many as the machine has.
    public init(
        project: Project, store: RunStore, threads: Int? = nil, engine: TrainingEngine = .standard,
        guards: GuardDesk = GuardDesk()
    ) {
        self.guards = guards
        self.project = project
        self.store = store
        self.threads = max(1, threads ?? Machine.cores)
        self.engine = engine
    }

    /// Keeps a new run and trains it here, past the queue: what `assay train` does.
    ///
    /// - Parameters:
    ///   - new: the run.
    ///   - table: the table where it is read already; nil reads it from its path.
    ///   - loadSeconds: how long reading it took, where it is read already.
    ///   - hooks: who looks on and interferes.
    /// - Returns: the run as it ended; a failure in training is thrown after it was noted in the run.
    /// - Throws: ``AssayError``.
    @discardableResult
    public func train(
        _ new: NewRun, table: Table? = nil, loadSeconds: Double = 0, hooks: TrainingHooks = .none
    ) throws(AssayError) -> RunRecord {
        guard let lock = try FileLock.ofRun(new.id, folder: store.folder) else { throw .storeLock(new.id) }
        defer { lock.release() }
        let run = try store.create(new, claimedBy: identity)
        return try work(on: run, table: table, loadSeconds: loadSeconds, hooks: hooks)
    }

    /// Trains a run that is queued.
    ///
    /// - Returns: the run as it ended.
    /// - Throws: ``AssayError``; with code `wrong_state` where another process was quicker.
    @discardableResult
    public func run(_ id: String, table: Table? = nil, hooks: TrainingHooks = .none) throws(AssayError) -> RunRecord {
        guard let lock = try FileLock.ofRun(id, folder: store.folder) else { throw .alreadyTrained(try store.run(id)) }
        defer { lock.release() }
        guard let run = try store.claim(id, for: identity) else {
            let run = try store.run(id)
            throw run.state == .running || run.state == .paused ? .alreadyTrained(run) : .notGoingOn(run, "trained")
        }
        if turnsLog { Launcher.turnLog(to: id, folder: store.folder) }
        return try work(on: run, table: table, hooks: hooks)
    }

    var identity: WorkerIdentity {
        WorkerIdentity(
            pid: Int(getpid()), host: Machine.host, threads: threads, environment: Machine.environment(project: project.folder))
    }

    /// Trains a run whose lock is held and that is running.
    private func work(
        on run: RunRecord, table: Table?, loadSeconds: Double = 0, hooks: TrainingHooks
    ) throws(AssayError) -> RunRecord {
        let writer = PointWriter(store: store, run: run.id)
        var watch: RunGuard?
        var hasResult = false
        defer { watch?.runEnded(hasResult: hasResult) }
        do throws(AssayError) {
            // The time before this began counts as well.
            let began = Clock.monotonic() - loadSeconds
            let read = if let table { table } else { try read(run) }
            guard read.source.fingerprint == run.recipe.source.fingerprint else { throw .dataChanged(run.source, run: run) }
            let table = try prepared(read, for: run)
            let load = Clock.monotonic() - began
            let own = RunGuard(run, on: table, store: store, silenced: project.currentlySilenced)
            guards.add(own)
            watch = own
            let file = CheckpointFile(run: run, folder: store.folder, environment: run.environment)
            let hold = TrainerHold()
            let monitor = RunMonitor(
                store: store, run: run, writer: writer, hooks: run.recipe.trainer == nil ? hooks : hold.watching(hooks),
                checkpoints: file, checkpointInterval: checkpointInterval,
                rates: LearningRates(try store.interventions(of: run.id)))
            let kept = if let own = file.read() { own } else { try beginning(of: run) }
            let result = try train(run.recipe, as: run.id, table, monitor, hold, kept)
            try writer.close()
            if let failure = monitor.failure { throw failure }
            guard let result, !monitor.isCancelled else {
                file.remove()
                return try store.finish(run.id, with: RunOutcome(state: .cancelled))
            }
            var outcome = RunOutcome(result, load: load, total: Clock.monotonic() - began)
            // Nobody promises that another program gives the same again.
            outcome.isEvictable = run.recipe.trainer == nil
            // Half of the folds would be no digest of the whole.
            if outcome.state == .done {
                outcome.scoredRows = ScoredRows.digest(result.predictions, of: run.recipe.target, in: table)
            }
            let ended = try store.finish(run.id, with: outcome)
            hasResult = true
            // A run that was stopped may be gone on with.
            if ended.state == .done { file.remove() }
            return ended
        } catch {
            try? writer.close()
            // Where even this cannot be written, the free lock says that the run was interrupted.
            _ = try? store.finish(run.id, with: RunOutcome(state: .failed, failure: error.sentence))
            throw error
        }
    }

    /// Trains a recipe: here, or by the outside program that it names, whose files bear the name `id`.
    func train(
        _ recipe: Recipe, as id: String, _ table: Table, _ monitor: any OutsideMonitor, _ hold: TrainerHold,
        _ checkpoint: TrainingCheckpoint?
    ) throws(AssayError) -> TrainingResult? {
        if recipe.trainer?.isLines == true { throw .linesCannotBeHadAgain }
        guard let trainer = recipe.trainer else { return try engine.train(recipe, table, threads, monitor, checkpoint) }
        var run = OutsideRun(
            project: project, storeFolder: store.folder, id: id, recipe: recipe, trainer: trainer, table: table, threads: threads,
            monitor: monitor, hold: hold)
        run.grace = trainerGrace
        return try run.execute()
    }

    /// The table as the run's recipe prepares it; one that is prepared already is taken as it is.
    func prepared(_ table: Table, for run: RunRecord, bypassingCache: Bool = false) throws(AssayError) -> Table {
        if table.steps == run.recipe.steps { return table }
        let engine = engine
        return try table.prepared(
            by: run.recipe.steps, target: run.recipe.target.column,
            load: project.stepTables { (path) throws(AssayError) in
                try engine.readTable(path, ReadingOptions(), bypassingCache)
            })
    }

    /// Reads the table of a run from where it was read last.
    func read(_ run: RunRecord, bypassingCache: Bool = false) throws(AssayError) -> Table {
        let source = run.recipe.source
        var options = ReadingOptions(json: try store.table(source.fingerprint)?.reading ?? [:])
        options.delimiter = source.delimiter
        options.header = source.header
        return try engine.readTable(run.source, options, bypassingCache)
    }
}

extension RunOutcome {
    /// What the training gave, as it is kept.
    init(_ result: TrainingResult, load: Double, total: Double) {
        let seconds = result.seconds
        self.init(
            state: result.wasStopped ? .stopped : .done, classes: result.classes,
            seconds: [
                "load": seconds.load + load, "encode": seconds.encode, "fit": seconds.fit, "score": seconds.score,
                "refit": seconds.refit, "predict": seconds.predict, "total": total,
            ],
            importance: result.importance.map { RunRecord.Importance(column: $0.column, mean: $0.mean, sd: $0.sd) },
            predictions: result.predictions.map { StoredPredictions(fold: $0.fold, rows: $0.rows, values: $0.values) },
            model: result.model)
        decision = result.decision.flatMap { decision in
            decision.threshold.map { RunRecord.Decision(threshold: $0, foldThresholds: decision.foldThresholds) }
        }
    }
}
