import Glibc
public import Learning
public import Recipes
import RunStore

extension RunTaker {
    /// Takes the runs of another project: with points, scores, predictions, models, findings, looks at sealed rows, tags, notes, and the
    /// files that trainers left. Runs that are here already are not touched, those that were deleted here stay deleted, and those that
    /// wait or go on there are left where they are. A run keeps its number where that was never given here.
    ///
    /// - Parameters:
    ///   - folder: the other project's `.assay`.
    ///   - directive: asked between runs whether to go on.
    /// - Returns: what became of them.
    /// - Throws: ``AssayError`` where one of the stores cannot be used; runs that were taken by then stay.
    public func take(
        project folder: String, directive: () -> TrainingDirective = { .proceed }
    ) throws(AssayError) -> TakingReport {
        guard FilePath.real(folder) != FilePath.real(store.folder) else { throw .sameStore(folder) }
        var report = TakingReport()
        let other = try OtherStore(folder: folder, scratch: store.folder)
        let free = try store.firstFreeNumber()
        // Those that may keep their number come first, so that no other is given it.
        let runs = try other.runs()
        for run in runs.filter({ $0.number >= free }) + runs.filter({ $0.number < free }) {
            guard directive() == .proceed else { break }
            try take(run, from: other, keepsNumber: run.number >= free, into: &report)
        }
        report.new.sort { ($0.numberThere ?? 0) < ($1.numberThere ?? 0) }
        return report
    }

    private func take(
        _ run: OtherStore.Run, from other: OtherStore, keepsNumber: Bool, into report: inout TakingReport
    ) throws(AssayError) {
        do throws(AssayError) {
            // It becomes part of paths below.
            guard ULID.isValid(run.id) else { throw .unusableRun(run.id, other.folder) }
            if run.state == .queued || Liveness.isHeld(run.id, folder: other.folder) {
                report.unfinished += 1
                return
            }
            if let standing = try store.standing(of: run) { return report.add(standing, run.id) }
            // Files come first: a run is never here without them.
            let skipped = copyFiles(of: run.id, from: other.folder)
            let taking = try store.take(run.id, from: other, keepsNumber: keepsNumber)
            report.add(taking, run.id, numberThere: run.number)
            if skipped > 0 { report.remarks.append("run \(run.number) there: \(skipped) files could not be copied") }
        } catch {
            let ofStores = ["disk_full", "read_only", "store", "store_busy", "store_io", "store_damaged", "not_a_store"]
            guard !ofStores.contains(error.code) else { throw error }
            report.remarks.append("run \(run.number) there is left out: \(error.sentence)")
        }
    }

    /// Copies what trainers left and said; links are passed over.
    ///
    /// - Returns: how many files could not be copied.
    private func copyFiles(of run: String, from folder: String) -> Int {
        let log = Launcher.logPath(of: run, folder: folder)
        if Self.kind(of: log) == S_IFREG, (try? FilePath.makeFolder(store.folder + "/logs")) != nil {
            try? FilePath.copy(log, to: Launcher.logPath(of: run, folder: store.folder))
        }
        var failed = 0
        func copy(_ from: String, _ to: String, depth: Int) {
            for name in FilePath.names(in: from) {
                switch Self.kind(of: from + "/" + name) {
                case S_IFDIR where depth < 32: copy(from + "/" + name, to + "/" + name, depth: depth + 1)
                case S_IFREG:
                    do throws(AssayError) {
                        try FilePath.makeFolder(to)
                        try FilePath.copy(from + "/" + name, to: to + "/" + name)
                    } catch {
                        failed += 1
                    }
                default: break
                }
            }
        }
        let shelf = ArtifactShelf.folder(of: run, storeFolder: folder)
        if Self.kind(of: shelf) == S_IFDIR { copy(shelf, ArtifactShelf.folder(of: run, storeFolder: store.folder), depth: 0) }
        return failed
    }

    /// What stands at a path, of a link that it is one; nil where there is nothing.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}

extension AssayError {
    static func sameStore(_ folder: String) -> AssayError {
        AssayError(
            code: "same_project", message: "\(folder) is this project itself", hint: "name another project's folder",
            isUsage: true)
    }
}
