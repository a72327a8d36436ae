public import Recipes
public import Tabular

extension Session {
    /// The recipe that a request means on a table.
    ///
    /// - Parameter base: the recipe that everything the request does not mention is taken from; nil is the contract's defaults.
    /// - Throws: ``AssayError`` for a column, model, metric or parameter that is not there (with the nearest name), a target that
    ///   cannot be one, or no feature left on.
    public func recipe(for table: Table, request: RunRequest, base: Recipe? = nil) throws(AssayError) -> Recipe {
        throw AssayError(code: "unfinished", message: "recipes are not made yet")
    }
}
