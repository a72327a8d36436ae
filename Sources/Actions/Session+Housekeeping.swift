public import Experiments
public import Recipes
public import RunStore

/// What a project's store takes, and what of it could go.
public struct Housekeeping: Sendable {
    /// The store's files together.
    public var storeBytes: Int
    /// By run, the largest first.
    public var runs: [RunRoom]
    /// Runs whose predictions and model may go: neither the baseline nor tagged, and another run is newer.
    public var evictable: [RunRoom]
    /// What is left over beside the store.
    public var leftovers: [Leftover]
    /// The folder of read tables and its bytes, which all projects share; nil where there is none.
    public var cache: (folder: String, bytes: Int)?
}

extension Session {
    /// How much everything takes, and what could go.
    ///
    /// - Throws: ``AssayError`` where no run was kept yet, or the store cannot be read.
    public func housekeeping() throws(AssayError) -> Housekeeping {
        let store = try storeWithRuns()
        let rooms = try store.room()
        let records = Dictionary(try store.runs(includingBinned: true).map { ($0.id, $0) }) { first, _ in first }
        let baseline = try store.setting("baseline")
        let newest = rooms.last?.id
        let evictable = rooms.filter { room in
            guard room.evictable > 0, room.id != newest, room.id != baseline, let record = records[room.id] else { return false }
            return record.state.isOver && record.tags.isEmpty
        }
        return Housekeeping(
            storeBytes: store.fileSize, runs: rooms.sorted { ($0.total, $1.number) > ($1.total, $0.number) },
            evictable: evictable, leftovers: try Leftovers.find(store, now: NumberText.now()),
            cache: Project.cacheFolder.map { ($0, Leftovers.bytes(of: $0)) })
    }

    /// Takes away what is left over, and, where wanted, the predictions and models that training again gives; then makes the store's
    /// file as small as it can be.
    ///
    /// - Returns: the bytes that were freed.
    public func takeAway(_ housekeeping: Housekeeping, results: Bool) throws(AssayError) -> Int {
        let store = try storeWithRuns()
        let before = store.fileSize
        let removed = Leftovers.remove(housekeeping.leftovers)
        if results, !housekeeping.evictable.isEmpty { try store.evict(housekeeping.evictable.map(\.id)) }
        try store.compact()
        return removed + max(0, before - store.fileSize)
    }
}
