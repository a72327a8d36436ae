import Interface
import Recipes
import RunStore
import Terminal

extension RunsScreen {
    static let hasRun: @Sendable (WorkbenchState) -> Availability = {
        $0.currentRun == nil ? .unavailable("there is no run under the cursor") : .available
    }

    /// A command on the run under the cursor.
    static func onRun(
        _ id: String, _ title: String, _ summary: String, _ keys: [KeySequence], priority: Int = 0,
        availability: @escaping @Sendable (WorkbenchState) -> Availability = hasRun,
        _ perform: @escaping @Sendable (inout WorkbenchState, RunRecord) -> [Effect]
    ) -> AppCommand {
        AppCommand(
            "runs.\(id)", title, summary, keys: keys, scopes: ["runs"], category: "Runs", priority: priority,
            availability: availability
        ) { state in state.currentRun.map { perform(&state, $0) } ?? [] }
    }

    /// A command of the screen that is about no run.
    static func onTable(
        _ id: String, _ title: String, _ summary: String, _ keys: [KeySequence], priority: Int = 0,
        availability: @escaping @Sendable (WorkbenchState) -> Availability = { _ in .available },
        _ perform: @escaping @Sendable (inout WorkbenchState) -> [Effect]
    ) -> AppCommand {
        AppCommand(
            "runs.\(id)", title, summary, keys: keys, scopes: ["runs"], category: "Runs", priority: priority,
            availability: availability, perform: perform)
    }

    static var runsCommands: [AppCommand] {
        [
            onRun("mark", "mark", "Marks the run, or no more, or ends a range.", ["Space"], priority: 90) { state, _ in
                state.markRun()
            },
            onRun("range", "mark a range", "Marks the rows from here to where it is pressed again.", ["v"]) { state, _ in
                state.markRunRange()
            },
            onTable("unmark", "mark all or none", "Marks all runs that are shown, or none where some are marked.", ["a"]) {
                state in
                state.markAllRuns()
            },
            onTable(
                "compare", "compare marked", "Sets the marked runs side by side, the first as what others are held against.",
                ["c"], priority: 85,
                availability: { $0.runsScreen.marked.count < 2 ? .unavailable("mark two runs with Space first") : .available }
            ) { $0.go(to: .compare) },
            onRun("open", "open", "Shows the run's curves and folds; of several seeds the runs.", ["Enter"], priority: 80) {
                $0.openRun($1)
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
                    guard [.interrupted, .stopped, .cancelled, .failed].contains(run.state) else {
                        return .unavailable("run \(run.number) is \(run.state.rawValue)")
                    }
                    return run.recipe.trainer?.isLines == true
                        ? .unavailable("the points of run \(run.number) came from another program") : .available
                }
            ) { state, run in
                state.say("run \(run.number) is in the queue again", .answer)
                return [.resume(run: run.id)]
            },
            onRun("note", "note", "Writes a note on the run.", [";"], priority: 30) { state, run in
                state.openPrompt(.note(run.id), label: "note on run \(run.number)", text: run.note)
            },
            onRun("tag", "tag", "Sets the run's tags, divided by blanks; adds tags to all that are marked.", ["#"], priority: 28)
            {
                $0.openTags($1)
            },
            onRun(
                "bin", "to the bin", "Puts the run, or all that are marked, into the bin, or takes them out.", ["d"], priority: 20
            ) {
                state, _ in state.binRuns()
            },
            onTable("bin.show", "show the bin", "Shows the runs in the bin, or the others.", ["D"]) { state in
                state.runsScreen.showsBin.toggle()
                state.runsScreen.table = .init()
                state.runsScreen.anchor = nil
                return []
            },
            onTable(
                "bin.empty", "empty the bin", "Deletes the runs in the bin for good, after the word is typed.", ["!"],
                availability: { state in
                    state.runs.records.contains { $0.binnedAt != nil } ? .available : .unavailable("the bin is empty")
                }
            ) { state in
                let count = state.runs.records.count { $0.binnedAt != nil }
                return state.openPrompt(.emptyBin, label: "delete \(count) runs for good? type: empty", text: "")
            },
        ]
    }
}
