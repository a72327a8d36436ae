import Dispatch
import Experiments
import RunStore
import Synchronization

extension Session {
    /// Calls `onChange` from a thread of its own after every change of the store, by this or any other process, until the
    /// returned watch is stopped or let go. The store need not be there yet.
    public func watch(onChange: @escaping @Sendable () -> Void) -> StoreWatch {
        let watch = StoreWatch(onChange: onChange)
        let project = project
        whenOpen { [weak watch] store in watch?.attach(to: store, of: project) }
        watch.lookFor { [weak self] in _ = try? self?.storeIfThere() }
        return watch
    }
}

/// Keeps ``Session/watch(onChange:)`` going.
public final class StoreWatch: Sendable {
    private struct State {
        var watcher: StoreWatcher?
        var timer: (any DispatchSourceTimer)?
        var isOver = false
    }

    private let onChange: @Sendable () -> Void
    private let state = Mutex(State())

    init(onChange: @escaping @Sendable () -> Void) { self.onChange = onChange }

    /// From now on the store is watched; the change that made it there is told too. A worker that dies commits nothing, so once
    /// a second its lock is looked at; where it had the queue in its hands, another worker goes on with it.
    func attach(to store: RunStore, of project: Project) {
        let onChange = onChange
        let isNew = state.withLock { state in
            state.timer?.cancel()
            state.timer = nil
            guard !state.isOver, state.watcher == nil else { return false }
            state.watcher = StoreWatcher(store) { _ in onChange() }
            state.timer = Self.timer(every: 1) {
                if let dead = try? Liveness.markInterrupted(store), !dead.isEmpty {
                    _ = try? Launcher.moveQueueOn(project, store: store)
                }
            }
            return true
        }
        if isNew { onChange() }
    }

    private static func timer(every seconds: Double, _ body: @escaping @Sendable () -> Void) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now() + seconds, repeating: seconds, leeway: .milliseconds(50))
        timer.setEventHandler(handler: body)
        timer.resume()
        return timer
    }

    /// Until the store is there, looks for one that another process makes.
    func lookFor(_ look: @escaping @Sendable () -> Void) {
        state.withLock { state in
            guard state.watcher == nil, !state.isOver else { return }
            state.timer = Self.timer(every: 0.5, look)
        }
    }

    /// Ends the watch; waits for a call that is going on.
    public func stop() {
        let watcher = state.withLock { state in
            state.isOver = true
            state.timer?.cancel()
            state.timer = nil
            defer { state.watcher = nil }
            return state.watcher
        }
        watcher?.stop()
    }

    deinit { stop() }
}
