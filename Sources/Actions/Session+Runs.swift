public import Recipes
public import RunStore

extension Session {
    /// Runs that match a query such as `auc>0.85 model:boosting`, newest first unless sorted by a key
    /// (`auc`, `seconds`, `started`, `model`, ..; a metric sorts its better end first).
    public func runs(
        query: String = "", sort: String? = nil, limit: Int? = nil, includingBinned: Bool = false
    ) throws(AssayError) -> [RunRecord] { [] }

    /// Runs changed after `revision`, with the revision to ask from next time. Revision 0 gives all. Cheap when nothing changed.
    public func changes(since revision: Int) throws(AssayError) -> (revision: Int, runs: [RunRecord]) { (0, []) }

    /// A run by its number, its id or an unambiguous prefix of it, `last` or `baseline`.
    public func run(named name: String) throws(AssayError) -> RunRecord { throw .unfinished }

    /// Series of points by run, each thinned to at most `maximum` points (all, where nil), minima and maxima kept.
    ///
    /// - Parameter names: the series wanted, such as `1/valid/log_loss`; nil is all of them.
    public func points(of run: String, names: [SeriesName]? = nil, maximum: Int? = nil) throws(AssayError) -> [SeriesPoints] {
        []
    }

    /// The recipe of a run.
    public func recipe(of run: String) throws(AssayError) -> Recipe { try self.run(named: run).recipe }

    /// Calls `onChange` from a thread of its own after every change of the store, by this or any other process, until the
    /// returned watch is stopped or let go.
    public func watch(onChange: @escaping @Sendable () -> Void) -> StoreWatch { StoreWatch() }
}

/// Keeps ``Session/watch(onChange:)`` going.
public final class StoreWatch: Sendable {
    init() {}

    /// Ends the watch; `onChange` is not called any more once this returns, unless it runs at this moment.
    public func stop() {}

    deinit { stop() }
}
