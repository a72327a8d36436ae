import Glibc
import Learning
public import Recipes
public import RunStore

extension Worker {
    /// Takes JSON lines from a descriptor into a run of its own until they end: the verb `log`.
    ///
    /// The run's lock is held meanwhile, so that every screen shows it live and a broken pipe as what it is.
    ///
    /// - Parameters:
    ///   - name: a note for the run; empty for none.
    ///   - descriptor: where the lines come from.
    ///   - hooks: who looks on; told to stop, the run is interrupted.
    ///   - started: called with the run before the first line is read.
    /// - Returns: the run as it ended: done or failed as the lines say, interrupted where they break off.
    /// - Throws: ``AssayError`` where the store cannot be written, or more than a hundred lines are no messages.
    public func log(
        name: String, from descriptor: Int32, hooks: TrainingHooks = .none, started: (RunRecord) -> Void = { _ in }
    ) throws(AssayError) -> RunRecord {
        let new = NewRun(recipe: .ofLines(), table: .ofLines, note: name)
        guard let lock = try FileLock.ofRun(new.id, folder: store.folder) else { throw .storeLock(new.id) }
        defer { lock.release() }
        let run = try store.create(new, claimedBy: identity)
        started(run)
        let writer = PointWriter(store: store, run: run.id)
        let monitor = RunMonitor(store: store, run: run, writer: writer, hooks: hooks)
        var outcome: RunOutcome
        do throws(AssayError) {
            outcome = try take(descriptor, into: run, monitor)
            try writer.close()
            if let failure = monitor.failure { throw failure }
        } catch {
            try? writer.close()
            _ = try? store.finish(run.id, with: RunOutcome(state: .failed, failure: error.sentence))
            throw error
        }
        if let started = run.startedAt { outcome.seconds["total"] = max(0, Clock.now() - started) }
        // What came cannot be had again.
        outcome.isEvictable = false
        return try store.finish(run.id, with: outcome)
    }

    private func take(_ descriptor: Int32, into run: RunRecord, _ monitor: RunMonitor) throws(AssayError) -> RunOutcome {
        let shelf = ArtifactShelf(run: run.id, storeFolder: store.folder)
        try shelf.begin()
        let log = RunLog(run: run.id, folder: store.folder)
        var session = LogSession(monitor: monitor, log: log, shelf: shelf, workingDirectory: FilePath.workingDirectory)
        var reader = LineReader("the pipe")
        defer { session.close(malformed: reader.malformed) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var known = run.recipe
        while session.end == nil {
            switch monitor.directive() {
            case .proceed: break
            case .stop: return RunOutcome(state: .stopped)
            case .cancel: return RunOutcome(state: .cancelled)
            }
            var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waited, 1, 50) > 0 else { continue }
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else {
                try reader.finish(tell: log.line) { message throws(AssayError) in session.take(message) }
                break
            }
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            try reader.take(bytes, tell: log.line) { message throws(AssayError) in session.take(message) }
            let recipe = Recipe.ofLines(session.greeting, ranking: session.ranking)
            if recipe != known {
                try store.setRecipe(recipe, of: run.id)
                known = recipe
            }
        }
        if reader.malformed > 0 { session.remark("\(reader.malformed) lines were no messages (\(reader.firstMalformed))") }
        guard let end = session.end else {
            return RunOutcome(state: .interrupted, failure: "the lines broke off before an end was said")
        }
        guard !end.isGood else { return RunOutcome(state: .done) }
        return RunOutcome(state: .failed, failure: AssayError.trainerSaysNo("the program", end.text).sentence)
    }
}

extension Recipe {
    /// The recipe of a run whose lines came from a pipe: it has no table, and parameters only where the lines say some.
    static func ofLines(_ greeting: TrainerGreeting? = nil, ranking: Metric? = nil) -> Recipe {
        let task: LearningTask = ranking?.scope == .quantity ? .regression : .classification
        var recipe = Recipe(
            source: Source(fingerprint: TableRecord.ofLines.fingerprint, header: true, delimiter: ","),
            target: Target(column: "", task: task), features: [], model: Model(.trainer),
            metric: ranking?.key ?? Metric.standard(for: task, classes: 3), refit: false)
        let parameters = (greeting?.parameters ?? [:]).compactMapValues(ParameterValue.init(json:))
        recipe.use(.lines(named: greeting?.name ?? ""), parameters: parameters)
        return recipe
    }
}

extension TableRecord {
    /// Stands for the table of runs that have none.
    static let ofLines = TableRecord(fingerprint: "lines", name: "no table", path: "")
}
