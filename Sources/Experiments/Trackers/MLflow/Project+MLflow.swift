public import Recipes
public import RunStore

extension Project {
    /// What became of runs that were written into another tracker's store.
    public struct Writing: Sendable, Equatable {
        public var new: Int
        public var changed: Int
        /// Written before, and the same since.
        public var unchanged: Int
    }

    /// Writes runs into an SQLite store of MLflow's, which is made where it is not there; done again it changes what has changed.
    ///
    /// - Parameters:
    ///   - runs: the runs.
    ///   - store: where they are kept.
    ///   - path: the file.
    ///   - experiment: what MLflow files them under; nil is the project's name.
    ///   - progress: called after each with how many are done.
    /// - Returns: how many were new, changed, and as they were.
    /// - Throws: ``AssayError`` where the file is something else, or cannot be written.
    public func write(
        _ runs: [RunRecord], of store: RunStore, toMLflow path: String, experiment: String? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws(AssayError) -> Writing {
        let file = try MLflowFile(writing: FilePath.absolute(path))
        let writer = MLflowWriter(file: file, store: store, artifactFolder: artifactFolder)
        let report = try writer.write(runs, experiment: experiment ?? name, progress: progress)
        return Writing(new: report.new, changed: report.changed, unchanged: report.unchanged)
    }
}
