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
        let pid = try spawn(executable, words, log: log)
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

    /// Moves the queue on: where runs wait and a place is free, workers are started. Called by every assay that opens.
    ///
    /// - Returns: how many were started.
    /// - Throws: ``AssayError``.
    @discardableResult
    public static func moveQueueOn(
        _ project: Project, store: RunStore, executable: String = "/proc/self/exe"
    ) throws(AssayError) -> Int {
        let queue = try store.queue()
        guard !queue.isEmpty else { return 0 }
        let slots = try (1...store.jobs()).filter { !FileLock.isHeld(store.folder + "/slots/\($0)") }
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

    /// The file that a run's worker and trainer write to.
    static func logPath(of run: String, folder: String) -> String { "\(folder)/logs/\(run).log" }

    /// What this process has open, and a child may have inherited.
    static func openDescriptors() -> [Int32] {
        guard let listing = opendir("/proc/self/fd") else { return [] }
        defer { closedir(listing) }
        var found: [Int32] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let descriptor = Int32(name) { found.append(descriptor) }
        }
        return found
    }

    private static func spawn(_ executable: String, _ words: [String], log: String) throws(AssayError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // Whoever waits for the end of a pipe that this program was given must not wait for the worker.
        for inherited in openDescriptors() where inherited > 2 { posix_spawn_file_actions_addclose(&actions, inherited) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // A session of its own: closing the terminal does not reach it. 0x80 is POSIX_SPAWN_SETSID.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | 0x80))

        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var pid = pid_t()
        let status = posix_spawn(&pid, executable, &actions, &attributes, &arguments, environ)
        guard status == 0 else { throw .spawn(executable, errno: status) }
        return pid
    }
}
