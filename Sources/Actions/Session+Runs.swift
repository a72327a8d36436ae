public import Recipes
public import RunStore

extension Session {
    /// Runs that match a query such as `auc>0.85 model:boosting`, newest first unless sorted by a key
    /// (`auc`, `seconds`, `started`, `model`, ..; a metric sorts its better end first).
    public func runs(
        query: String = "", sort: String? = nil, limit: Int? = nil, includingBinned: Bool = false
    ) throws(AssayError) -> [RunRecord] {
        guard let store = try storeIfThere() else { return [] }
        return try store.runs(includingBinned: includingBinned)
    }

    /// Runs changed after `revision` (binned ones too), with the revision to ask from next time. Revision 0 gives all. Cheap
    /// when nothing changed.
    public func changes(since revision: Int) throws(AssayError) -> (revision: Int, runs: [RunRecord]) {
        guard let store = try storeIfThere() else { return (0, []) }
        // In this order a change in between is told twice rather than never.
        let now = try store.revision()
        return now == revision ? (now, []) : (now, try store.runs(changedSince: revision))
    }

    /// A run by its number, its id or an unambiguous prefix of it, `last` or `baseline`.
    public func run(named name: String) throws(AssayError) -> RunRecord { try storeWithRuns().resolve(name) }

    /// Series of points, each thinned to at most `maximum` points (all, where nil), minima and maxima kept.
    ///
    /// - Parameter names: the series wanted, such as `1/valid/log_loss`; nil is all of them.
    public func points(of run: String, names: [SeriesName]? = nil, maximum: Int? = nil) throws(AssayError) -> [SeriesPoints] {
        try storeWithRuns().points(of: run, names: names, maximum: maximum)
    }

    /// The recipe of a run.
    public func recipe(of run: String) throws(AssayError) -> Recipe { try self.run(named: run).recipe }
}
