public import Experiments
public import Recipes
import RunStore

/// How a project's store is.
public struct StoreHealth: Sendable {
    public var runs: Int
    public var sqlite: String
    public var isOnNetwork: Bool
    /// A sentence for everything that is wrong with the file.
    public var damage: [String]
    /// Numbers of runs whose worker is gone.
    public var interrupted: [Int]
    public var leftovers: [Leftover]
    /// Copies from before the store's form was changed, the newest first.
    public var backups: [String]
}

extension Session {
    /// Looks the store over; nil where none is.
    ///
    /// - `mends`: whether leftovers are taken away. Runs whose worker died are marked in any case, as by everyone who opens the project.
    ///
    /// - Complexity: reads the whole store.
    public func storeHealth(mends: Bool) throws(AssayError) -> StoreHealth? {
        guard let store = try storeIfThere() else { return nil }
        let leftovers = try Leftovers.find(store, now: NumberText.now())
        if mends { Leftovers.remove(leftovers) }
        return StoreHealth(
            runs: try store.runs(includingBinned: true).count, sqlite: try store.sqliteVersion(),
            isOnNetwork: store.isOnNetwork, damage: try store.damage(),
            interrupted: try store.runs(in: [.interrupted]).map(\.number), leftovers: leftovers, backups: store.backups)
    }
}
