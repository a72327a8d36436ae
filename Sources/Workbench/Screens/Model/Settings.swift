import Interface
import Recipes
import RunStore
import Tabular

/// A line of the form on the Model screen: a parameter of the family, or something else that the recipe says.
struct Setting {
    /// What the line changes.
    enum Subject: Equatable {
        case parameter(Parameter)
        case split, metric, seed, splitSeed, sealed, weight, refit
        case resample, calibration, threshold
        case none
    }

    var subject: Subject
    var name: String
    var value: String
    var standard: String
    var allowed: String
    var summary: String
    /// Words to choose among, in order.
    var choices: [String] = []
    /// For a line that is a heading.
    var heading: String?

    var isChanged: Bool { heading == nil && value != standard }
}

extension WorkbenchState {
    /// The lines of the form.
    var settings: [Setting] {
        guard let recipe = draft, let family = try? ModelFamily.named(recipe.model.family) else { return [] }
        let declared = recipe.trainer == nil ? family.parameters : recipe.model.declaredParameters
        let shown = declared.filter { model.showsAdvanced || !$0.isAdvanced }
        var lines = shown.map { parameter in
            Setting(
                subject: .parameter(parameter), name: parameter.name,
                value: (recipe.model.parameters[parameter.name] ?? parameter.standard).description,
                standard: parameter.standard.description, allowed: recipe.trainer == nil ? parameter.rangeText : "",
                summary: parameter.summary)
        }
        lines.append(
            Setting(subject: .none, name: "", value: "", standard: "", allowed: "", summary: "", heading: "how it is judged"))
        return lines + judging(recipe) + deciding(recipe)
    }

    private func judging(_ recipe: Recipe) -> [Setting] {
        let classes = table.open?.profile?[recipe.target.column]?.distinct ?? 2
        let metrics = Metric.applicable(to: recipe.target.task, classes: classes).map(\.key)
        return [
            Setting(
                subject: .split, name: "split", value: recipe.split.description, standard: SplitScheme.standard.description,
                allowed: "cv:5, cv:5x10, holdout:0.2, ...",
                summary: "How rows are divided: \(SplitForm.patterns).", choices: SplitForm.choices),
            Setting(
                subject: .metric, name: "metric", value: recipe.metric,
                standard: Metric.standard(for: recipe.target.task, classes: classes), allowed: "",
                summary: Metric.named(recipe.metric)?.summary ?? "", choices: metrics),
            Setting(
                subject: .seed, name: "seed", value: String(recipe.seed), standard: "0", allowed: "whole numbers",
                summary: "Where the model's random numbers begin; another one leaves the folds as they are."),
            Setting(
                subject: .splitSeed, name: "split_seed", value: String(recipe.splitSeed), standard: "0",
                allowed: "whole numbers",
                summary: "Where the folds' random numbers begin; runs with different ones are not paired."),
            Setting(
                subject: .sealed, name: "sealed", value: JSON.numberText(recipe.sealed), standard: "0", allowed: "0 to below 1",
                summary: "Share of the rows that is sealed away before the split, for one last look.",
                choices: ["0", "0.1", "0.2", "0.3"]),
            Setting(
                subject: .weight, name: "weight", value: recipe.weight ?? "none", standard: "none",
                allowed: "a numeric column, or none",
                summary:
                    "Column that says how much each row counts in the fit; it is no feature then, and scores count all rows alike.",
                choices: ["none"] + weightColumns(recipe)),
            Setting(
                subject: .refit, name: "refit", value: recipe.refit ? "true" : "false", standard: "true",
                allowed: "true or false",
                summary: "Whether a model is fitted on all rows after the folds, for predictions.", choices: ["true", "false"]),
        ]
    }

    /// Numeric columns that may say how much a row counts.
    private func weightColumns(_ recipe: Recipe) -> [String] {
        (table.seen?.table.columns ?? []).filter { $0.kind == .number && $0.name != recipe.target.column }.map(\.name)
    }

    /// The line under the cursor.
    var currentSetting: Setting? {
        let lines = settings
        guard lines.indices.contains(model.parameters.cursor), lines[model.parameters.cursor].heading == nil else { return nil }
        return lines[model.parameters.cursor]
    }

