import Experiments
public import Recipes
public import Tabular

extension Session {
    /// The recipe that a request means on a table.
    ///
    /// - Parameters:
    ///   - table: the table that the recipe is for.
    ///   - request: what was asked for.
    ///   - base: the recipe that everything the request does not mention is taken from; nil is the contract's defaults.
    /// - Returns: the recipe; whether the table has rows enough for it is checked when it is run.
    /// - Throws: ``AssayError`` for a column, model, metric or parameter that is not there (with the nearest name), or a target
    ///   that cannot be one.
    public func recipe(for table: Table, request: RunRequest, base: Recipe? = nil) throws(AssayError) -> Recipe {
        let request = base == nil ? withDefaults(request) : request
        let read = table
        let start = base != nil || request.ignoresProjectSteps ? [] : startingSteps(of: table)
        let steps = (base?.steps ?? []) + (try project.pinned(start + request.steps))
        let column = request.target ?? base?.target.column ?? project.target
        // What stood there before the new steps is as the base says; what they make is new.
        let before = try base.map { base throws(AssayError) in try prepared(read, by: base.steps, target: column) }
        let table = try prepared(read, by: steps, startingSteps: start.count, target: column)
        if let filter = request.filter { _ = try RowFilter(parsing: filter).matches(in: table) }
        let target = try self.target(of: table, request: request, base: base)
        let split =
            try request.split.map { text throws(AssayError) in try SplitScheme(parsing: text) } ?? base?.split ?? .standard
        if let column = split.columns.first(where: { table[$0] == nil }) {
            throw .unknownWord(column, kind: "column", known: table.columns.map(\.name))
        }
        let sealed = request.sealed ?? base?.sealed ?? 0
        guard (0..<1).contains(sealed) else { throw .shareOutOfRange("sealed", sealed) }
        var recipe = Recipe(
            source: table.source, steps: steps, filter: request.filter ?? base?.filter, target: target,
            features: try features(of: table, before: before, target: target, split: split, request: request, base: base),
            split: split, splitSeed: request.splitSeed ?? base?.splitSeed ?? 0, sealed: sealed,
            model: try model(for: target.task, request: request, base: base),
            metric: try metric(for: target, on: table, request: request, base: base),
            seed: request.seed ?? base?.seed ?? 0, refit: request.refit ?? base?.refit ?? true)
        if let trainer = try trainer(request, base: base) { recipe.use(trainer.trainer, parameters: recipe.model.parameters) }
        recipe.weight = (request.weight ?? base?.weight).flatMap { $0.isEmpty ? nil : $0 }
        if let weight = recipe.weight, table[weight] == nil {
            throw .unknownWord(weight, kind: "column", known: table.columns.map(\.name))
        }
        try decide(request, base: base, &recipe)
        return recipe
    }

    /// Puts in how classes are evened out, probabilities corrected, and decisions made.
    private func decide(_ request: RunRequest, base: Recipe?, _ recipe: inout Recipe) throws(AssayError) {
        let isSameTask = base.map { $0.target == recipe.target } ?? false
        if let base, isSameTask {
            recipe.resample = base.resample
            recipe.calibration = base.calibration
            recipe.threshold = base.threshold
        }
        if let text = request.resample { recipe.resample = try Resampling(parsing: text) }
        if let text = request.calibration { recipe.calibration = try Calibration(parsing: text) }
        if let text = request.threshold { recipe.threshold = try DecisionThreshold(parsing: text) }
    }

    /// The request with what `assay.toml` sets for new recipes; its target brings task and positive class along.
    private func withDefaults(_ request: RunRequest) -> RunRequest {
        var request = request
        let defaults = project.defaults
        if request.target == nil || request.target == project.target {
            request.task = request.task ?? defaults.task
            request.positive = request.positive ?? (request.task == .regression ? nil : defaults.positive)
        }
        request.model = request.model ?? defaults.model
        request.split = request.split ?? defaults.split
        request.metric = request.metric ?? defaults.metric
        request.seed = request.seed ?? defaults.seed
        request.splitSeed = request.splitSeed ?? defaults.splitSeed
        request.sealed = request.sealed ?? defaults.sealed
        return request
    }

    private func target(of table: Table, request: RunRequest, base: Recipe?) throws(AssayError) -> Recipe.Target {
        guard let column = request.target ?? base?.target.column ?? project.target else {
            throw .noTarget(columns: table.columns.map(\.name))
        }
        let isSame = column == base?.target.column
        return try table.target(
            column, task: request.task ?? (isSame ? base?.target.task : nil),
            positive: request.positive ?? (isSame ? base?.target.positive : nil))
    }

