import Actions
import Interface
import Recipes
import RunStore
import Statistics

/// A row of the table of runs: a run, or a remark between runs.
struct RunRow {
    var run: RunRecord
    /// A remark that stands in place of a run.
    var rule: String?
}

extension WorkbenchState {
    /// The metric that ranks: the draft's, else the newest run's.
    var rankingMetric: Metric {
        Metric.named(draft?.metric ?? runs.newest?.recipe.metric ?? "auc") ?? Metric.all[0]
    }

    /// What the table of runs is sorted by.
    var sortKey: String { runsScreen.sort ?? "number" }

    /// The runs of the table in their order, those that the filter lets through.
    var runRows: [RunRow] {
        var records = runs.records.filter { ($0.binnedAt == nil) != runsScreen.showsBin }
        if let filter = runsScreen.filter, let query = try? RunQuery(filter) {
            records = records.filter { query.matches($0) }
        }
        let key = sortKey
        func number(_ run: RunRecord) -> Double {
            switch key {
            case "number": Double(run.number)
            case "started": run.startedAt ?? run.createdAt
            case "fit": run.seconds["fit"] ?? -1
            default: run.metrics[key]?.mean ?? .nan
            }
        }
        let smallestFirst = (Metric.named(key)?.direction == .lower) != runsScreen.isReversed
        records.sort { a, b in
            if key == "model" { return (a.recipe.modelName, a.number) < (b.recipe.modelName, b.number) }
            let (x, y) = (number(a), number(b))
            if x.isNaN || y.isNaN { return x.isNaN == y.isNaN ? a.number > b.number : y.isNaN }
            return x == y ? a.number > b.number : smallestFirst ? x < y : x > y
        }
        return withNoiseRule(records.map { RunRow(run: $0) })
    }

    /// Where rows are sorted by a metric, a line below the runs that cannot be told from the best one.
    private func withNoiseRule(_ rows: [RunRow]) -> [RunRow] {
        guard let metric = Metric.named(sortKey), !runsScreen.isReversed, rows.count > 1,
            let best = rows.first, let folds = best.run.metrics[metric.key]?.folds, folds.count > 1
        else { return rows }
        var end = 1
        while end < rows.count {
            let other = rows[end].run
            guard other.recipe.split == best.run.recipe.split, other.recipe.splitSeed == best.run.recipe.splitSeed,
                let values = other.metrics[metric.key]?.folds, values.count == folds.count
            else { break }
            let share = Self.testToTrain(other.recipe.split)
            let comparison = PairedComparison.overFolds(
                a: values, b: folds, testToTrain: share, higherIsBetter: metric.direction == .higher,
                equivalence: metric.isUnitScore ? 0.01 : abs(folds[0]) * 0.01, repeats: 1)
            if let p = comparison.p, p < 0.05 { break }
            end += 1
        }
        guard end > 1, end < rows.count else { return rows }
        var result = rows
        result.insert(RunRow(run: best.run, rule: "no difference that can be told from noise among the runs above"), at: end)
        return result
    }

    /// Validation rows for each training row, by the split's form.
    static func testToTrain(_ split: SplitScheme) -> Double {
        if case .group(_, let folds, _) = split { return 1 / Double(max(1, folds - 1)) }
        return split.testToTrain ?? 0.25
    }

    /// Half of the 95 % interval of a mean over folds, corrected for the overlap of their training rows.
    func halfWidth(of summary: RunRecord.MetricSummary, _ run: RunRecord) -> Double? {
        guard summary.folds.count > 1 else { return nil }
        let interval = ScoreInterval.mean(of: summary.folds, testToTrain: Self.testToTrain(run.recipe.split))
        return interval.map { ($0.upperBound - $0.lowerBound) / 2 }
    }

    /// The run that a run was made from: its parent, else the one before it on the same table and target.
    func predecessor(of run: RunRecord) -> RunRecord? {
        if let parent = runs[run.parent] { return parent }
        return runs.records.last { other in
            other.number < run.number && other.recipe.source.fingerprint == run.recipe.source.fingerprint
                && other.recipe.target == run.recipe.target
        }
    }

    /// The run under the cursor.
    var currentRun: RunRecord? {
        let rows = runRows
        guard rows.indices.contains(runsScreen.table.cursor), rows[runsScreen.table.cursor].rule == nil else { return nil }
        return rows[runsScreen.table.cursor].run
    }

    /// The marked runs that are still there, in the order in which they were marked.
    var markedRuns: [RunRecord] { runsScreen.marked.compactMap { runs[$0] } }
}
