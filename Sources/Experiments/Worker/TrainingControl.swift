public import Learning
import Synchronization

/// A switch that a signal handler or another thread may throw: first stop and keep, then cancel.
///
///     let control = TrainingControl()
///     // on Ctrl-C: control.interrupt()
///     TrainingHooks(directive: { control.directive })
public final class TrainingControl: Sendable {
    private let presses = Atomic<Int>(0)

    public init() {}

    /// Once stops and keeps, twice cancels. Safe in a signal handler.
    public func interrupt() { presses.add(1, ordering: .relaxed) }

    /// Throws everything away.
    public func cancel() { presses.add(2, ordering: .relaxed) }

    /// How often it was interrupted.
    public var count: Int { presses.load(ordering: .relaxed) }

    /// What the training is to do.
    public var directive: TrainingDirective {
        switch count {
        case 0: .proceed
        case 1: .stop
        default: .cancel
        }
    }
}
