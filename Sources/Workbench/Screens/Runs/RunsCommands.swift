import Interface
import Recipes
import RunStore
import Terminal

extension RunsScreen {
    private static let hasRun: @Sendable (WorkbenchState) -> Availability = {
        $0.currentRun == nil ? .unavailable("there is no run under the cursor") : .available
    }

    /// A command on the run under the cursor.
    private static func onRun(
        _ id: String, _ title: String, _ summary: String, _ keys: [KeySequence], priority: Int = 0,
        availability: @escaping @Sendable (WorkbenchState) -> Availability = hasRun,
        _ perform: @escaping @Sendable (inout WorkbenchState, RunRecord) -> [Effect]
    ) -> AppCommand {
        AppCommand(
            "runs.\(id)", title, summary, keys: keys, scopes: ["runs"], category: "Runs", priority: priority,
            availability: availability
        ) { state in state.currentRun.map { perform(&state, $0) } ?? [] }
    }

    static var runsCommands: [AppCommand] {
        [
            onRun("mark", "mark", "Marks the run for comparison, or no more.", ["Space"], priority: 90) { state, run in
                if let place = state.runsScreen.marked.firstIndex(of: run.id) {
                    state.runsScreen.marked.remove(at: place)
                } else {
                    state.runsScreen.marked.append(run.id)
                }
                return state.move("Down")
            },
            AppCommand(
                "runs.compare", "compare marked", "Sets the marked runs side by side, the first as what others are held against.",
                keys: ["c"], scopes: ["runs"], category: "Runs", priority: 85,
                availability: { $0.runsScreen.marked.count < 2 ? .unavailable("mark two runs with Space first") : .available }
            ) { $0.go(to: .compare) },
            onRun("open", "open", "Shows the run's curves and folds.", ["Enter"], priority: 80) { state, run in
                state.screen = .train
                return state.show(run)
            },
            onRun("baseline", "baseline", "Makes the run the one that others are held against, or no more.", ["B"], priority: 70)
            {
                $0.toggleBaseline($1)
            },
            onRun("edit", "edit a copy", "Takes the run's recipe as the draft.", ["E"], priority: 60) { state, run in
                state.editCopy(of: run)
            },
            onRun(
                "resume", "resume", "Puts an interrupted, stopped or failed run back into the queue.", ["r"], priority: 95,
                availability: { state in
                    guard let run = state.currentRun else { return .unavailable("there is no run under the cursor") }
                    return [.interrupted, .stopped, .cancelled, .failed].contains(run.state)
                        ? .available : .unavailable("run \(run.number) is \(run.state.rawValue)")
                }
            ) { state, run in
                state.say("run \(run.number) is in the queue again", .answer)
                return [.resume(run: run.id)]
            },
            onRun("note", "note", "Writes a note on the run.", [";"], priority: 30) { state, run in
                state.openPrompt(.note(run.id), label: "note on run \(run.number)", text: run.note)
            },
            onRun("tag", "tag", "Sets the run's tags, divided by blanks.", ["#"], priority: 28) { state, run in
                state.openPrompt(.tags(run.id), label: "tags of run \(run.number)", text: run.tags.joined(separator: " "))
            },
            onRun("bin", "to the bin", "Puts the run into the bin, or takes it out.", ["d"], priority: 20) { state, run in
                if run.binnedAt != nil {
                    state.say("run \(run.number) is out of the bin", .answer)
                    return [.restore([run.id])]
                }
                state.runsScreen.marked.removeAll { $0 == run.id }
                return state.record("put run \(run.number) into the bin", .bin([run.id]), [.bin([run.id])])
            },
            AppCommand(
                "runs.sort", "sort", "Sorts by the metric that ranks, by time, by model, by fit, or by number.", keys: ["s"],
                scopes: ["runs"], category: "Runs", priority: 26
            ) { state in
                let keys = ["number", state.rankingMetric.key, "fit", "model"]
                let place = keys.firstIndex(of: state.sortKey) ?? 0
                state.runsScreen.sort = keys[(place + 1) % keys.count]
                state.runsScreen.isReversed = false
                state.say("sorted by \(state.sortKey)", .answer)
                return []
            },
            AppCommand(
                "runs.reverse", "reverse", "Turns the order round.", keys: ["S"], scopes: ["runs"], category: "Runs"
            ) { state in
                state.runsScreen.isReversed.toggle()
                return []
            },
            AppCommand(
                "runs.differences", "only what differs", "Shows the recipe fields that differ as columns, or not.", keys: ["="],
                scopes: ["runs"], category: "Runs", priority: 24
            ) { state in
                state.runsScreen.showsDifferences.toggle()
                return []
            },
            AppCommand(
                "runs.bin.show", "show the bin", "Shows the runs in the bin, or the others.", keys: ["D"], scopes: ["runs"],
                category: "Runs"
            ) { state in
                state.runsScreen.showsBin.toggle()
                state.runsScreen.table = .init()
                return []
            },
            AppCommand(
                "runs.unmark", "unmark all", "Takes all marks away.", keys: ["a"], scopes: ["runs"], category: "Runs",
                availability: { $0.runsScreen.marked.isEmpty ? .unavailable("no run is marked") : .available }
            ) { state in
                state.runsScreen.marked = []
                return []
            },
        ]
    }
}
