extension Recipe {
    /// The recipe as a document. What is at its neutral value and came with a later schema is left out, so that the hashes
    /// of older recipes hold.
    public var json: JSON {
        var document: [String: JSON] = [
            "assay": JSON(Self.schemaVersion),
            "data": [
                "fingerprint": .string(source.fingerprint), "header": .bool(source.header),
                "delimiter": .string(source.delimiter),
            ],
            "target": ["column": .string(target.column), "task": .string(target.task.rawValue)],
            "features": .array(
                features.map {
                    ["column": .string($0.column), "kind": .string($0.kind.rawValue), "encoding": .string($0.encoding)]
                }),
            "split": .string(split.description),
            "split_seed": JSON(splitSeed),
            "model": ["family": .string(model.family), "parameters": .object(model.written.mapValues(\.json))],
            "metric": .string(metric),
            "seed": JSON(seed),
            "refit": .bool(refit),
        ]
        if let positive = target.positive, case .object(var members) = document["target"] {
            members["positive"] = .string(positive)
            document["target"] = .object(members)
        }
        if !steps.isEmpty { document["steps"] = .array(steps.map(\.json)) }
        if let filter { document["filter"] = .string(filter) }
        if sealed > 0 { document["sealed"] = .number(sealed) }
        if let weight { document["weight"] = .string(weight) }
        if resample != .none { document["resample"] = .string(resample.description) }
        if calibration != .none { document["calibration"] = .string(calibration.rawValue) }
        if threshold != .standard { document["threshold"] = .string(threshold.description) }
        if let trainer { document["trainer"] = trainer.json }
        return .object(document)
    }

    /// Reads a recipe; parameters that are left out get their defaults.
    ///
    /// - Throws: ``AssayError`` that names the field.
    public init(json: JSON) throws(AssayError) {
        let version = json["assay"]?.intValue ?? 0
        guard version >= 1 else { throw Self.wrong("assay", "the number of the schema, such as 1") }
        guard version <= Self.schemaVersion else {
            throw AssayError(
                code: "newer_recipe", message: "the recipe has schema \(version), this build knows \(Self.schemaVersion)",
                hint: "use a newer assay")
        }
        let known: Set = [
            "assay", "data", "steps", "filter", "target", "features", "split", "split_seed", "sealed", "model", "metric", "seed",
            "refit", "weight", "resample", "calibration", "threshold", "trainer",
        ]
        if let stranger = json.objectValue?.keys.sorted().first(where: { !known.contains($0) }) {
            throw .unknownWord(stranger, kind: "recipe field", known: known.sorted())
        }
        guard let fingerprint = json["data"]?["fingerprint"]?.stringValue else {
            throw Self.wrong("data.fingerprint", "a string")
        }
        guard let column = json["target"]?["column"]?.stringValue else { throw Self.wrong("target.column", "a string") }
        guard let task = json["target"]?["task"]?.stringValue.flatMap(LearningTask.init(rawValue:)) else {
            throw Self.wrong("target.task", "classification or regression")
        }
        guard let list = json["features"]?.arrayValue else { throw Self.wrong("features", "an array") }
        var features: [Feature] = []
        for entry in list {
            guard let name = entry["column"]?.stringValue,
                let kind = entry["kind"]?.stringValue.flatMap(ColumnKind.init(rawValue:))
            else { throw Self.wrong("features", "objects with column and kind") }
            let encoding = try FeatureEncoding(parsing: entry["encoding"]?.stringValue ?? "auto")
            features.append(Feature(column: name, kind: kind, encoding: encoding.description))
        }
        var steps: [Step] = []
        for entry in json["steps"]?.arrayValue ?? [] { steps.append(try Step(json: entry)) }
        let trainer = try json["trainer"].map { json throws(AssayError) in try OutsideTrainer(json: json) }
        let document = json["model"] ?? .null
        let model = if trainer == nil { try Model(json: document) } else { try Model(ofTrainer: document) }
        guard trainer != nil || model.family != ModelFamily.trainer.key else {
            throw Self.wrong("trainer", "a command such as [\"python\", \"train.py\"], as the model is \(model.family)")
        }
        let split = try SplitScheme(parsing: json["split"]?.stringValue ?? SplitScheme.standard.description)
        let metric = json["metric"]?.stringValue ?? Metric.standard(for: task, classes: 2)
        guard Metric.named(metric) != nil else {
            throw .unknownWord(metric, kind: "metric", known: Metric.all.map(\.key))
        }
        let sealed = json["sealed"]?.doubleValue ?? 0
        guard (0..<1).contains(sealed) else { throw Self.wrong("sealed", "a share from 0 to below 1") }
        self.init(
            source: Source(
                fingerprint: fingerprint, header: json["data"]?["header"]?.boolValue ?? true,
                delimiter: json["data"]?["delimiter"]?.stringValue ?? ","),
            steps: steps, filter: json["filter"]?.stringValue,
            target: Target(column: column, task: task, positive: json["target"]?["positive"]?.stringValue),
            features: features, split: split, splitSeed: json["split_seed"]?.intValue ?? 0, sealed: sealed, model: model,
            metric: metric, seed: json["seed"]?.intValue ?? 0, refit: json["refit"]?.boolValue ?? true)
        weight = json["weight"]?.stringValue
        if let text = try Self.text(json, "resample") { resample = try Resampling(parsing: text) }
        if let text = try Self.text(json, "calibration") { calibration = try Calibration(parsing: text) }
        if let text = try Self.text(json, "threshold") { threshold = try DecisionThreshold(parsing: text) }
        if let trainer { use(trainer, parameters: model.parameters) }
    }

