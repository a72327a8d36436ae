public import Experiments
public import Learning
public import Recipes
public import RunStore

extension Session {
    /// Takes runs that were made elsewhere into this project: those of another project, of an MLflow store, or of TensorBoard's event
    /// files. Done again it takes what is new.
    ///
    /// - Parameters:
    ///   - origin: where they are.
    ///   - follows: with event files, whether to keep reading while they grow until `directive` says to stop.
    ///   - directive: asked between runs, and while files are followed.
    ///   - told: with `follows` called once with what there was at first.
    /// - Returns: what became of them; with `follows` of those that came later.
    /// - Throws: ``AssayError`` where a store cannot be used; what was taken by then stays.
    public func takeRuns(
        from origin: RunOrigin, follows: Bool = false, directive: @escaping @Sendable () -> TrainingDirective = { .proceed },
        told: (TakingReport) -> Void = { _ in }
    ) throws(AssayError) -> TakingReport {
        let taker = RunTaker(project: project, store: try store())
        switch origin {
        case .project(let folder): return try taker.take(project: folder, directive: directive)
        case .mlflow(let path): return try taker.take(mlflow: path, directive: directive)
        case .tensorBoard(let path):
            return try taker.take(tensorBoard: path, follows: follows, directive: directive, told: told)
        }
    }

    /// Writes runs into an MLflow store, which is made where it is not there; done again it changes what has changed.
    ///
    /// - Parameters:
    ///   - runs: the runs.
    ///   - path: the SQLite file.
    ///   - experiment: what MLflow files them under; nil is the project's name.
    ///   - progress: called after each with how many are done.
    /// - Returns: how many were new, changed, and as they were.
    /// - Throws: ``AssayError`` where the file is something else, or cannot be written.
    public func write(
        _ runs: [RunRecord], toMLflow path: String, experiment: String? = nil, progress: (Int) -> Void = { _ in }
    ) throws(AssayError) -> Project.Writing {
        try project.write(runs, of: storeWithRuns(), toMLflow: path, experiment: experiment, progress: progress)
    }
}
