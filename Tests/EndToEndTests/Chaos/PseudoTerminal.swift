import Foundation
import Glibc
import Synchronization

/// The executable in a terminal that nobody looks at: keys go in, the bytes that it draws come out, each with its time.
final class PseudoTerminal: Sendable {
    private struct Output {
        var bytes: [UInt8] = []
        /// What is looked for, and when it came.
        var wanted: [UInt8] = []
        var found: ContinuousClock.Instant?
        var isOver = false
    }

    let pid: pid_t
    private let master: Int32
    private let output = Mutex(Output())

    /// Starts a program in a session of its own whose terminal this is; nil where there are no terminals to be had.
    init?(_ executable: String, _ arguments: [String], environment: [String: String], columns: UInt16, rows: UInt16) {
        // What posix_openpt, unlockpt and ptsname do, which the module of the C library keeps to itself.
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (locked, number): (Int32, UInt32) = (0, 0)
        guard master >= 0, ioctl(master, 0x4004_5431, &locked) == 0, ioctl(master, 0x8004_5430, &number) == 0 else { return nil }
        let name = "/dev/pts/\(number)"
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens becomes its own.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // 0x80 is POSIX_SPAWN_SETSID.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | 0x80)
        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var pid = pid_t()
        guard posix_spawn(&pid, executable, &actions, &attributes, &words, &variables) == 0 else {
            close(master)
            return nil
        }
        self.pid = pid
        self.master = master
        Thread.detachNewThread { self.read() }
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(master, &buffer, buffer.count)
            let now = ContinuousClock.now
            guard count > 0 else { break }
            output.withLock { output in
                let seen = max(0, output.bytes.count - output.wanted.count)
                output.bytes += buffer[..<count]
                if output.found == nil, !output.wanted.isEmpty, output.bytes[seen...].firstRange(of: output.wanted) != nil {
                    output.found = now
                }
            }
        }
        output.withLock { $0.isOver = true }
        close(master)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    /// Whether the program has ended.
    var isOver: Bool { output.withLock { $0.isOver } }

    /// Whether a text was drawn in one piece since the terminal was opened.
    func hasDrawn(_ text: String) -> Bool { output.withLock { $0.bytes.firstRange(of: Array(text.utf8)) != nil } }

    /// Waits until a text has been drawn in one piece.
    func wait(for text: String, seconds: Double) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end, !isOver {
            if hasDrawn(text) { return true }
            usleep(2000)
        }
        return false
    }

    /// Types keys.
    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = Glibc.write(master, bytes, bytes.count)
    }

    /// From now on looks for a text; what was drawn before is forgotten.
    func look(for text: String) {
        output.withLock { output in
            output.bytes.removeAll(keepingCapacity: true)
            output.wanted = Array(text.utf8)
            output.found = nil
        }
    }

    /// When the text that is looked for was drawn.
    var found: ContinuousClock.Instant? { output.withLock { $0.found } }

    /// Ends the program as a power failure would.
    func kill() { Glibc.kill(pid, SIGKILL) }
}
