import Actions
import Recipes
import RunStore

/// Runs as a table for people: one row a run, its ranking metric and what was changed.
struct RunList {
    let runs: [RunRecord]
    /// Runs by id, among them the parents of those that are listed.
    let parents: [String: RunRecord]

    /// Writes it to standard output.
    func print(on console: Console) {
        let keys = metrics
        var text = TextTable(
            [.numbers("run"), .words("state"), .words("model"), .words("what changed", mayBeCut: true)]
                + keys.map { .numbers($0.title) } + [.numbers("± sd")]
                + (hasSealed ? [.words("sealed rows")] : []) + [.numbers("time"), .words("when")])
        let now = NumberText.now()
        for run in runs {
            text.add(
                [String(run.number), state(run), run.recipe.modelName, words(run)]
                    + keys.map { metric in
                        run.metrics[metric.key].map { NumberText.metric($0.mean, metric) } ?? ""
                    } + [
                        spread(run)
                    ] + (hasSealed ? [run.sealed.map { sealed($0, run) } ?? ""] : []) + [
                        run.seconds["total"].map(NumberText.seconds) ?? "", NumberText.ago(run.createdAt, now: now),
                    ])
        }
        text.print(on: console)
    }

    /// The ranking metrics of the runs, at most three, in the order of ``Metric/all``.
    private var metrics: [Metric] {
        let ranking = Set(runs.map(\.recipe.metric))
        return Array(Metric.all.filter { ranking.contains($0.key) }.prefix(3))
    }

    private var hasSealed: Bool { runs.contains { $0.sealed != nil } }

    /// The score on sealed rows, never without the count of looks.
    private func sealed(_ result: SealedResult, _ run: RunRecord) -> String {
        guard let score = result.scores[run.recipe.metric] else { return result.looksText }
        return NumberText.metric(score.value, Metric.named(run.recipe.metric)) + ", " + result.looksText
    }

    private func state(_ run: RunRecord) -> String {
        guard !run.state.isOver, run.progress.total > 0 else { return run.state.rawValue }
        return "\(run.state.rawValue) \(100 * run.progress.done / run.progress.total) %"
    }

    private func words(_ run: RunRecord) -> String {
        if !run.note.isEmpty { return run.note }
        guard let parent = run.parent.flatMap({ parents[$0] }) else {
            return "\(run.recipe.features.count) features of \(run.table)"
        }
        return run.recipe.changes(since: parent.recipe)
    }

    private func spread(_ run: RunRecord) -> String {
        guard let summary = run.metrics[run.recipe.metric], summary.folds.count > 1 else { return "" }
        return NumberText.fixed(summary.sd, NumberText.decimals(of: Metric.named(run.recipe.metric), near: summary.mean))
    }
}
