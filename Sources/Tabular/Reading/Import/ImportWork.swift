import Recipes
import Synchronization

/// The state that the threads of an import share: what is done, and whether to stop.
final class ImportWork: Sendable {
    let threads: Int
    /// Bytes that are read at once; a multiple of nothing, tests take few.
    let chunk: Int
    private let asksToStop: @Sendable () -> Bool
    private let nextItem = Atomic(0)
    private let bytes = Atomic(0)
    private let rows = Atomic(0)
    private let hasStopped = Atomic(false)
    private let failure = Mutex<AssayError?>(nil)

    init(_ control: ImportControl, chunk: Int) {
        threads = max(1, min(control.threads ?? Threads.limit, 256))
        self.chunk = max(1, chunk)
        asksToStop = control.isCancelled
    }

    /// Whether whoever asked for the import wants it stopped.
    var isCancelled: Bool { asksToStop() }

    /// Bytes and rows that are done in this phase.
    var done: (bytes: Int, rows: Int) { (bytes.load(ordering: .relaxed), rows.load(ordering: .relaxed)) }

    func add(bytes more: Int, rows moreRows: Int) {
        bytes.add(more, ordering: .relaxed)
        rows.add(moreRows, ordering: .relaxed)
    }

    /// Stops all threads with an error; the first one counts.
    func fail(_ error: AssayError) {
        failure.withLock { $0 = $0 ?? error }
        hasStopped.store(true, ordering: .relaxed)
    }

    /// Runs `body` for the items 0 ..< count on all threads, each taking the next one that is left.
    ///
    /// - Parameters:
    ///   - count: how many items.
    ///   - makeState: makes what one thread needs.
    ///   - body: does one item.
    ///   - report: called on the caller's thread between items.
    /// - Throws: ``AssayError`` of the first item that failed, or `import_stopped`.
    func forEach<State>(
        _ count: Int, makeState: @escaping @Sendable (_ thread: Int) -> State,
        _ body: @escaping @Sendable (_ item: Int, _ state: inout State) throws(AssayError) -> Void, report: () -> Void = {}
    ) throws(AssayError) {
        nextItem.store(0, ordering: .relaxed)
        bytes.store(0, ordering: .relaxed)
        rows.store(0, ordering: .relaxed)
        let used = min(threads, count)
        @Sendable func work(_ thread: Int, _ report: () -> Void) {
            var state = makeState(thread)
            while !hasStopped.load(ordering: .relaxed) {
                let item = nextItem.add(1, ordering: .relaxed).oldValue
                if item >= count { break }
                if isCancelled {
                    fail(.importStopped())
                    break
                }
                do throws(AssayError) { try body(item, &state) } catch { fail(error) }
                report()
            }
        }
        Workers.run(used, { work(0, report) }, others: { work($0) {} })
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
