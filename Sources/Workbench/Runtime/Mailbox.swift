import Synchronization
import Terminal

/// Where background work leaves events for the loop, which it wakes.
final class Mailbox: Sendable {
    private let events = Mutex<[Event]>([])
    private let waker: Waker

    init(waker: Waker) { self.waker = waker }

    /// Leaves an event; callable from any thread.
    func post(_ event: Event) {
        events.withLock { $0.append(event) }
        waker.wake()
    }

    /// Takes out everything that was left.
    func drain() -> [Event] {
        events.withLock { events in
            defer { events.removeAll() }
            return events
        }
    }
}
