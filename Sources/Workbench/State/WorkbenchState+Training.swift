import Interface
import Recipes
import RunStore
import Tabular

extension WorkbenchState {
    /// Why the draft cannot be trained now, or nil.
    var whyNotTrain: String? {
        switch table {
        case .none: return "no data file is open"
        case .opening: return "the table is still being read"
        case .failed: return "the table could not be read"
        case .open: break
        }
        if importing != nil { return "the table is being read again" }
        guard let recipe = draft else { return "there is no target yet: ! on the Data screen chooses it" }
        if let reason = whyNotPrepared { return reason }
        if recipe.features.isEmpty { return "all features are off: Space on the Features screen switches them on" }
        return nil
    }

    /// Queues the draft as a run and shows it.
    mutating func trainDraft() -> [Effect] {
        guard let recipe = draft else { return [] }
        screen = .train
        isZoomed = false
        say("queued: \(recipe.modelName) on \(recipe.features.count) features", .answer)
        return [.train(recipe, parent: parent)]
    }

    /// The run that steering keys go to: in a race the one under the cursor; the shown one while it goes on, else the oldest that does.
    var steeredRun: RunRecord? {
        if let racer = raceRun { return racer.state.isOver ? nil : racer }
        if let shown = shownRun, !shown.state.isOver { return shown }
        return runs.active.first
    }

    /// Ctrl-C: stops a run that is at hand and keeps it; with none, leaves.
    mutating func interrupt() -> [Effect] {
        if importing != nil { return cancelImport() }
        guard let run = steeredRun else { return [.quit] }
        say("run \(run.number) stops at its next step and is kept", .answer)
        return [.steer(run: run.id, .stop)]
    }

    /// Makes a run the one that others are held against, or lets it be that no more.
    mutating func toggleBaseline(_ run: RunRecord) -> [Effect] {
        let before = runs.baseline
        let after = before == run.id ? nil : run.id
        runs.baseline = after
        let title = after == nil ? "run \(run.number) is no baseline any more" : "run \(run.number) is the baseline"
        return record(title, .baseline(before: before, after: after), [.setBaseline(after)])
    }

    /// Takes a run's recipe as the draft.
    mutating func editCopy(of run: RunRecord) -> [Effect] {
        if let opened = table.open, opened.table.source.fingerprint != run.recipe.source.fingerprint {
            say("run \(run.number) was trained on another table (\(run.table)): open that file first", .warning)
            return []
        }
        parent = run.id
        return edit("took the recipe of run \(run.number)", takesColumns: false) { $0 = run.recipe }
    }

    /// The share of the work at hand that is done, and the seconds it may still take.
    var outlook: (share: Double, left: Double?)? {
        let going = runs.active.filter { $0.progress.total > 0 }
        guard !going.isEmpty else { return nil }
        let done = going.reduce(0) { $0 + $1.progress.done }
        let total = going.reduce(0) { $0 + $1.progress.total }
        let share = Double(done) / Double(max(1, total))
        guard let started = going.compactMap(\.startedAt).min(), share > 0.02, now > started else { return (share, nil) }
        return (share, (now - started) * (1 - share) / share)
    }
}
