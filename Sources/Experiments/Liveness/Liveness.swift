public import Recipes
public import RunStore

/// Whether runs that say they go on really do. A worker holds a lock on a file of its run for as long as it lives, so a free lock
/// means a dead worker, at once and without clocks or process numbers.
public enum Liveness {
    /// Whether a process holds the run's lock.
    public static func isHeld(_ run: String, folder: String) -> Bool {
        FileLock.isHeld(folder + "/live/" + run)
    }

    /// Marks the runs of this machine whose worker is gone as interrupted, with its last words where it left any.
    ///
    /// - Returns: the runs that were marked.
    @discardableResult
    public static func markInterrupted(_ store: RunStore) throws(AssayError) -> [RunRecord] {
        var marked: [RunRecord] = []
        for run in try store.runs(in: [.running, .paused]) where isGone(run, folder: store.folder) && Machine.isThis(run) {
            let words = Launcher.lastWords(of: run.id, folder: store.folder)
            let isMarked = try store.setState(
                of: run.id, from: [.running, .paused], to: .interrupted, failure: words, startedAt: run.startedAt)
            if isMarked { marked.append(try store.run(run.id)) }
        }
        return marked
    }

    /// The run as it is to be shown: of another machine, without a lock that could be seen, it is `unknown` whether it goes on.
    public static func shown(_ run: RunRecord, folder: String) -> RunRecord {
        guard run.state == .running || run.state == .paused, isGone(run, folder: folder), !Machine.isThis(run) else { return run }
        var shown = run
        shown.state = .unknown
        return shown
    }

    private static func isGone(_ run: RunRecord, folder: String) -> Bool { !isHeld(run.id, folder: folder) }
}
