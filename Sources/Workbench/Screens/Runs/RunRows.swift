import Actions
import Interface
import Recipes
public import RunStore
import Statistics

/// A row of the table of runs: a run, several that differ in the seed, or a remark between rows.
struct RunRow {
    var run: RunRecord
    /// The runs that it stands for.
    var runs: [RunRecord]
    /// Whether it stands below its group.
    var isMember = false
    /// A remark that stands in place of a run.
    var rule: String?

    var isGroup: Bool { runs.count > 1 }
}

/// A view that is kept, with its name.
public struct KeptView: Sendable, Equatable {
    public var name: String
    public var view: RunView

    public init(name: String, view: RunView) {
        self.name = name
        self.view = view
    }
}

/// The rows and columns of the table of runs, worked out once for as long as nothing changes that they depend on.
struct RunArrangement: Sendable {
    /// All that they depend on.
    struct Key: Equatable {
        var stamp: Int
        var filter: String?
        var view: RunView
        var showsBin: Bool
        var opened: Set<String>
        var ranking: String
    }

    var key: Key
    var rows: [RunRow]
    var table: RunTable
    /// How many runs there are before the filter.
    var total: Int
}

extension RunRow: Sendable {}

extension WorkbenchState {
    /// The metric that ranks: the draft's, else the newest run's.
    var rankingMetric: Metric {
        Metric.named(draft?.metric ?? runs.newest?.recipe.metric ?? "auc") ?? Metric.all[0]
    }

    /// What the table of runs is sorted by; without a word the latest first.
    var runSorts: [RunSort] { runsScreen.view.sorts.isEmpty ? [RunSort(.plain(.number))] : runsScreen.view.sorts }

    /// The table of runs as it stands.
    var runTable: RunArrangement {
        let key = RunArrangement.Key(
            stamp: runs.stamp, filter: runsScreen.filter, view: runsScreen.view, showsBin: runsScreen.showsBin,
            opened: runsScreen.opened, ranking: rankingMetric.key)
        if let arrangement = runsScreen.arrangement, arrangement.key == key { return arrangement }
        return arranged(key)
    }

    /// Keeps the arrangement after something has changed, so that pictures and keys need not make it again.
    mutating func arrangeRuns() {
        guard screen == .runs else { return }
        runsScreen.arrangement = runTable
    }

    /// The rows of the table in their order, those that the filter lets through.
    var runRows: [RunRow] { runTable.rows }

    private func arranged(_ key: RunArrangement.Key) -> RunArrangement {
        let all = runs.records.filter { ($0.binnedAt == nil) != key.showsBin }
        var records = all
        if let filter = key.filter, let query = try? RunQuery(filter) { records = all.filter(query.matches) }
        var table = RunTable(records, view: key.view, usual: RunsScreen.usual(self))
        var rows: [RunRow] = []
        rows.reserveCapacity(table.rows.count)
        for row in table.rows {
            rows.append(RunRow(run: row.run, runs: row.runs))
            guard row.isGroup, key.opened.contains(row.runs[0].id) else { continue }
            for place in RunSort.places(of: row.runs, by: key.view.sorts) {
                rows.append(RunRow(run: row.runs[place], runs: [row.runs[place]], isMember: true))
            }
        }
        table.rows = rows.map { RunTable.Row(run: $0.run, runs: $0.runs) }
        if let end = noiseRule(rows) {
            let rule = RunRow(
                run: rows[0].run, runs: [], rule: "no difference that can be told from noise among the runs above")
            rows.insert(rule, at: end)
            table.rows.insert(RunTable.Row(run: rows[0].run, runs: []), at: end)
        }
        return RunArrangement(key: key, rows: rows, table: table, total: all.count)
    }

    /// Where rows are sorted by a metric: behind the last of those that cannot be told from the best one.
    private func noiseRule(_ rows: [RunRow]) -> Int? {
        guard let sort = runsScreen.view.sorts.first, case .metric(let key, .mean) = sort.field, !sort.isReversed,
            let metric = Metric.named(key), rows.count > 1, !rows.contains(where: { $0.isGroup || $0.isMember }),
            let best = rows.first, let folds = best.run.metrics[metric.key]?.folds, folds.count > 1
        else { return nil }
        var end = 1
        while end < rows.count {
            let other = rows[end].run
            guard other.recipe.split == best.run.recipe.split, other.recipe.splitSeed == best.run.recipe.splitSeed,
                let values = other.metrics[metric.key]?.folds, values.count == folds.count
            else { break }
            let comparison = PairedComparison.overFolds(
                a: values, b: folds, testToTrain: RunInterval.testToTrain(other.recipe.split),
                higherIsBetter: metric.direction == .higher,
                equivalence: metric.isUnitScore ? 0.01 : abs(folds[0]) * 0.01, repeats: 1)
            if let p = comparison.p, p < 0.05 { break }
            end += 1
        }
        return end > 1 && end < rows.count ? end : nil
    }

    /// The run that a run was made from: its parent, else the one before it on the same table and target.
    func predecessor(of run: RunRecord) -> RunRecord? {
        if let parent = runs[run.parent] { return parent }
        return runs.records.last { other in
            other.number < run.number && other.recipe.source.fingerprint == run.recipe.source.fingerprint
                && other.recipe.target == run.recipe.target
        }
    }

    /// The row under the cursor; nil where it is a remark, or there is none.
    var currentRunRow: RunRow? {
        let rows = runRows
        guard rows.indices.contains(runsScreen.table.cursor), rows[runsScreen.table.cursor].rule == nil else { return nil }
        return rows[runsScreen.table.cursor]
    }

    /// The run under the cursor; of a group the first.
    var currentRun: RunRecord? { currentRunRow.flatMap { runs[$0.runs[0].id] } }

    /// The marked runs that are still there, in the order in which they were marked.
    var markedRuns: [RunRecord] { runsScreen.marked.compactMap { runs[$0] } }

    /// What a command on several runs is about: the marked ones, else those under the cursor.
    var chosenRuns: [RunRecord] {
        let marked = markedRuns.filter { ($0.binnedAt == nil) != runsScreen.showsBin }
        return marked.isEmpty ? currentRunRow?.runs.compactMap { runs[$0.id] } ?? [] : marked
    }
}
