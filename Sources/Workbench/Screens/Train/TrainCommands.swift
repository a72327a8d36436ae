import Interface
import Recipes
import RunStore

extension TrainScreen {
    private static func steering(
        _ state: WorkbenchState, _ isPossible: (RunState) -> Bool = { !$0.isOver }
    ) -> Availability {
        guard let run = state.steeredRun else { return .unavailable("no run is going on") }
        return isPossible(run.state) ? .available : .unavailable("run \(run.number) is \(run.state.rawValue)")
    }

    static var trainCommands: [AppCommand] {
        [
            AppCommand(
                "train.pause", "pause", "Pauses the run, or lets it go on.", keys: ["p"], scopes: ["train"], category: "Train",
                priority: 70, availability: { steering($0) { $0 == .running || $0 == .paused } }
            ) { state in
                guard let run = state.steeredRun else { return [] }
                let isPaused = run.state == .paused
                state.say(isPaused ? "run \(run.number) goes on" : "run \(run.number) pauses at its next step", .answer)
                return [.steer(run: run.id, isPaused ? .resume : .pause)]
            },
            AppCommand(
                "train.stop", "stop and keep", "Ends the run at its next step and keeps what it has.", keys: ["x"],
                scopes: ["train"], category: "Train", priority: 68, availability: { steering($0) }
            ) { state in
                guard let run = state.steeredRun else { return [] }
                state.say("run \(run.number) stops at its next step and is kept", .answer)
                return [.steer(run: run.id, .stop)]
            },
            AppCommand(
                "train.cancel", "cancel", "Ends the run and throws its results away.", keys: ["X"], scopes: ["train"],
                category: "Train", priority: 66, availability: { steering($0) }
            ) { state in
                guard let run = state.steeredRun else { return [] }
                state.say("run \(run.number) is cancelled", .answer)
                return [.steer(run: run.id, .cancel)]
            },
            AppCommand(
                "train.rate", "learning rate", "Gives the run another learning rate from its next step on.", keys: ["L"],
                scopes: ["train"], category: "Train", priority: 64,
                availability: { state in
                    let possible = steering(state) { $0 == .running || $0 == .paused }
                    guard case .available = possible, let run = state.steeredRun else { return possible }
                    return run.recipe.model.learningRate == nil
                        ? .unavailable("\(run.recipe.modelName) has no learning rate") : .available
                }
            ) { state in
                guard let run = state.steeredRun, let rate = run.recipe.model.learningRate else { return [] }
                return state.openPrompt(
                    .learningRate(run: run.id), label: "learning rate of run \(run.number), planned \(JSON.numberText(rate))",
                    text: "")
            },
            AppCommand(
                "train.baseline", "baseline", "Makes the shown run the one that others are held against, or no more.",
                keys: ["B"], scopes: ["train"], category: "Train", priority: 30,
                availability: { $0.shownRun == nil ? .unavailable("there is no run") : .available }
            ) { state in state.shownRun.map { state.toggleBaseline($0) } ?? [] },
            AppCommand(
                "train.newer", "newer run", "Shows the next newer run.", keys: [">"], scopes: ["train.folds"], category: "Train"
            ) { $0.showNeighbour(1) },
            AppCommand(
                "train.older", "older run", "Shows the next older run.", keys: ["<"], scopes: ["train.folds"], category: "Train"
            ) { $0.showNeighbour(-1) },
        ]
    }
}

extension Recipe.Model {
    /// The learning rate that the recipe plans; nil where the family has none.
    fileprivate var learningRate: Double? {
        guard let family = try? ModelFamily.named(family), family.parameter("learning_rate") != nil else { return nil }
        return real("learning_rate")
    }
}

extension WorkbenchState {
    /// Takes a learning rate as it was typed.
    mutating func setLearningRate(_ text: String, of run: String) -> [Effect] {
        guard let record = runs[run], let family = try? ModelFamily.named(record.recipe.model.family),
            let declared = family.parameter("learning_rate")
        else { return [] }
        do throws(AssayError) {
            guard case .real(let rate) = try declared.parse(text) else { return [] }
            say("run \(record.number) learns at \(JSON.numberText(rate)) from its next step on", .answer)
            return [.setLearningRate(run: run, rate)]
        } catch {
            say(error.sentence, .error)
            return []
        }
    }

    /// Shows the run before or after the shown one.
    mutating func showNeighbour(_ step: Int) -> [Effect] {
        let kept = runs.kept
        guard let shown = shownRun, let place = kept.firstIndex(where: { $0.id == shown.id }),
            kept.indices.contains(place + step)
        else {
            say(step > 0 ? "there is no newer run" : "there is no older run", .answer)
            return []
        }
        return show(kept[place + step])
    }

    /// Shows a run on the Train screen.
    mutating func show(_ run: RunRecord) -> [Effect] {
        train.run = run.id == runs.newest?.id ? nil : run.id
        train.crosshair = nil
        train.window = nil
        train.folds = .init()
        return [.fetchPoints(runs: [run.id] + (comparisonRun(for: run).map { [$0.id] } ?? []))]
    }
}
