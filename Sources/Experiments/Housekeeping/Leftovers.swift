import Glibc
public import Recipes
public import RunStore

/// A file beside the store that nobody needs any more.
public struct Leftover: Sendable, Equatable {
    /// What it is: `state`, `log`, `artifacts`, `lock`, `draft`.
    public var kind: String
    public var path: String
    public var bytes: Int
    /// Why nobody needs it.
    public var reason: String
}

/// What killed workers, deleted runs and time leave in a project's `.assay` folder.
public enum Leftovers {
    /// Days for which the log of a run that ended well is kept.
    static let logDays = 30.0

    /// What can be taken away without anyone missing it: kept states of runs that will not go on, logs and artefacts of runs that are no
    /// more, locks that nobody holds, files that were not finished.
    ///
    /// - `now`: seconds since 1970.
    ///
    /// - Throws: ``AssayError`` where the store cannot be read.
    public static func find(_ store: RunStore, now: Double) throws(AssayError) -> [Leftover] {
        let runs = Dictionary(try store.runs(includingBinned: true).map { ($0.id, $0) }) { first, _ in first }
        var found: [Leftover] = []
        func look(_ part: String, _ kind: String, _ reason: (String, String) -> String?) {
            for name in FilePath.names(in: store.folder + "/" + part) {
                let path = "\(store.folder)/\(part)/\(name)"
                guard let reason = reason(name, path) else { continue }
                found.append(Leftover(kind: kind, path: path, bytes: FilePath.bytes(below: path), reason: reason))
            }
        }
        look("checkpoints", "state") { name, _ in
            if name.hasSuffix(".new") { return "it was never finished" }
            guard let run = runs[name] else { return "its run is no more" }
            let goesOn: [RunState] = [.queued, .running, .paused, .interrupted, .stopped, .unknown]
            return goesOn.contains(run.state) ? nil : "run \(run.number) is \(run.state.rawValue)"
        }
        look("logs", "log") { name, path in
            let id = name.hasSuffix(".log") ? String(name.dropLast(4)) : name
            guard id != "work" else { return nil }
            guard let run = runs[id] else { return "its run is no more" }
            guard run.state == .done, now - FilePath.changed(path) > logDays * 86_400 else { return nil }
            return "run \(run.number) ended well, long ago"
        }
        look("artifacts", "artifacts") { name, _ in runs[name] == nil ? "its run is no more" : nil }
        look("live", "lock") { name, path in
            FileLock.isHeld(path) || runs[name].map { !$0.state.isOver } ?? false ? nil : "nobody holds it"
        }
        for name in FilePath.names(in: store.folder) where name.hasSuffix(".new") {
            let path = store.folder + "/" + name
            guard now - FilePath.changed(path) > 3600 else { continue }
            found.append(Leftover(kind: "draft", path: path, bytes: FilePath.bytes(below: path), reason: "it was never finished"))
        }
        return found
    }

    /// Takes leftovers away.
    ///
    /// - Returns: the bytes that were freed.
    @discardableResult
    public static func remove(_ leftovers: [Leftover]) -> Int {
        leftovers.reduce(0) { sum, leftover in
            if FilePath.isFolder(leftover.path) { FilePath.removeFolder(leftover.path) } else { unlink(leftover.path) }
            return FilePath.exists(leftover.path) ? sum : sum + leftover.bytes
        }
    }

    /// The bytes of all files below a folder.
    public static func bytes(of folder: String) -> Int { FilePath.bytes(below: folder) }
}
