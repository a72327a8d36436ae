public import Recipes
import RunStore

/// Where runs can be taken from.
public enum RunOrigin: Sendable, Equatable {
    /// The `.assay` folder of another project.
    case project(String)
    /// An SQLite store of MLflow's.
    case mlflow(String)
    /// Event files of TensorBoard: a folder with some below it, or one of them.
    case tensorBoard(String)

    /// What there is at a path.
    ///
    /// - Throws: ``AssayError`` where it is none of these.
    public init(at path: String) throws(AssayError) {
        let path = FilePath.absolute(path)
        guard FilePath.exists(path) else { throw .noOrigin(path, why: "is not there") }
        guard FilePath.isFolder(path) else {
            if EventFolder.isOne(path) {
                self = .tensorBoard(path)
            } else if FilePath.name(of: path) == RunStore.fileName {
                self = .project(FilePath.parent(of: path))
            } else {
                _ = try MLflowFile(reading: path)
                self = .mlflow(path)
            }
            return
        }
        for folder in [path + "/.assay", path] where RunStore.exists(in: folder) {
            self = .project(folder)
            return
        }
        for file in [path + "/mlflow.db", path + "/mlruns.db"] where FilePath.exists(file) {
            self = .mlflow(file)
            return
        }
        guard EventFolder.isOne(path) else {
            let hasFileStore = FilePath.isFolder(path + "/mlruns") || FilePath.exists(path + "/meta.yaml")
            throw .noOrigin(
                path,
                why: hasFileStore
                    ? "has runs of MLflow as plain files, which only MLflow can turn into a database"
                    : "has no runs of assay, no mlflow.db, and no event files of TensorBoard")
        }
        self = .tensorBoard(path)
    }
}

extension AssayError {
    static func noOrigin(_ path: String, why: String) -> AssayError {
        AssayError(
            code: "no_runs_there", message: "\(path) \(why)",
            hint: "name a project's folder, an mlflow.db, or a folder with event files", isUsage: true)
    }
}