    /// A field that may be left out; a number counts as its text.
    private static func text(_ json: JSON, _ field: String) throws(AssayError) -> String? {
        switch json[field] {
        case nil, .null: return nil
        case .string(let text): return text
        case .number(let number): return JSON.numberText(number)
        default: throw wrong(field, "a word")
        }
    }

    private static func wrong(_ field: String, _ wanted: String) -> AssayError {
        AssayError(
            code: "recipe_field", message: "the recipe's field \(field) is missing or not readable", hint: "it must be \(wanted)")
    }
}

extension Recipe.Model {
    /// What families had when recipes were first written. What came to them later is left out at its default, which never changes, so
    /// that older recipes keep their hashes.
    private static let first: [String: Set<String>] = [
        "baseline": ["strategy"], "linear": ["alpha", "max_categories"],
        "logistic": ["C", "max_iter", "tol", "max_categories"],
        "boosting": [
            "n_estimators", "learning_rate", "num_leaves", "max_depth", "min_child_samples", "reg_lambda", "reg_alpha",
            "subsample",
            "subsample_freq", "colsample_bytree", "early_stopping_rounds", "min_child_weight", "min_split_gain", "max_bin",
            "cat_smooth", "cat_l2", "max_cat_to_onehot", "max_cat_threshold", "min_data_per_group",
        ],
    ]

    /// The parameters that stand in the recipe's document.
    fileprivate var written: [String: ParameterValue] {
        guard let first = Self.first[family], let declared = try? ModelFamily.named(family) else { return parameters }
        return parameters.filter { first.contains($0.key) || declared.parameter($0.key)?.standard != $0.value }
    }

    /// Reads the family and its parameters.
    ///
    /// - Throws: ``AssayError`` for an unknown family or parameter, or a value out of range.
    public init(json: JSON) throws(AssayError) {
        let family = try ModelFamily.named(json["family"]?.stringValue ?? "")
        self.init(family)
        for (name, value) in (json["parameters"]?.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) {
            try set(name, value)
        }
    }

    /// Reads the parameters of an outside trainer, which may have any name. Whoever writes such a recipe by hand need not write a model.
    init(ofTrainer json: JSON) throws(AssayError) {
        if let family = json["family"]?.stringValue, family != ModelFamily.trainer.key {
            throw AssayError(
                code: "recipe_field", message: "the recipe has a trainer and the model \(family)",
                hint: "leave one of the two out")
        }
        self.init(ModelFamily.trainer)
        for (name, value) in (json["parameters"]?.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) { try set(name, value) }
    }

    /// Sets a parameter from its text, as `--set name=value` does.
    public mutating func set(_ name: String, _ text: String) throws(AssayError) {
        if family == ModelFamily.trainer.key {
            parameters[name] = ParameterValue(guessing: text)
            return
        }
        parameters[name] = try declaration(name).parse(text)
    }

    /// Sets a parameter from a recipe.
    public mutating func set(_ name: String, _ value: JSON) throws(AssayError) {
        if family == ModelFamily.trainer.key {
            guard let own = ParameterValue(json: value) else {
                throw AssayError(
                    code: "parameter_out_of_range", message: "\(name) cannot be \(value.canonicalText)",
                    hint: "a trainer's parameters are numbers, words, true or false", isUsage: true)
            }
            parameters[name] = own
            return
        }
        parameters[name] = try declaration(name).parse(value)
    }

    private func declaration(_ name: String) throws(AssayError) -> Parameter {
        let family = try ModelFamily.named(family)
        guard let parameter = family.parameter(name) else {
            throw .unknownWord(name, kind: "parameter of \(family.key)", known: family.parameters.map(\.name))
        }
        return parameter
    }

    /// A whole number, or the family's default.
    public func integer(_ name: String) -> Int {
        switch value(name) {
        case .integer(let value): value
        case .real(let value): Int(value)
        default: 0
        }
    }

    /// A number, or the family's default.
    public func real(_ name: String) -> Double {
        switch value(name) {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: 0
        }
    }

    /// The numbers of a list, or nil where a word stands for it.
    public func integers(_ name: String) -> [Int]? {
        let parts = text(name).split(separator: ",")
        let numbers = parts.compactMap { Int($0) }
        return numbers.isEmpty || numbers.count < parts.count ? nil : numbers
    }

    /// A word, or the family's default.
    public func text(_ name: String) -> String { value(name)?.description ?? "" }

    /// Whether something is on, or whether it is by the family's default.
    public func flag(_ name: String) -> Bool { value(name) == .flag(true) }

    private func value(_ name: String) -> ParameterValue? {
        if let value = parameters[name] { return value }
        return try? ModelFamily.named(family).parameter(name)?.standard
    }
}
