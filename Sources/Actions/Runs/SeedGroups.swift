import Recipes
public import RunStore

/// Runs that differ in nothing but the model's seed.
public struct SeedGroup: Sendable {
    /// In the order in which they came.
    public var runs: [RunRecord]
    /// The first of them with metrics over all: means over the runs, with the runs' means in place of the folds.
    public var record: RunRecord

    /// Sets runs together, groups in the order of their first runs. Runs without a result are looked at where a group has none with one.
    ///
    /// - Complexity: O(runs), each recipe hashed once.
    public static func groups(of runs: [RunRecord]) -> [SeedGroup] {
        var places: [Recipe: Int] = [:]
        var known: [String: Int] = [:]
        var members: [[RunRecord]] = []
        for run in runs {
            var place = known[run.recipeHash]
            if place == nil || run.recipeHash.isEmpty {
                var recipe = run.recipe
                recipe.seed = 0
                recipe.steps = recipe.steps.inForce
                place = places[recipe]
                if place == nil {
                    place = members.count
                    places[recipe] = members.count
                    members.append([])
                }
                known[run.recipeHash] = place
            }
            if let place { members[place].append(run) }
        }
        return members.map(SeedGroup.init)
    }

    init(_ runs: [RunRecord]) {
        self.runs = runs
        var record = runs.first { $0.state.hasResult } ?? runs[0]
        let counted = runs.contains { $0.state.hasResult } ? runs.filter { $0.state.hasResult } : runs
        guard runs.count > 1 else {
            self.record = record
            return
        }
        func mean(_ value: (RunRecord) -> Double?) -> Double? {
            let values = counted.compactMap(value).filter { !$0.isNaN }
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        record.metrics = [:]
        for key in Set(counted.flatMap(\.metrics.keys)) {
            record.metrics[key] = RunRecord.MetricSummary(
                folds: counted.compactMap { $0.metrics[key]?.mean }.filter { !$0.isNaN })
        }
        for key in Set(counted.flatMap(\.curves.keys)) {
            record.curves[key] = RunRecord.CurveSummary(
                best: mean { $0.curves[key]?.best } ?? .nan, bestStep: mean { $0.curves[key]?.bestStep } ?? .nan,
                last: mean { $0.curves[key]?.last } ?? .nan)
        }
        for part in Set(counted.flatMap(\.seconds.keys)) { record.seconds[part] = mean { $0.seconds[part] } }
        self.record = record
    }

    /// How many seeds.
    public var count: Int { runs.count }
}
