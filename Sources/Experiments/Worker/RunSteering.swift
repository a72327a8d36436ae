public import Recipes
public import RunStore

extension RunStore {
    /// Asks a run to pause, go on, stop and keep, or cancel. A queued run is cancelled at once by `stop` and `cancel`.
    ///
    /// - Returns: the run as it stands after the request was taken down; its worker obeys at its next step.
    /// - Throws: ``AssayError`` with code `wrong_state` where that cannot be asked of it.
    public func steer(_ id: String, _ kind: Intervention.Kind) throws(AssayError) -> RunRecord {
        try Liveness.markInterrupted(self)
        let run = Liveness.shown(try run(id), folder: folder)
        let verb = [.pause: "paused", .resume: "resumed", .stop: "stopped", .cancel: "cancelled"][kind] ?? kind.rawValue
        switch (run.state, kind) {
        case (.queued, .stop), (.queued, .cancel):
            guard try setState(of: id, from: [.queued], to: .cancelled) else { return try steer(id, kind) }
            return try self.run(id)
        case (.running, .resume), (.paused, .pause): return run
        case (.running, _), (.paused, _):
            try send(kind, to: id)
            return try self.run(id)
        default: throw .notGoingOn(run, verb)
        }
    }
}
