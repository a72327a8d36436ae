import Interface
import Recipes
import RunStore

extension CompareScreen {
    static var compareCommands: [AppCommand] {
        let hasPair: @Sendable (WorkbenchState) -> Availability = {
            $0.compare.runs.count < 2 ? .unavailable("mark two runs on the Runs screen first") : .available
        }
        return [
            AppCommand(
                "compare.all", "all fields", "Shows every field of the recipes, or only those that differ.", keys: ["="],
                scopes: ["compare"], category: "Compare", priority: 60, availability: hasPair
            ) { state in
                state.compare.showsAll.toggle()
                return []
            },
            AppCommand(
                "compare.swap", "swap", "Holds the first run against the second instead.", keys: ["w"], scopes: ["compare"],
                category: "Compare", priority: 40, availability: hasPair
            ) { state in
                state.compare.runs.swapAt(0, 1)
                state.compare.result = nil
                return [.compare(state.compare.runs)]
            },
            AppCommand(
                "compare.take", "take the value", "Takes the last run's value of this field into the draft.", keys: ["Enter"],
                scopes: ["compare.differences"], category: "Compare", priority: 70, availability: hasPair
            ) { $0.takeDifference() },
            AppCommand(
                "compare.baseline", "baseline", "Makes the first run the one that others are held against, or no more.",
                keys: ["B"], scopes: ["compare"], category: "Compare", priority: 50, availability: hasPair
            ) { state in state.runs[state.compare.runs.first].map { state.toggleBaseline($0) } ?? [] },
        ]
    }
}

extension WorkbenchState {
    /// Chooses what is compared when the screen opens: the marked runs, else the shown run against its baseline.
    mutating func enterCompare() -> [Effect] {
        var wanted = runsScreen.marked.filter { runs[$0] != nil }
        if wanted.count < 2, let shown = shownRun, let other = comparisonRun(for: shown) { wanted = [other.id, shown.id] }
        // The baseline stands first, else the oldest: a difference then reads as what came of it.
        wanted.sort { a, b in
            if a == runs.baseline || b == runs.baseline { return a == runs.baseline }
            return (runs[a]?.number ?? 0) < (runs[b]?.number ?? 0)
        }
        wanted = Array(wanted.prefix(8))
        guard wanted.count >= 2 else {
            compare.runs = []
            return []
        }
        if wanted != compare.runs {
            compare.runs = wanted
            compare.result = nil
            compare.differences = .init()
            compare.metrics = .init()
        }
        return [.compare(wanted), .fetchPoints(runs: wanted)]
    }

    /// Takes the last run's value of the field under the cursor into the draft.
    mutating func takeDifference() -> [Effect] {
        let fields = CompareScreen.fields(self)
        guard fields.indices.contains(compare.differences.cursor), let last = runs[compare.runs.last] else { return [] }
        let field = fields[compare.differences.cursor].field
        let other = last.recipe
        return edit("took \(field) from run \(last.number)") { recipe in
            if field.hasPrefix("feature.") {
                let name = String(field.dropFirst("feature.".count))
                if let feature = other.feature(name) { recipe.insert(feature) } else { recipe.removeFeature(name) }
            } else if field.hasPrefix("model.") {
                let name = String(field.dropFirst("model.".count))
                recipe.model.parameters[name] = other.model.parameters[name]
            } else {
                switch field {
                case "model": recipe.model = other.model
                case "split": recipe.split = other.split
                case "split_seed": recipe.splitSeed = other.splitSeed
                case "sealed": recipe.sealed = other.sealed
                case "weight": recipe.weight = other.weight
                case "metric": recipe.metric = other.metric
                case "seed": recipe.seed = other.seed
                case "refit": recipe.refit = other.refit
                case "resample": recipe.resample = other.resample
                case "calibration": recipe.calibration = other.calibration
                case "threshold": recipe.threshold = other.threshold
                case "filter": recipe.filter = other.filter
                case "target", "task", "positive": recipe.target = other.target
                default: break
                }
            }
        }
    }
}
