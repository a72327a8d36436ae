import Glibc
import Recipes
import Tabular

extension ImportControl {
    /// Milliseconds that a silent pipe is waited for before it is asked whether to stop.
    static let patience: Int32 = 100
}

/// Plain reading that says what went wrong.
enum Input {
    /// Some bytes; 0 at the end.
    ///
    /// A pipe may be silent for long: whether to stop is asked several times a second.
    static func read(
        _ descriptor: Int32, _ memory: UnsafeMutableRawBufferPointer, name: String, control: ImportControl
    ) throws(AssayError) -> Int {
        while true {
            try control.check()
            var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waited, 1, ImportControl.patience)
            if ready == 0 || ready < 0 && errno == EINTR { continue }
            let got = Glibc.read(descriptor, memory.baseAddress, memory.count)
            if got >= 0 { return got }
            if errno != EINTR, errno != EAGAIN { throw .unreadableSource(name, errno: errno) }
        }
    }
}
