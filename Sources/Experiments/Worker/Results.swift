import Recipes
import RunStore
import Synchronization

/// Gathers the runs of several threads, or the first error.
final class Results: Sendable {
    private let state = Mutex<(runs: [RunRecord], error: AssayError?)>(([], nil))

    func add(_ runs: [RunRecord]) { state.withLock { $0.runs += runs } }

    func fail(_ error: AssayError) { state.withLock { $0.error = $0.error ?? error } }

    func get() throws(AssayError) -> [RunRecord] {
        let (runs, error) = state.withLock { $0 }
        if let error { throw error }
        return runs
    }
}
