public import Learning
public import Recipes
public import RunStore
public import Tabular

extension Session {
    /// Keeps a queued run of this recipe and, with `start`, launches a detached worker for it.
    ///
    /// - Parameter parent: the run whose recipe this one was edited from.
    public func enqueue(
        _ recipe: Recipe, table: Table, sourcePath: String, parent: String? = nil, start: Bool = true, threads: Int? = nil
    ) throws(AssayError) -> RunRecord { throw .unfinished }

    /// Trains in this process and waits for the end; the run is kept as any other.
    ///
    /// - Parameters:
    ///   - directive: asked after every step, from the training thread: whether to go on, stop and keep, or cancel.
    ///   - progress: called from the training thread, often; the callee thins it.
    public func trainInForeground(
        _ recipe: Recipe, table: Table, sourcePath: String, parent: String? = nil, threads: Int? = nil,
        directive: @escaping @Sendable () -> TrainingDirective = { .proceed },
        progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
    ) throws(AssayError) -> RunRecord { throw .unfinished }

    /// Asks a run to pause, go on, stop and keep, or cancel; a queued run is cancelled at once.
    ///
    /// - Returns: the run as it stands after the request was taken down; a worker obeys at its next step.
    public func steer(_ run: String, _ command: RunCommand) throws(AssayError) -> RunRecord { throw .unfinished }

    /// Puts an interrupted, stopped or failed run back in the queue from its last checkpoint, and with `start` launches a worker.
    public func resume(_ run: String, start: Bool = true) throws(AssayError) -> RunRecord { throw .unfinished }

    /// Reads the source again, trains again, and compares bit for bit.
    public func verify(
        _ run: String, threads: Int? = nil, progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
    ) throws(AssayError) -> Verdict { throw .unfinished }

    /// What ``verify(_:threads:progress:)`` found.
    public struct Verdict: Sendable, Equatable {
        public var isIdentical: Bool
        /// Where the first difference is, in words.
        public var firstDifference: String?

        public init(isIdentical: Bool, firstDifference: String? = nil) {
            self.isIdentical = isIdentical
            self.firstDifference = firstDifference
        }
    }

    /// Marks runs whose worker is gone as interrupted, and starts a worker if something is queued and nobody works.
    public func startQueue() throws(AssayError) { throw .unfinished }

    /// Works on the queue in this process until it is empty: the verb `work`.
    public func work(jobs: Int = 1) throws(AssayError) { throw .unfinished }
}

extension AssayError {
    static let unfinished = AssayError(code: "unfinished", message: "this is not there yet")
}