    /// The columns that are on: those of the base that are there, or all whose kind makes a feature, then as requested.
    private func features(
        of table: Table, before: Table?, target: Recipe.Target, split: SplitScheme, request: RunRequest, base: Recipe?
    ) throws(AssayError) -> [Recipe.Feature] {
        var on: [String: Recipe.Feature] = [:]
        if let base {
            let before = before ?? table
            let missing = base.features.first { before[$0.column] == nil }
            if let missing { throw .unknownWord(missing.column, kind: "column", known: before.columns.map(\.name)) }
            var kept = base
            kept.takeColumns(of: table, insteadOf: before.columns.map(\.name))
            for feature in kept.features { on[feature.column] = feature }
        } else {
            for column in table.columns where column.kind.isFeatureByDefault && !split.columns.contains(column.name) {
                on[column.name] = Recipe.Feature(column: column.name, kind: column.kind)
            }
        }
        if let only = request.only {
            let kept = on
            on = [:]
            for name in only {
                let chosen = try feature(name, of: table, target: target, split: split)
                on[name] = kept[name] ?? chosen
            }
        }
        for name in request.on where on[name] == nil { on[name] = try feature(name, of: table, target: target, split: split) }
        for name in request.off {
            guard table[name] != nil else { throw .unknownWord(name, kind: "column", known: table.columns.map(\.name)) }
            on[name] = nil
        }
        on[target.column] = nil
        if case .column(let folds) = split { on[folds] = nil }
        for text in request.encodings {
            let (column, words) = try encoding(text, of: table)
            guard var feature = on[column] else { throw .encodingOfNoFeature(column) }
            feature.encoding = words
            feature.encoding = try feature.readEncoding().description
            on[column] = feature
        }
        return Array(on.values)
    }

    /// `column=words` taken apart; a column's name may itself have the sign.
    private func encoding(_ text: String, of table: Table) throws(AssayError) -> (column: String, words: String) {
        let marks = text.indices.filter { text[$0] == "=" }
        guard let first = marks.first, first > text.startIndex else { throw .unusableEncoding(text) }
        let mark = marks.last { table[String(text[..<$0])] != nil } ?? first
        let column = String(text[..<mark])
        guard table[column] != nil else { throw .unknownWord(column, kind: "column", known: table.columns.map(\.name)) }
        return (column, String(text[text.index(after: mark)...]))
    }

    /// A column that someone asks for by name, as a feature.
    private func feature(
        _ name: String, of table: Table, target: Recipe.Target, split: SplitScheme
    ) throws(AssayError) -> Recipe.Feature {
        guard let column = table[name] else { throw .unknownWord(name, kind: "column", known: table.columns.map(\.name)) }
        if name == target.column { throw .notAFeature(name, because: "it is the target") }
        if case .column(name) = split { throw .notAFeature(name, because: "it holds the fold numbers") }
        return Recipe.Feature(column: name, kind: column.kind)
    }

    /// The outside trainer that a request means: another model takes the place of the base's.
    private func trainer(_ request: RunRequest, base: Recipe?) throws(AssayError) -> DeclaredTrainer? {
        if let text = request.trainer { return try project.trainer(named: text) }
        if request.model != nil { return nil }
        guard let base else { return project.startingTrainer }
        return base.trainer.map { DeclaredTrainer(name: $0.name, trainer: $0, parameters: base.model.parameters) }
    }

    private func model(for task: LearningTask, request: RunRequest, base: Recipe?) throws(AssayError) -> Recipe.Model {
        var model: Recipe.Model
        if let trainer = try trainer(request, base: base) {
            model = Recipe.Model(family: ModelFamily.trainer.key, parameters: trainer.parameters)
        } else {
            let family = try ModelFamily.named(request.model ?? base?.model.family ?? ModelFamily.standard.key)
            guard family != .trainer else { throw .noTrainer(declared: project.trainers.map(\.name)) }
            guard family.tasks.contains(task) else { throw .wrongTask(family, task) }
            model = base.map(\.model) ?? Recipe.Model(family)
            if model.family != family.key { model = Recipe.Model(family) }
        }
        for setting in request.settings {
            guard let mark = setting.firstIndex(of: "="), mark > setting.startIndex else { throw .unusableSetting(setting) }
            try model.set(String(setting[..<mark]), String(setting[setting.index(after: mark)...]))
        }
        return model
    }

    private func metric(
        for target: Recipe.Target, on table: Table, request: RunRequest, base: Recipe?
    ) throws(AssayError) -> String {
        let classes = target.task == .classification ? table[target.column]?.distinctCount ?? 2 : 0
        let known = Metric.applicable(to: target.task, classes: classes).map(\.key)
        if let wanted = request.metric {
            guard known.contains(wanted) else { throw .unknownWord(wanted, kind: "metric for this target", known: known) }
            return wanted
        }
        if let metric = base?.metric, known.contains(metric) { return metric }
        return Metric.standard(for: target.task, classes: classes)
    }
}

extension Column {
    /// How many values there are besides missing.
    ///
    /// - Complexity: O(rows) for numbers, O(1) for words.
    var distinctCount: Int {
        switch storage {
        case .numbers(let values): Set(values.lazy.filter { !$0.isNaN }).count
        case .codes(_, let words): words.count
        }
    }
}
