public import Experiments
import Recipes
import RunStore
import Synchronization
import Tabular

/// What can be done with a project: the screens and the command line both work through one of these.
///
/// Every call is synchronous and may take a while (files, training); call from any thread but the screen's. Nothing is
/// written before the first run is kept: the store is made by the first call that needs to write.
public final class Session: Sendable {
    public let project: Project
    /// The guards of runs that were trained in this process, which may go on when a run is over.
    let guards = GuardDesk()
    private let state = Mutex(State())

    private struct State {
        var store: RunStore?
        /// The table that was opened last: new runs are made of it, and comparisons look rows up in it.
        var table: (path: String, table: Table, options: ReadingOptions, seconds: Double)?
        /// The table of another run that was compared last.
        var compared: Table?
        /// How the tables that were prepared last came about, the latest last.
        var preparations: [Preparation] = []
        /// Called once when the store is there.
        var waiting: [@Sendable (RunStore) -> Void] = []
    }

    public init(project: Project) { self.project = project }

    /// The store where runs were kept before; nil where none was.
    func storeIfThere() throws(AssayError) -> RunStore? {
        if let store = state.withLock({ $0.store }) { return store }
        return try project.openStoreIfThere().map(keep)
    }

    /// The store, made where there is none.
    func store() throws(AssayError) -> RunStore {
        if let store = state.withLock({ $0.store }) { return store }
        return keep(try project.openStore())
    }

    /// The store that a call needs to find a run in.
    func storeWithRuns() throws(AssayError) -> RunStore {
        guard let store = try storeIfThere() else { throw .noRuns(in: project.folder) }
        return store
    }

    /// Calls `body` with the store as soon as it is open; at once where it is.
    func whenOpen(_ body: @escaping @Sendable (RunStore) -> Void) {
        let store = state.withLock { state in
            if state.store == nil { state.waiting.append(body) }
            return state.store
        }
        if let store { body(store) }
    }

    /// Of two that were opened at the same time the first is kept.
    private func keep(_ opened: RunStore) -> RunStore {
        let (store, waiting) = state.withLock { state in
            let store = state.store ?? opened
            state.store = store
            defer { state.waiting = [] }
            return (store, state.waiting)
        }
        for body in waiting { body(store) }
        return store
    }

    func remember(_ table: Table, path: String, options: ReadingOptions, seconds: Double = 0) {
        state.withLock { $0.table = (path, table, options, seconds) }
    }

    /// Keeps a table that was read to look rows up in; what is known of the opened one stays.
    func rememberCompared(_ table: Table) { state.withLock { $0.compared = table } }

    /// What is known of preparing this table.
    func preparation(of source: Table, target: String?) -> Preparation {
        known(of: source)?.predicting(target) ?? Preparation(of: source, target: target)
    }

    /// How this table was prepared last.
    func known(of source: Table) -> Preparation? { state.withLock { $0.preparations.last { $0.source === source } } }

    /// Keeps how a table was prepared: of two tables, those of the draft and of a run that is compared.
    func keep(_ preparation: Preparation) {
        state.withLock { state in
            state.preparations.removeAll { $0.source === preparation.source }
            state.preparations.append(preparation)
            if state.preparations.count > 2 { state.preparations.removeFirst() }
        }
    }

    /// The table as it was read, of which a prepared one was made.
    func source(of table: Table) -> Table? {
        if table.steps.isEmpty { return table }
        let prepared = state.withLock { $0.preparations.last { $0.source.source == table.source }?.source }
        return prepared ?? rememberedTable(table.source.fingerprint)
    }

    /// How long reading this table took; counted once, for the first run on it.
    func takeSecondsOfReading(_ fingerprint: String) -> Double {
        state.withLock { state in
            guard let seconds = state.table?.seconds, state.table?.table.source.fingerprint == fingerprint else { return 0 }
            state.table?.seconds = 0
            return seconds
        }
    }

    /// Where a table, or the one that it was prepared of, was opened from; nil where another was opened since.
    func path(of table: Table) -> String? {
        state.withLock { $0.table?.table.source == table.source ? $0.table?.path : nil }
    }

    /// What was said of a file when it was read.
    func readingOptions(of path: String) -> ReadingOptions {
        state.withLock { $0.table?.path == path ? $0.table?.options : nil } ?? ReadingOptions()
    }

    /// A table that was read already, if it is one with this fingerprint.
    func rememberedTable(_ fingerprint: String) -> Table? {
        state.withLock { state in
            [state.table?.table, state.compared].compactMap { $0 }.first { $0.source.fingerprint == fingerprint }
        }
    }
}
