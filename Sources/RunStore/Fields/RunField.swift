public import Recipes

/// Something that is known of a run: a column of the table of runs, a key to sort by, what a query asks for. One vocabulary for all.
///
///     number  state  auc  auc.best  auc.step  learning_rate  feature:age  seconds  tags
public enum RunField: Hashable, Sendable {
    /// What stands in the record itself, or in its recipe once for every family.
    public enum Plain: String, CaseIterable, Sendable {
        case number, state, change, model, table, source, target, task, metric, split, parent, tag, note, host, failure, run
        case features, folds, threads, score, started, finished, created, place
        case seed, splitSeed = "split_seed", sealed, filter, weight, resample, calibration, threshold
    }

    /// What is asked of a metric.
    public enum Statistic: String, CaseIterable, Sendable {
        /// Over the folds.
        case mean, sd
        /// Half of the 95 % interval of the mean, corrected for the overlap of the folds' training rows.
        case interval
        /// The folds' values.
        case folds
        /// The best value of the validation curves by the metric's direction, its step, and the last value: means over the folds.
        case best, step, last
    }

    case plain(Plain)
    /// A metric by its key; outside trainers have keys of their own.
    case metric(String, Statistic)
    /// Wall seconds of a part: load, encode, fit, score, refit, predict, total.
    case seconds(String)
    /// A hyperparameter of the model.
    case parameter(String)
    /// Whether a column is a feature, and as what.
    case feature(String)
    /// Any other field of ``Recipes/Recipe/fields``, by its path.
    case recipe(String)

    /// The parts of the time that a run took.
    static let parts = ["load", "encode", "fit", "refit", "predict", "total"]

    /// Reads a name as it is typed, in any case.
    ///
    /// - Returns: nil where there is no such field.
    public init?(named text: String) {
        let name = text.lowercased()
        if let plain = Self.plain(name) {
            self = .plain(plain)
        } else if let metric = Self.metric(name) {
            self = metric
        } else if name == "seconds" || Self.parts.contains(name) {
            self = .seconds(name == "seconds" ? "total" : name)
        } else if name.hasPrefix("feature:") || name.hasPrefix("feature."), name.count > "feature:".count {
            self = .feature(String(text.dropFirst("feature:".count)))
        } else if name.hasPrefix("recipe."), name.count > "recipe.".count {
            self = .recipe(String(text.dropFirst("recipe.".count)))
        } else if name.hasPrefix("metric."), name.count > "metric.".count {
            self = .metric(String(text.dropFirst("metric.".count)), .mean)
        } else if name.hasPrefix("model."), name.count > "model.".count {
            self = .parameter(Self.parameter(String(text.dropFirst("model.".count))))
        } else if Self.known[name] != nil {
            self = .parameter(Self.parameter(name))
        } else {
            return nil
        }
    }

    private static func plain(_ name: String) -> Plain? {
        let others: [String: Plain] = [
            "tags": .tag, "notes": .note, "when": .started, "queue": .place, "what changed": .change, "date": .created,
        ]
        return others[name] ?? Plain(rawValue: name)
    }

    /// `auc`, `auc.best`, `log_loss.last`.
    private static func metric(_ name: String) -> RunField? {
        if Metric.named(name) != nil { return .metric(name, .mean) }
        guard let dot = name.lastIndex(of: "."), let statistic = Statistic(rawValue: String(name[name.index(after: dot)...]))
        else { return nil }
        var key = String(name[..<dot])
        let isOwn = key.hasPrefix("metric.")
        if isOwn { key.removeFirst("metric.".count) }
        return isOwn || Metric.named(key) != nil ? .metric(key, statistic) : nil
    }

    /// As it is typed, in views, and in the head of a CSV.
    public var name: String {
        switch self {
        case .plain(.tag): "tags"
        case .plain(let plain): plain.rawValue
        case .metric(let key, let statistic):
            (Metric.named(key) == nil ? "metric." : "") + key + (statistic == .mean ? "" : "." + statistic.rawValue)
        case .seconds(let part): part == "total" ? "seconds" : part
        case .parameter(let name): RunField(named: name) == self ? name : "model." + name
        case .feature(let column): "feature:" + column
        case .recipe(let path): "recipe." + path
        }
    }

    /// Parameters of every family, each name once.
    public static let parameters: [String] = {
        var known: Set<String> = []
        return ModelFamily.all.flatMap { $0.parameters.map(\.name) }.filter { known.insert($0).inserted }
    }()

    /// Parameters by their names in lower case: one is called `C`.
    private static let known = Dictionary(parameters.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })

    private static func parameter(_ name: String) -> String { known[name.lowercased()] ?? name }

    /// Every name that is known without looking at runs, for completion and for naming the nearest.
    public static let names: [String] =
        Plain.allCases.map { RunField.plain($0).name } + ["seconds"] + parts.dropLast()
        + Metric.all.flatMap { metric in Statistic.allCases.map { RunField.metric(metric.key, $0).name } } + parameters
}

extension RunField: CustomStringConvertible {
    public var description: String { name }
}

extension RunField {
    /// Reads several names with commas between them.
    ///
    /// - Throws: ``AssayError`` with the nearest name.
    public static func list(parsing text: String) throws(AssayError) -> [RunField] {
        var fields: [RunField] = []
        for part in text.split(separator: ",").map({ String($0).trimmingBlanks() }) where !part.isEmpty {
            guard let field = RunField(named: part) else { throw .unknownWord(part, kind: "column", known: names) }
            if !fields.contains(field) { fields.append(field) }
        }
        return fields
    }
}
