public import Recipes
public import RunStore

extension RunStore {
    /// Gives a run another learning rate from its next step on; it is part of the run's record, and done again where the run is verified.
    ///
    /// - Throws: ``AssayError`` where the run has no learning rate or does not go on.
    public func setLearningRate(_ rate: Double, of id: String) throws(AssayError) -> RunRecord {
        let run = try run(id)
        guard let declared = try? ModelFamily.named(run.recipe.model.family).parameter("learning_rate") else {
            throw AssayError(
                code: "no_learning_rate", message: "run \(run.number) is \(run.recipe.model.family), which has no learning rate",
                isUsage: true)
        }
        let value = try declared.parse(JSON.number(rate))
        return try steer(id, .learningRate, payload: value.json)
    }

    /// Asks a run to pause, go on, stop and keep, or cancel. A queued run is cancelled at once by `stop` and `cancel`.
    ///
    /// - Returns: the run as it stands after the request was taken down; its worker obeys at its next step.
    /// - Throws: ``AssayError`` with code `wrong_state` where that cannot be asked of it.
    public func steer(_ id: String, _ kind: Intervention.Kind, payload: JSON = .null) throws(AssayError) -> RunRecord {
        try Liveness.markInterrupted(self)
        let run = Liveness.shown(try run(id), folder: folder)
        let verb =
            [.pause: "paused", .resume: "resumed", .stop: "stopped", .cancel: "cancelled", .learningRate: "steered"][kind]
            ?? kind.rawValue
        switch (run.state, kind) {
        case (.queued, .stop), (.queued, .cancel):
            guard try setState(of: id, from: [.queued], to: .cancelled) else { return try steer(id, kind) }
            return try self.run(id)
        case (.running, .resume), (.paused, .pause): return run
        case (.running, _), (.paused, _):
            try send(kind, to: id, payload: payload)
            return try self.run(id)
        default: throw .notGoingOn(run, verb)
        }
    }
}
