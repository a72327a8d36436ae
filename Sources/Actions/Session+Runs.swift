import Experiments
public import Recipes
public import RunStore

extension Session {
    /// Runs that match a query such as `auc>0.85 model:boosting`, newest first unless sorted by a key
    /// (`auc`, `seconds`, `started`, `model`, ..; a metric sorts its better end first).
    public func runs(
        query: String = "", sort: String? = nil, limit: Int? = nil, includingBinned: Bool = false
    ) throws(AssayError) -> [RunRecord] {
        let query = try RunQuery(query)
        let order = try RunSort(parsing: sort ?? "number")
        guard let store = try storeIfThere() else { return [] }
        try Liveness.markInterrupted(store)
        let found = try store.runs(includingBinned: includingBinned).filter(query.matches)
        return order.sorted(found).prefix(max(0, limit ?? found.count)).map { Liveness.shown($0, folder: store.folder) }
    }

    /// Runs changed after `revision` (binned ones too), with the revision to ask from next time. Revision 0 gives all. Cheap
    /// when nothing changed.
    public func changes(since revision: Int) throws(AssayError) -> (revision: Int, runs: [RunRecord]) {
        guard let store = try storeIfThere() else { return (0, []) }
        // In this order a change in between is told twice rather than never.
        let now = try store.revision()
        guard now != revision else { return (now, []) }
        return (now, try store.runs(changedSince: revision).map { Liveness.shown($0, folder: store.folder) })
    }

    /// A run by its number, its id or an unambiguous prefix of it, `last` or `baseline`.
    public func run(named name: String) throws(AssayError) -> RunRecord {
        let store = try storeWithRuns()
        try Liveness.markInterrupted(store)
        return Liveness.shown(try store.resolve(name), folder: store.folder)
    }

    /// Series of points, each thinned to at most `maximum` points (all, where nil), minima and maxima kept.
    ///
    /// - Parameters:
    ///   - run: the id of the run.
    ///   - names: the series wanted, such as `1/valid/log_loss`; nil is all of them.
    ///   - maximum: how many points a series may have at the most; nil is all of them.
    /// - Returns: the series that are there, by name.
    /// - Throws: ``AssayError`` where the run is not there.
    public func points(of run: String, names: [SeriesName]? = nil, maximum: Int? = nil) throws(AssayError) -> [SeriesPoints] {
        try storeWithRuns().points(of: run, names: names, maximum: maximum)
    }

    /// The recipe of a run.
    public func recipe(of run: String) throws(AssayError) -> Recipe { try self.run(named: run).recipe }
}
