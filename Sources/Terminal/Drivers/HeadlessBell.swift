import Glibc
import Synchronization

/// The wake-up of a driver without a terminal.
final class HeadlessBell: Sendable {
    private let rung = Atomic(false)

    /// Whether someone rang since the last reset.
    var hasRung: Bool { rung.load(ordering: .acquiring) }

    func ring() { rung.store(true, ordering: .releasing) }
    func reset() { rung.store(false, ordering: .releasing) }

    /// Waits for a ring, at most so long.
    func wait(milliseconds: Int) {
        var left = milliseconds
        while left > 0, !hasRung {
            poll(nil, 0, 1)
            left -= 1
        }
    }
}
