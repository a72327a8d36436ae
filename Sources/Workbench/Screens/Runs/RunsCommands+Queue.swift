import Actions
import Interface
import Recipes
import RunStore
import Tabular

extension RunsScreen {
    private static func run(_ reason: @escaping @Sendable (RunRecord, WorkbenchState) -> String?)
        -> @Sendable (WorkbenchState) -> Availability
    {
        { state in
            guard let run = state.currentRun else { return .unavailable("there is no run under the cursor") }
            return reason(run, state).map { .unavailable($0) } ?? .available
        }
    }

    private static let waits = run { run, _ in run.state == .queued ? nil : "run \(run.number) is \(run.state.rawValue)" }

    /// Keys for runs that wait, and for more of a run.
    static var queueCommands: [AppCommand] {
        [
            onRun(
                "queue.earlier", "earlier", "Moves the run that waits one place towards the front of the queue.", ["["],
                availability: waits
            ) {
                $0.moveInQueue($1, by: 1)
            },
            onRun(
                "queue.later", "later", "Moves the run that waits one place towards the end of the queue.", ["]"],
                availability: waits
            ) {
                $0.moveInQueue($1, by: -1)
            },
            onRun(
                "cancel", "cancel", "Takes the run out of the queue, or ends it and throws its results away.", ["X"],
                priority: 19,
                availability: run { run, _ in run.state.isOver ? "run \(run.number) is \(run.state.rawValue)" : nil }
            ) { state, run in
                state.say("run \(run.number) is cancelled", .answer)
                return [.steer(run: run.id, .cancel)]
            },
            onTable("jobs", "runs at once", "Sets how many runs may go on at once in this project.", ["J"]) { state in
                state.openPrompt(.jobs, label: "runs at once", text: "\(state.runs.jobs)")
            },
            onRun(
                "more", "more of it", "Queues the run with more trees or epochs, as a run of its own.", ["+"], priority: 25,
                availability: run { run, _ in
                    run.recipe.stepParameter == nil ? "\(run.recipe.model.family) has no trees or epochs" : nil
                }
            ) { state, run in state.openMore(run) },
            onRun(
                "rerun", "train on the new table",
                "Queues the run, or all that are marked, on its table as it is now, where that has changed since.", ["F"],
                availability: run { run, state in
                    let chosen = state.chosenRuns.filter(state.isOnFormerTable)
                    return chosen.isEmpty ? "run \(run.number) was trained on the open table" : nil
                }
            ) { state, _ in state.rerunChosen() },
        ]
    }
}

extension WorkbenchState {
    /// Moves a run that waits; the cursor stays on it where rows stand in the order of the queue.
    mutating func moveInQueue(_ run: RunRecord, by places: Int) -> [Effect] {
        let waiting = runs.waiting
        guard let place = waiting.firstIndex(where: { $0.id == run.id }), waiting.indices.contains(place - places) else {
            say(places > 0 ? "run \(run.number) is the next already" : "run \(run.number) is the last already", .answer)
            return []
        }
        say("run \(run.number) waits as number \(place - places + 1) of \(waiting.count)", .answer)
        return [.move(run: run.id, .earlier(places))]
    }

    /// Whether a run was trained on the file that is open, when something else was in it.
    func isOnFormerTable(_ run: RunRecord) -> Bool {
        guard let opened = table.open else { return false }
        return run.source == opened.path && run.recipe.source.fingerprint != opened.table.source.fingerprint
    }

    /// F: the recipes of the chosen runs on the table as it is now.
    mutating func rerunChosen() -> [Effect] {
        let chosen = chosenRuns.filter(isOnFormerTable)
        screen = .train
        say(
            chosen.count == 1
                ? "queued: run \(chosen[0].number) on the table as it is now"
                : "queued: \(chosen.count) runs on the table as it is now", .answer)
        return [.rerun(chosen.map(\.id))]
    }

    /// +: asks how many more.
    mutating func openMore(_ run: RunRecord) -> [Effect] {
        guard let parameter = run.recipe.stepParameter else { return [] }
        let unit = (try? ModelFamily.named(run.recipe.model.family))?.stepUnit ?? "steps"
        let planned = run.recipe.model.integer(parameter.name)
        let count = planned > 0 ? planned : run.stepsPerFit ?? 0
        return openPrompt(.more(run.id), label: "more \(unit) than \(count) of run \(run.number)", text: "\(max(1, count))")
    }

    /// Takes the number as it was typed.
    mutating func trainMore(_ text: String, of id: String) -> [Effect] {
        guard let run = runs[id] else { return [] }
        guard let steps = Int(text.filter { !$0.isWhitespace }) else {
            say("\"\(text)\" is no number", .error)
            return []
        }
        do throws(AssayError) {
            _ = try run.recipe.extended(by: steps, done: run.stepsPerFit)
        } catch {
            say(error.sentence, .error)
            return []
        }
        screen = .train
        say("queued: run \(run.number) with \(steps) more", .answer)
        return [.more(run: id, steps)]
    }

    /// Takes the number of runs that may go on at once.
    mutating func setJobs(_ text: String) -> [Effect] {
        guard let count = Int(text.filter { !$0.isWhitespace }), (1...256).contains(count) else {
            say("runs at once are 1 to 256", .error)
            return []
        }
        runs.jobs = count
        say(count == 1 ? "one run goes on at a time" : "\(count) runs go on at a time", .answer)
        return [.setJobs(count)]
    }
}
