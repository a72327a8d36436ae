import Recipes
import RunStore

/// What the result of a run says of it: scores of the folds, ends of the curves, and other runs on the same rows.
struct ResultGuard {
    let run: RunRecord
    let series: [SeriesSummary]
    /// Runs with a result, this one among them or not.
    let others: [RunRecord]
    /// Rows that take part.
    let rows: Int
    let silenced: Set<String>
    /// Of the single columns; nil where they were not tried.
    let columns: ColumnScores?

    var recipe: Recipe { run.recipe }

    /// What is found, in no order.
    func findings() -> [Finding] {
        guard run.state.hasResult, !run.metrics.isEmpty else { return [] }
        var found = [outlierFold, pastBest].compactMap(\.self)
        if recipe.model.family != ModelFamily.baseline.key {
            found += [tooGood, overfit, underfit, behindBaseline, behindSimple].compactMap(\.self) + ofColumns
        }
        return found.filter { !silenced.contains($0.code) }
    }

    func mean(_ metric: String) -> Double? { run.metrics[metric]?.mean }

    /// `auc`, with more classes `accuracy`, for a quantity `r2`: what says how good a model is on a scale of its own.
    private var plainMetric: String {
        recipe.target.task == .regression ? "r2" : run.classes.count > 2 ? "accuracy" : "auc"
    }

    // MARK: Columns that say as much as the model

    private var ofColumns: [Finding] {
        guard let columns else { return [] }
        var found: [Finding] = []
        let title = Metric.named(columns.metric)?.title ?? columns.metric
        let leaks = columns.scores.filter { $0.skill >= GuardCheck.leak["skill"] }
        for one in leaks {
            found.append(
                Finding(
                    code: GuardCheck.leak.code, level: .stop, column: one.column,
                    evidence: "alone gives \(title) \(GuardText.score(one.value)) on rows that it was not fitted on: is it known "
                        + "before the outcome?",
                    numbers: [columns.metric: one.value, "skill": one.skill], remedies: [.drop(column: one.column)]))
        }
        let rest = columns.scores.filter { $0.skill < GuardCheck.leak["skill"] }
        guard let best = rest.first else { return found }
        let golden = GuardCheck.goldenFeature
        if let whole = mean(columns.metric), leaks.isEmpty, Double(recipe.trainedFeatures.count) >= golden["features"],
            best.skill >= golden["skill"], whole - best.value <= max(golden["gap"], golden["share"] * abs(whole))
        {
            found.append(
                Finding(
                    code: golden.code, level: .warn, column: best.column,
                    evidence: "alone gives \(title) \(GuardText.score(best.value)), the model with "
                        + "\(recipe.trainedFeatures.count) features \(GuardText.score(whole))",
                    numbers: ["alone": best.value, "model": whole], remedies: [.drop(column: best.column)]))
        }
        let strong = rest.filter { $0.skill >= GuardCheck.predictivePower["skill"] }
        if let first = strong.first, !found.contains(where: { $0.column == first.column }) {
            let more = strong.count > 1 ? ", and \(strong.count - 1) more alone nearly as much" : ""
            found.append(
                Finding(
                    code: GuardCheck.predictivePower.code, level: .note, column: first.column,
                    evidence: "alone gives \(title) \(GuardText.score(first.value))\(more)",
                    numbers: [columns.metric: first.value, "columns": Double(strong.count)],
                    remedies: [.drop(column: first.column)]))
        }
        return found
    }

    // MARK: The scores

    private var tooGood: Finding? {
        let check = GuardCheck.tooGood
        guard let value = mean(plainMetric), value > check["score"], Double(rows) >= check["rows"] else { return nil }
        return Finding(
            code: check.code, level: .warn,
            evidence: "\(title(plainMetric)) \(GuardText.score(value)) on \(GuardText.count(rows, "row"))",
            numbers: [plainMetric: value])
    }

    private var underfit: Finding? {
        let check = GuardCheck.underfit
        let (metric, limit): (String, Double) =
            switch plainMetric {
            case "auc": ("auc", 0.5 + check["gap"])
            case "r2": ("r2", check["share"])
            default: ("kappa", check["share"])
            }
        guard let value = mean(metric), value < limit else { return nil }
        // A model that has learnt its training rows is no underfit one.
        if let (train, valid) = ends(recipe.metric), unit(train, recipe.metric) - unit(valid, recipe.metric) > 0.1 { return nil }
        return Finding(
            code: check.code, level: .warn,
            evidence: "\(title(metric)) \(GuardText.score(value)); always saying the same gives \(metric == "auc" ? "0.5" : "0")",
            numbers: [metric: value])
    }

    private var outlierFold: Finding? {
        let check = GuardCheck.outlierFold
        guard let metric = Metric.named(recipe.metric), let scores = run.metrics[metric.key]?.folds,
            Double(scores.count) >= check["folds"]
        else { return nil }
        let middle = Self.median(scores)
        let spread = Self.median(scores.map { abs($0 - middle) })
        guard let worst = scores.indices.max(by: { abs(scores[$0] - middle) < abs(scores[$1] - middle) }), spread > 0 else {
            return nil
        }
        let distance = abs(scores[worst] - middle)
        let z = 0.6745 * distance / spread
        let practical = metric.isUnitScore ? check["gap"] : check["share"] * abs(middle)
        guard z > check["z"], distance > practical else { return nil }
        return Finding(
            code: check.code, level: .note,
            evidence: "fold \(worst + 1) has \(metric.title) \(GuardText.short(scores[worst])), the middle one is "
                + "\(GuardText.short(middle)) (modified z \(GuardText.short(z)))",
            numbers: ["fold": Double(worst + 1), "score": scores[worst], "median": middle, "z": z])
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    func title(_ metric: String) -> String { Metric.named(metric)?.title ?? metric }
}
