import Experiments
public import Recipes
public import RunStore

extension Session {
    /// Runs that match a query such as `auc>0.85 model:boosting`, newest first unless sorted by keys with commas between them
    /// (`auc,-seconds`; a metric sorts its better end first). Only those that are returned are read.
    public func runs(
        query: String = "", sort: String? = nil, limit: Int? = nil, includingBinned: Bool = false
    ) throws(AssayError) -> [RunRecord] {
        let query = try RunQuery(query)
        let sorts = try RunSort.list(parsing: sort ?? "number")
        guard let store = try storeIfThere() else { return [] }
        try Liveness.markInterrupted(store)
        return try store.runs(matching: query, sortedBy: sorts, limit: limit, includingBinned: includingBinned)
            .map { Liveness.shown($0, folder: store.folder) }
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

    /// The ids of the runs that were deleted for good after a revision.
    public func purged(since revision: Int) throws(AssayError) -> [String] {
        try storeIfThere()?.purged(since: revision) ?? []
    }

    /// A run by its number, its id or an unambiguous prefix of it, `last` or `baseline`.
    public func run(named name: String) throws(AssayError) -> RunRecord {
        let store = try storeWithRuns()
        try Liveness.markInterrupted(store)
        return Liveness.shown(try store.resolve(name), folder: store.folder)
    }

    /// The runs that some were edited from, by id, as far as they are there.
    public func parents(of runs: [RunRecord]) throws(AssayError) -> [String: RunRecord] {
        var known = Dictionary(runs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        guard let store = try storeIfThere() else { return known }
        for case let parent? in Set(runs.map(\.parent)) where known[parent] == nil {
            known[parent] = try? store.run(parent)
        }
        return known
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

    /// The views of the table of runs that are kept, by name.
    public func views() throws(AssayError) -> [(name: String, view: RunView)] { try storeIfThere()?.views() ?? [] }

    /// The view with this name.
    ///
    /// - Throws: ``AssayError`` with the nearest name.
    public func view(_ name: String) throws(AssayError) -> RunView { try storeWithRuns().view(name) }

    /// Keeps a view of the table of runs under a name; nil forgets it.
    public func keep(_ view: RunView?, as name: String) throws(AssayError) { try storeWithRuns().keep(view, as: name) }

    /// The runs in the bin.
    public func binned() throws(AssayError) -> [RunRecord] { try storeIfThere()?.binned() ?? [] }

    /// Deletes what is in the bin for good; runs that still train stay there.
    ///
    /// - Parameter runs: ids of only those that are to go; nil is all.
    /// - Returns: the ids of the runs that are gone.
    /// - Throws: ``AssayError`` where the store cannot be written.
    public func emptyBin(_ runs: [String]? = nil) throws(AssayError) -> [String] {
        guard let store = try storeIfThere() else { return [] }
        try Liveness.markInterrupted(store)
        let gone = try store.emptyBin(runs)
        Worker.forget(gone, store: store)
        return gone
    }
}
