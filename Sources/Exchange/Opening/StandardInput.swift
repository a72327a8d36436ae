import Glibc
public import Recipes
import Synchronization
import Tabular

/// What was piped into this process: it comes once, so it is kept until the process ends.
public enum StandardInput {
    static let name = "standard input"

    /// Gives the process its terminal as standard input, where a screen needs the keyboard; what is piped in is read when it is asked for.
    ///
    /// - Throws: ``AssayError`` where nothing is piped in, or there is no terminal.
    public static func makeRoomForTerminal() throws(AssayError) {
        try kept.withLock { kept throws(AssayError) in
            if kept.source == STDIN_FILENO, kept.spool == nil {
                try checkIsPiped()
                kept.source = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                guard kept.source >= 0 else { throw .unreadableSource(name, errno: errno) }
            }
        }
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { throw .unreadableSource("/dev/tty", errno: errno) }
        dup2(terminal, STDIN_FILENO)
        close(terminal)
    }

    private static let kept = Mutex(Kept())

    struct Kept: @unchecked Sendable {
        /// Where it comes from.
        var source = STDIN_FILENO
        /// What came so far: one who stops waiting loses nothing.
        var spool: Spool?
        var isWhole = false
        /// Why the rest cannot be had: bytes may be lost, and what came behind them would be taken for the next.
        private(set) var failure: AssayError?

        /// Waits for the rest.
        mutating func gather(folder: String?, control: ImportControl, told: (Spool) -> Void) throws(AssayError) -> Spool {
            if let failure { throw failure }
            let spool = if let begun = spool { begun } else { try Spool(folder: folder) }
            self.spool = spool
            guard !isWhole else { return spool }
            do throws(AssayError) {
                try spool.append(descriptor: source, name: name, control: control) { _ in told(spool) }
            } catch {
                if !error.isStop { failure = error }
                throw error
            }
            isWhole = true
            return spool
        }
    }

    /// The bytes of standard input, from their beginning.
    ///
    /// - Parameters:
    ///   - folder: where they may lie meanwhile.
    ///   - control: whether to stop waiting for more.
    ///   - told: called now and then with what came so far.
    /// - Returns: a stream of them.
    /// - Throws: ``AssayError`` where nothing is piped in, or `import_stopped`.
    static func stream(
        folder: String?, control: ImportControl = ImportControl(), told: (Spool) -> Void = { _ in }
    ) throws(AssayError) -> SourceStream {
        let spool = try kept.withLock { kept throws(AssayError) in
            if kept.spool == nil, kept.source == STDIN_FILENO { try checkIsPiped() }
            return Whole(spool: try kept.gather(folder: folder, control: control, told: told))
        }
        return try SourceStream(spool.spool, name: name, control: control)
    }

    private struct Whole: @unchecked Sendable {
        /// Not written any more once it is here.
        let spool: Spool
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
