import Glibc
import Synchronization

/// Holds a trainer's whole process group while its run is paused.
final class TrainerHold: Sendable {
    private let group = Mutex<pid_t?>(nil)

    func begin(_ process: TrainerProcess) { group.withLock { $0 = process.pid } }

    func end() { group.withLock { $0 = nil } }

    /// Passes on what a run is told, and holds or lets go at a pause.
    func watching(_ hooks: TrainingHooks) -> TrainingHooks {
        var watching = hooks
        watching.event = { event in
            switch event {
            case .paused: self.send(SIGSTOP)
            case .resumed: self.send(SIGCONT)
            default: break
            }
            hooks.event(event)
        }
        return watching
    }

    private func send(_ signal: Int32) {
        // The lock keeps the number from being given to another process in between.
        group.withLock { group in if let group { kill(-group, signal) } }
    }
}
