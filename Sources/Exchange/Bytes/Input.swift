import Glibc
import Recipes

/// Plain reading that says what went wrong.
enum Input {
    /// Some bytes; 0 at the end.
    static func read(
        _ descriptor: Int32, _ memory: UnsafeMutableRawBufferPointer, name: String
    ) throws(AssayError) -> Int {
        while true {
            let got = Glibc.read(descriptor, memory.baseAddress, memory.count)
            if got >= 0 { return got }
            if errno != EINTR { throw .unreadableSource(name, errno: errno) }
        }
    }
}
