import Glibc
import Recipes
import RunStore

/// What the curves say, by their ends and their best steps.
extension ResultGuard {
    /// The mean over folds of a metric's last values, on rows that trained and on rows that score.
    func ends(_ metric: String) -> (train: Double, valid: Double)? {
        func last(_ rows: String) -> [String: Double] {
            Dictionary(
                series.filter { $0.name.metric == metric && $0.name.rows == rows && $0.name.fold != "refit" && $0.last.isFinite }
                    .map { ($0.name.fold, $0.last) }, uniquingKeysWith: { first, _ in first })
        }
        let (train, valid) = (last("train"), last("valid"))
        let folds = train.keys.filter { valid[$0] != nil }
        guard !folds.isEmpty else { return nil }
        func mean(_ values: [String: Double]) -> Double {
            folds.sorted().reduce(0) { $0 + (values[$1] ?? 0) } / Double(folds.count)
        }
        return (mean(train), mean(valid))
    }

    /// A value on a scale whose best is 1: the mean chance of the true class for a log loss, R2 for an error, where that is known.
    func unit(_ value: Double, _ key: String) -> Double {
        guard let metric = Metric.named(key) else { return .nan }
        if key == "log_loss" { return exp(-value) }
        if key == "brier" { return 1 - value }
        if metric.isUnitScore { return value }
        guard key == "rmse", let error = run.metrics["rmse"]?.mean, let share = run.metrics["r2"]?.mean, error > 0 else {
            return .nan
        }
        return 1 - (value / error) * (value / error) * (1 - share)
    }

    var overfit: Finding? {
        let check = GuardCheck.overfit
        // Their training rows are in the model itself.
        let knowsByConstruction = [ModelFamily.forest, .extraTrees, .knn].map(\.key)
        guard !knowsByConstruction.contains(recipe.model.family), let (train, valid) = ends(recipe.metric) else { return nil }
        let (own, other) = (unit(train, recipe.metric), unit(valid, recipe.metric))
        let gap = own - other
        guard gap > max(check["gap"], check["share"] * abs(other)) else { return nil }
        return Finding(
            code: check.code, level: gap > check["warn"] * abs(other) ? .warn : .note,
            evidence: "\(title(recipe.metric)) \(GuardText.short(train)) on rows that trained, \(GuardText.short(valid)) on rows "
                + "that score",
            numbers: ["train": train, "valid": valid, "gap": gap], remedies: restraints)
    }

    /// What makes a model of the family keep closer to what holds in general.
    private var restraints: [RecipeEdit] {
        let model = recipe.model
        var edits = earlyStopping
        switch model.family {
        case ModelFamily.boosting.key:
            if case .integer(let leaves)? = model.parameters["num_leaves"], leaves > 7 {
                edits.append(.parameter("num_leaves", String(max(7, leaves / 2))))
            }
        case ModelFamily.tree.key: edits.append(.parameter("min_samples_leaf", "20"))
        default: break
        }
        return edits
    }

    private var earlyStopping: [RecipeEdit] {
        guard let family = try? ModelFamily.named(recipe.model.family), family.parameter("early_stopping_rounds") != nil,
            case .integer(0)? = recipe.model.parameters["early_stopping_rounds"]
        else { return [] }
        return [.parameter("early_stopping_rounds", "50")]
    }

    var pastBest: Finding? {
        let check = GuardCheck.pastBest
        let curves = series.filter { $0.name.rows == "valid" && $0.name.fold != "refit" && $0.count > 2 }
        let losses = curves.filter { $0.name.metric == (recipe.target.task == .regression ? "rmse" : "log_loss") }
        let known = losses.compactMap { one in
            one.best.flatMap { best in one.bestStep.map { (best: best, step: $0, last: one.last, end: one.lastStep) } }
        }
        guard !known.isEmpty else { return nil }
        let count = Double(known.count)
        let best = known.reduce(0) { $0 + $1.best } / count
        let last = known.reduce(0) { $0 + $1.last } / count
        guard best > 0, last.isFinite, last > best * (1 + check["rise"]) else { return nil }
        let steps = known.map(\.step).sorted()
        return Finding(
            code: check.code, level: .note,
            evidence: "the loss was \(GuardText.short(best)) at its best, around step \(steps[steps.count / 2]) of "
                + "\(known.map(\.end).max() ?? 0), and \(GuardText.short(last)) at the end",
            numbers: ["best": best, "last": last, "step": Double(steps[steps.count / 2])], remedies: earlyStopping)
    }
}

/// What other runs on the same rows say.
extension ResultGuard {
    /// Runs of these families with the same rows and folds, the best first.
    private func rivals(_ families: [ModelFamily], _ metric: Metric) -> [RunRecord] {
        let keys = families.map(\.key)
        return others.filter { other in
            other.id != run.id && other.state.hasResult && other.binnedAt == nil && keys.contains(other.recipe.model.family)
                && other.metrics[metric.key]?.mean.isFinite == true && other.recipe.scoresSameRows(as: recipe)
        }.sorted { a, b in
            let (x, y) = (a.metrics[metric.key]?.mean ?? .nan, b.metrics[metric.key]?.mean ?? .nan)
            return x == y ? a.number < b.number : metric.isBetter(x, than: y)
        }
    }

    var behindBaseline: Finding? {
        guard let metric = Metric.named(recipe.metric), let own = mean(metric.key),
            let rival = rivals([.baseline], metric).first, let other = rival.metrics[metric.key]?.mean,
            metric.isBetter(other, than: own)
        else { return nil }
        return Finding(
            code: GuardCheck.behindBaseline.code, level: .stop, evidence: sentence(rival, metric, other, own),
            numbers: ["run": Double(rival.number), "other": other, "own": own])
    }

    var behindSimple: Finding? {
        let check = GuardCheck.behindSimple
        let simple: [ModelFamily] = [.linear, .logistic, .naiveBayes]
        guard !simple.map(\.key).contains(recipe.model.family), let metric = Metric.named(recipe.metric),
            let own = mean(metric.key),
            let rival = rivals(simple, metric).first(where: { $0.recipe.features == recipe.features }),
            let other = rival.metrics[metric.key]?.mean, metric.isBetter(other, than: own),
            abs(other - own) > (metric.isUnitScore ? check["gap"] : check["share"] * abs(own))
        else { return nil }
        return Finding(
            code: check.code, level: .warn, evidence: sentence(rival, metric, other, own),
            numbers: ["run": Double(rival.number), "other": other, "own": own])
    }

    private func sentence(_ rival: RunRecord, _ metric: Metric, _ other: Double, _ own: Double) -> String {
        "run \(rival.number) (\(rival.recipe.model.family)) has \(metric.title) \(GuardText.short(other)), this one "
            + GuardText.short(own)
    }
}
