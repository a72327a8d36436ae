import Glibc

/// Writing to pipes whose other end may be gone.
package enum PipeWriting {
    /// Writes once, without the signal that a closed pipe raises.
    ///
    /// - Returns: the bytes that were written, or -1 with `errno` set.
    @discardableResult
    package static func write(_ bytes: UnsafeRawPointer, _ count: Int, to descriptor: Int32) -> Int {
        var (broken, before) = (sigset_t(), sigset_t())
        sigemptyset(&broken)
        sigaddset(&broken, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &broken, &before)
        let put = Glibc.write(descriptor, bytes, count)
        let reason = errno
        if put < 0, reason == EPIPE {
            var now = timespec()
            sigtimedwait(&broken, nil, &now)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        errno = reason
        return put
    }

    /// Writes a short text; where nobody reads, nothing happens.
    package static func write(_ text: String, to descriptor: Int32) {
        var text = text
        _ = text.withUTF8 { bytes in bytes.baseAddress.map { write($0, bytes.count, to: descriptor) } }
    }
}