    /// Takes the family under the cursor into the draft.
    mutating func chooseFamily() -> [Effect] {
        guard let recipe = draft else { return [] }
        let choice = currentChoice
        let family = choice.family
        guard family.tasks.contains(recipe.target.task) else {
            let what = recipe.target.task == .regression ? "a quantity" : "classes"
            say("\(family.title) cannot predict \(what), which \(recipe.target.column) is", .warning)
            return []
        }
        model.parameters = .init()
        focus[.model] = .parameters
        guard !choice.isChosen(in: recipe) else { return [] }
        return edit("model is \(choice.family == .trainer ? choice.title : family.key)") { choice.use(in: &$0) }
    }

    /// Changes the value of a line from its text.
    mutating func set(_ setting: Setting, to text: String) -> [Effect] {
        guard var recipe = draft else { return [] }
        do throws(AssayError) {
            try Self.apply(setting.subject, text, to: &recipe)
        } catch {
            say(error.sentence, .error)
            return []
        }
        return edit("\(setting.name) is \(text)") { $0 = recipe }
    }

    private static func apply(_ subject: Setting.Subject, _ text: String, to recipe: inout Recipe) throws(AssayError) {
        func whole(_ name: String) throws(AssayError) -> Int {
            guard let number = Int(text) else {
                throw AssayError(code: "seed", message: "\(name) cannot be \(text)", hint: "it is a whole number", isUsage: true)
            }
            return number
        }
        switch subject {
        case .parameter(let parameter): try recipe.model.set(parameter.name, text)
        case .split: recipe.split = try SplitScheme(parsing: text)
        case .metric:
            guard Metric.named(text) != nil else { throw .unknownWord(text, kind: "metric", known: Metric.all.map(\.key)) }
            recipe.metric = text
        case .seed: recipe.seed = try whole("seed")
        case .splitSeed: recipe.splitSeed = try whole("split_seed")
        case .sealed:
            guard let share = Double(text), (0..<1).contains(share) else {
                throw AssayError(
                    code: "sealed", message: "sealed cannot be \(text)", hint: "it is a share, 0 to below 1", isUsage: true)
            }
            recipe.sealed = share
        case .weight: recipe.weight = text == "none" || text.isEmpty ? nil : text
        case .refit: recipe.refit = text == "true"
        case .resample: recipe.resample = try Resampling(parsing: text)
        case .calibration: recipe.calibration = try Calibration(parsing: text)
        case .threshold: recipe.threshold = try DecisionThreshold(parsing: text)
        case .none: break
        }
    }

    /// Makes the value of the current line smaller or larger by a sensible step.
    mutating func stepSetting(_ direction: Int) -> [Effect] {
        guard let setting = currentSetting else { return [] }
        if case .parameter(let parameter) = setting.subject, let value = draft?.model.parameters[parameter.name] {
            return set(setting, to: parameter.stepped(value, direction).description)
        }
        if let number = Int(setting.value), setting.subject == .seed || setting.subject == .splitSeed {
            return set(setting, to: String(max(0, number + direction)))
        }
        guard !setting.choices.isEmpty else { return [] }
        let place = setting.choices.firstIndex(of: setting.value) ?? (direction > 0 ? -1 : setting.choices.count)
        let next = min(max(0, place + direction), setting.choices.count - 1)
        return set(setting, to: setting.choices[next])
    }

    /// Asks for the value of the current line.
    mutating func typeSetting() -> [Effect] {
        guard let setting = currentSetting else { return [] }
        return openPrompt(.setting(setting.name), label: setting.name, text: setting.value)
    }

    /// The best run of a family on the open table by a metric.
    func bestRun(of choice: ModelChoice, by metric: Metric) -> (run: RunRecord, value: Double)? {
        var best: (run: RunRecord, value: Double)?
        let fingerprint = table.open?.table.source.fingerprint
        for run in runs.kept
        where choice.isChosen(in: run.recipe) && run.state.hasResult && run.recipe.source.fingerprint == fingerprint
            && run.recipe.target.column == draft?.target.column
        {
            guard let value = run.metrics[metric.key]?.mean, value.isFinite else { continue }
            if let known = best, !metric.isBetter(value, than: known.value) { continue }
            best = (run, value)
        }
        return best
    }
}
