import Actions
import Experiments
import Interface
import Recipes
import RunStore

extension WorkbenchState {
    /// What tells that a run has ended: nothing of one that was over before anybody could look away.
    mutating func noticeEnd(of run: RunRecord) -> [Effect] {
        guard let end = run.finishedAt, let start = run.startedAt, end - start >= Notices.leastSeconds else { return [] }
        return [.notify(notices, text: endSentence(of: run))]
    }

    /// `run 12 is done: AUC 0.8490`, `run 12 failed`.
    private func endSentence(of run: RunRecord) -> String {
        let words = run.state == .failed ? "run \(run.number) failed" : "run \(run.number) is \(run.state.rawValue)"
        guard run.state.hasResult, let metric = Metric.named(run.recipe.metric), let mean = run.metrics[metric.key]?.mean else {
            return words
        }
        return "\(words): \(metric.title) \(NumberText.metric(mean, metric))"
    }

    /// The window's title for what goes on now. It moves in steps of ten in a hundred, and with `--calm` not at all.
    mutating func retitle() -> [Effect] {
        let name = "assay · \(project.name)"
        var wanted = name
        if notices.titles, !isCalm, !runs.active.isEmpty {
            let tens = outlook.map { Int($0.share * 10) * 10 } ?? 0
            wanted = "\(tens) % · \(name)"
        } else if notices.titles, let ended = runs.newestEnded, ended.finishedAt ?? 0 > opened {
            wanted = "\(endSentence(of: ended)) · \(name)"
        }
        guard wanted != title else { return [] }
        title = wanted
        return [.title(wanted)]
    }
}

extension RunsModel {
    /// The run that ended last.
    var newestEnded: RunRecord? {
        records.last { $0.state.isOver && $0.binnedAt == nil && $0.finishedAt != nil }
    }
}
