import Glibc
import Synchronization

/// How often; a global, because a signal handler captures nothing.
private let count = Atomic<Int>(0)

/// Counts `Ctrl-C`, so that training can end in order: once stops and keeps, twice cancels, three times ends at once.
enum Interrupts {
    /// From now on interrupts are counted instead of ending the program.
    static func watch() {
        // The handler may not be the first to touch the counter: that would allocate inside of it.
        count.store(0, ordering: .relaxed)
        for signal in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in
                if count.add(1, ordering: .relaxed).newValue > 2 { _exit(130) }
            }
            action.sa_flags = SA_RESTART
            sigaction(signal, &action, nil)
        }
        // Whoever started this program may have left them blocked.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// How often so far.
    static var seen: Int { count.load(ordering: .relaxed) }
}
