public import Recipes

/// The runs of a project, in `.assay/runs.sqlite`: the only thing that screens and workers share.
///
/// Every write happens under one advisory writers' lock, because SQLite up to 3.51.2 can lose committed pages when a
/// checkpoint meets another one (https://sqlite.org/wal.html, the WAL-reset bug).
public final class RunStore: Sendable {
    /// Opens or makes the store in a project's `.assay` folder.
    ///
    /// - Throws: ``AssayError`` where it cannot be read or written, or a newer version wrote it.
    public init(folder: String) throws(AssayError) {
        throw AssayError(code: "unfinished", message: "the store is not there yet")
    }
}
