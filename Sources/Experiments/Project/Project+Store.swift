public import Recipes
public import RunStore

extension Project {
    /// The project's store where runs were kept before, else nil. Nothing is made.
    ///
    /// - Throws: ``AssayError`` where it is there but cannot be used.
    public func openStoreIfThere() throws(AssayError) -> RunStore? {
        guard RunStore.exists(in: storeFolder) else { return nil }
        return try RunStore(folder: storeFolder)
    }

    /// The project's store, made where there is none, with the project's folder: called when the first run is kept.
    ///
    /// - Throws: ``AssayError`` where it cannot be made or used.
    public func openStore() throws(AssayError) -> RunStore {
        try RunStore(folder: storeFolder)
    }
}
