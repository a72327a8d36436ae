import Glibc

/// Opens what is read without waiting for who writes it.
package enum SourceDescriptor {
    /// What lies at a path, open for reading; negative, with `errno` set, where it cannot be opened.
    ///
    /// A named pipe without a writer is open at once, so that nobody waits where they cannot be stopped. Linux lets `poll` be silent on it
    /// until its first writer came; whoever polls before each read thus never takes "nobody yet" for the end.
    package static func opened(at path: String) -> Int32 {
        var opened = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        // A file on loan to another program is waited for.
        if opened < 0, errno == EWOULDBLOCK { opened = open(path, O_RDONLY | O_CLOEXEC) }
        guard opened >= 0 else { return opened }
        let flags = fcntl(opened, F_GETFL)
        if flags >= 0 { _ = fcntl(opened, F_SETFL, flags & ~O_NONBLOCK) }
        return opened
    }

    /// Whether there is something else than a file at a path: a pipe loses what was written to it when it is opened only for a look.
    package static func isOther(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }
}
