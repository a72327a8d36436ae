import Glibc
import Recipes
import Synchronization

/// What was piped into this process: it comes once, so it is kept until the process ends.
enum StandardInput {
    static let name = "standard input"

    private static let kept = Mutex<Kept?>(nil)

    private struct Kept: @unchecked Sendable {
        /// Not written any more once it is here.
        let spool: Spool
    }

    /// The bytes of standard input, from their beginning.
    ///
    /// - Throws: ``AssayError`` where nothing is piped in.
    static func stream(folder: String?) throws(AssayError) -> SourceStream {
        var status = stat()
        guard fstat(STDIN_FILENO, &status) == 0, isatty(STDIN_FILENO) == 0 else { throw .nothingPipedIn() }
        if status.st_mode & S_IFMT == S_IFREG { return try SourceStream(file: "/proc/self/fd/0", name: name) }
        var null = stat()
        if stat("/dev/null", &null) == 0, null.st_rdev == status.st_rdev, status.st_mode & S_IFMT == S_IFCHR {
            throw .inputIsGone()
        }
        let spool = try kept.withLock { kept throws(AssayError) in
            if let kept { return kept }
            let spool = try Spool(folder: folder)
            try spool.append(descriptor: STDIN_FILENO, name: name)
            let new = Kept(spool: spool)
            kept = new
            return new
        }
        return try SourceStream(spool.spool, name: name)
    }
}
