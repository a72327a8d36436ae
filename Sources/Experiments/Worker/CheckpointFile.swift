import Glibc
import Learning
import Recipes
import RunStore

/// The state of a run in a file below the store's folder, from which another worker goes on where this one was killed.
///
/// It is only trusted by the build and kind of processor that wrote it: another might go on to other bits.
struct CheckpointFile {
    private let path: String
    private let mark: String

    init(run: RunRecord, folder: String, environment: [String: String]) {
        path = folder + "/checkpoints/" + run.id
        let build = ["executable", "processor"].map { environment[$0] ?? "" }.joined(separator: ", ")
        mark = "assay checkpoint of \(run.recipe.hash) by \(build)"
    }

    /// Whether there is one.
    static func exists(of run: String, folder: String) -> Bool { access(folder + "/checkpoints/" + run, R_OK) == 0 }

    /// What was written last; nil where there is nothing, or nothing that can be trusted.
    func read() -> TrainingCheckpoint? {
        guard let bytes = FilePath.bytes(of: path), let end = bytes.firstIndex(of: 0x0A),
            bytes[..<end].elementsEqual(mark.utf8)
        else { return nil }
        return TrainingCheckpoint(bytes: Array(bytes[(end + 1)...]))
    }

    /// Writes it in place of the one before, whole or not at all. Where that fails the run goes on: it only could not be resumed.
    func write(_ checkpoint: TrainingCheckpoint) {
        guard (try? FilePath.makeFolder(FilePath.parent(of: path))) != nil else { return }
        try? FilePath.replace(path, bytes: Array((mark + "\n").utf8) + checkpoint.bytes)
    }

    /// Takes it away: the run is over.
    func remove() { unlink(path) }
}
