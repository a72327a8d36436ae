import Charts
import Interface
import Recipes
import RunStore
import Tabular

/// What a family would cost on the open table, and what it came to so far.
extension WorkbenchState {
    /// The families that can predict the target, in their order.
    var possibleFamilies: [ModelFamily] {
        guard let task = draft?.target.task else { return [] }
        return ModelFamily.all.filter { $0.tasks.contains(task) }
    }

    /// What the table is like for a model of the draft's features; nil before the profile is there.
    private var tableShape: TableShape? {
        guard let draft, let opened = table.open, let profile = opened.profile else { return nil }
        var shape = TableShape(rows: profile.rows, numbers: 0, levels: [], classes: 0)
        if draft.target.task == .classification { shape.classes = profile[draft.target.column]?.distinct ?? 2 }
        for feature in draft.features {
            if feature.kind == .number || feature.kind == .date {
                shape.numbers += 1
            } else {
                shape.levels.append(profile[feature.column]?.distinct ?? 2)
            }
        }
        return shape
    }

    /// Seconds that a whole run of a family with its defaults would take here, judged by what earlier runs took; nil before the table is
    /// profiled.
    ///
    /// The family's own runs tell most: their median against what was expected of them. A family without runs is taken to be
    /// off by as much as the others are.
    func expectedSeconds(of family: ModelFamily) -> Double? {
        // What another program takes nobody can foretell, nor judge ours by.
        guard family != .trainer, let draft, let shape = tableShape else { return nil }
        func expected(_ family: ModelFamily, _ recipe: Recipe, _ model: Recipe.Model) -> Double {
            family.expectedSeconds(of: model, on: shape, split: recipe.split, refits: recipe.refit)
        }
        var ratios: [String: [Double]] = [:]
        for run in runs.kept
        where run.state == .done && run.recipe.source.fingerprint == draft.source.fingerprint && run.recipe.trainer == nil {
            guard let known = try? ModelFamily.named(run.recipe.model.family) else { continue }
            let taken = ["encode", "fit", "score", "refit"].reduce(0) { $0 + (run.seconds[$1] ?? 0) }
            let foretold = expected(known, run.recipe, run.recipe.model)
            if taken > 0, foretold > 0 { ratios[known.key, default: []].append(taken / foretold) }
        }
        func median(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.sorted()[values.count / 2] }
        let ratio = median(ratios[family.key] ?? []) ?? median(ratios.values.compactMap(median)) ?? 1
        let model = draft.model.family == family.key ? draft.model : Recipe.Model(family)
        return expected(family, draft, model) * ratio
    }

    /// Queues a run of every family that can predict the target: the draft's with its parameters, the others with their defaults.
    mutating func trainAllFamilies() -> [Effect] {
        guard let draft else { return [] }
        let families = possibleFamilies
        let seconds = families.reduce(0.0) { $0 + (expectedSeconds(of: $1) ?? 0) }
        let time = seconds > 0 ? ", about \(Figures.duration(seconds)) in all" : ""
        say("queued: \(families.count) families\(time); what they come to stands here", .answer)
        return families.map { family in
            var recipe = draft
            if recipe.model.family != family.key { recipe.model = Recipe.Model(family) }
            return .train(recipe, parent: parent)
        }
    }
}

extension RunRecord {
    /// Seconds for predicting a thousand rows; nil where it is not known.
    var secondsPerThousandRows: Double? {
        guard let seconds = seconds["predict"], predictedRows > 0 else { return nil }
        return seconds / Double(predictedRows) * 1000
    }
}
