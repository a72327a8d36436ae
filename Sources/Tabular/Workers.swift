import Dispatch
import Glibc

/// Threads that share a piece of work.
enum Workers {
    /// How many are worth it here.
    static let available = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// Runs `body` on `count` threads at once, of which the caller's is number 0, and waits for all.
    static func run(_ count: Int, _ first: () -> Void, others body: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for worker in 1..<max(1, count) {
            DispatchQueue.global(qos: .userInitiated).async(group: group) { body(worker) }
        }
        first()
        group.wait()
    }
}
