import Exchange
import Foundation
import Glibc
public import Recipes
public import RunStore

/// Starts workers that outlive the screen: the same executable, in a session of its own.
public enum Launcher {
    /// Starts a worker that works on the project's queue. Returns at once.
    ///
    /// The running executable itself is started (`/proc/self/exe`), so that an upgrade in between does no harm. Its output goes to
    /// the run's log; where it ends before it claimed the run, its last words become the run's failure, as long as this process
    /// lives.
    ///
    /// - Parameters:
    ///   - project: whose queue it is.
    ///   - run: the id of the run that it is started for, whose log it writes.
    ///   - executable: another program in its place.
    ///   - arguments: other arguments; nil is `work --project DIR --detached`.
    /// - Returns: the process's number.
    /// - Throws: ``AssayError`` where it cannot be started.
    @discardableResult
    public static func startWorker(
        _ project: Project, for run: String? = nil, executable: String = "/proc/self/exe", arguments: [String]? = nil
    ) throws(AssayError) -> Int {
        let folder = project.storeFolder
        let log = logPath(of: run ?? "work", folder: folder)
        try FilePath.makeFolder(FilePath.parent(of: log))
        let words = ["assay"] + (arguments ?? ["work", "--project", project.folder, "--detached"])
        // Closing the terminal does not reach it, and nobody who waits for the end of a pipe waits for it.
        let started = ProgramStart.spawn(
            executable, words, streams: [.nowhere, .log(log), .sameAs(1)], inOwnSession: true)
        guard let pid = started.pid else { throw .spawn(executable, errno: started.errno) }
        let thread = Thread {
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            // The store is opened only where there is something to say.
            guard status != 0, let run, let store = try? RunStore(folder: folder) else { return }
            let words = lastWords(of: run, folder: folder) ?? "the worker ended before it began (status \(status >> 8 & 0xFF))"
            _ = try? store.setState(of: run, from: [.queued], to: .failed, failure: words)
        }
        thread.name = "assay.reaper"
        thread.start()
        return Int(pid)
    }

    /// Moves the queue on: where runs wait, workers that wait for some are woken, and where a place is free, others are started. Called
    /// by every assay that opens.
    ///
    /// - Returns: how many were started.
    /// - Throws: ``AssayError``.
    @discardableResult
    public static func moveQueueOn(
        _ project: Project, store: RunStore, executable: String = "/proc/self/exe"
    ) throws(AssayError) -> Int {
        var queue = try store.queue()[...]
        guard !queue.isEmpty else { return 0 }
        let places = try 1...store.jobs()
        // Those that wait know the table already.
        for place in places where !queue.isEmpty && Doorbell.ring(Doorbell.path(of: place, folder: store.folder)) {
            queue.removeFirst()
        }
        let slots = places.filter { !FileLock.isHeld(store.folder + "/slots/\($0)") }
        for (run, _) in zip(queue, slots) { try startWorker(project, for: run.id, executable: executable) }
        return min(queue.count, slots.count)
    }

    /// The last lines that a run's worker wrote (of a crash the line that says why), or nil where it wrote nothing.
    public static func lastWords(of run: String, folder: String) -> String? {
        guard let text = FilePath.text(of: logPath(of: run, folder: folder), limit: 1 << 16) else { return nil }
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        // A backtrace follows, which says nothing to a person.
        if let crash = lines.last(where: { $0.contains("Fatal error") || $0.contains("Program crashed") }) {
            return String(crash.prefix(400))
        }
        let words = lines.suffix(3).joined(separator: " / ")
        return words.isEmpty ? nil : String(words.suffix(400))
    }

    /// From now on this process writes what it has to say to the log of another run, which begins anew.
    static func turnLog(to run: String, folder: String) {
        let file = open(
            logPath(of: run, folder: folder), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { return }
        dup2(file, 1)
        dup2(file, 2)
        close(file)
    }

    /// The file that a run's worker and trainer write to.
    static func logPath(of run: String, folder: String) -> String { "\(folder)/logs/\(run).log" }
}
