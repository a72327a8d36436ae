import Synchronization
import Tabular

/// The last few things that questions about one table are answered from.
public final class AnalysisMemory: Sendable {
    private struct Kept: @unchecked Sendable {
        // The key is a value of a Sendable type: only AnalysisContext makes keys.
        let key: AnyHashable
        let value: any Sendable
    }

    private struct State {
        // The table itself: an address alone may be that of another table once this one is gone.
        var table: Table?
        var kept: [Kept] = []
    }

    private let state = Mutex(State())
    /// The points of a first answer and of the last, each some 50 MB at most.
    private static let limit = 2

    public init() {}

    subscript<Key: Hashable & Sendable>(key: Key, of table: Table) -> (any Sendable)? {
        let key = AnyHashable(key)
        return state.withLock { state in
            state.table === table ? state.kept.first { $0.key == key }?.value : nil
        }
    }

    func keep<Key: Hashable & Sendable>(_ value: any Sendable, as key: Key, of table: Table) {
        let kept = Kept(key: AnyHashable(key), value: value)
        state.withLock { state in
            if state.table !== table { state = State(table: table) }
            state.kept.removeAll { $0.key == kept.key }
            state.kept.append(kept)
            if state.kept.count > Self.limit { state.kept.removeFirst() }
        }
    }

    /// Lets everything go.
    func removeAll() { state.withLock { $0 = State() } }
}
