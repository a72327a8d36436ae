import Glibc
public import Recipes
import Synchronization

/// What was piped into this process: it comes once, so it is kept until the process ends.
public enum StandardInput {
    static let name = "standard input"

    /// Keeps what is piped in, and gives the process its terminal as standard input: a screen needs the keyboard there.
    ///
    /// - Parameter folder: where it may lie meanwhile.
    /// - Throws: ``AssayError`` where nothing is piped in, or there is no terminal.
    public static func makeRoomForTerminal(folder: String?) throws(AssayError) {
        _ = try stream(folder: folder)
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { throw .unreadableSource("/dev/tty", errno: errno) }
        dup2(terminal, STDIN_FILENO)
        close(terminal)
    }

    private static let kept = Mutex<Kept?>(nil)

    private struct Kept: @unchecked Sendable {
        /// Not written any more once it is here.
        let spool: Spool
    }

    /// The bytes of standard input, from their beginning.
    ///
    /// - Throws: ``AssayError`` where nothing is piped in.
    static func stream(folder: String?) throws(AssayError) -> SourceStream {
        let spool = try kept.withLock { kept throws(AssayError) in
            if let kept { return kept }
            try checkIsPiped()
            let spool = try Spool(folder: folder)
            try spool.append(descriptor: STDIN_FILENO, name: name)
            let new = Kept(spool: spool)
            kept = new
            return new
        }
        return try SourceStream(spool.spool, name: name)
    }

    private static func checkIsPiped() throws(AssayError) {
        var status = stat()
        guard fstat(STDIN_FILENO, &status) == 0, isatty(STDIN_FILENO) == 0 else { throw .nothingPipedIn() }
        var null = stat()
        if stat("/dev/null", &null) == 0, null.st_rdev == status.st_rdev, status.st_mode & S_IFMT == S_IFCHR {
            throw .inputIsGone()
        }
    }
}
