public import Recipes

/// What a run has in a field.
public enum RunValue: Hashable, Sendable {
    case missing
    case number(Double)
    /// Seconds since 1970 UTC.
    case time(Double)
    case words(String)

    /// The number of a number or a time.
    public var number: Double? {
        switch self {
        case .number(let value), .time(let value): value.isNaN ? nil : value
        case .missing, .words: nil
        }
    }

    public var isMissing: Bool { self == .missing }

    init(_ value: Double?) { self = value.flatMap { $0.isNaN ? nil : .number($0) } ?? .missing }

    init(_ text: String?) { self = text.flatMap { $0.isEmpty ? nil : .words($0) } ?? .missing }

    init(_ value: ParameterValue?) {
        switch value {
        case .integer(let value): self = .number(Double(value))
        case .real(let value): self = .number(value)
        case .text(let text): self = .words(text)
        case .flag(let flag): self = .words(flag ? "true" : "false")
        case nil: self = .missing
        }
    }

    /// A value of a document.
    public init(_ json: JSON) {
        switch json {
        case .null: self = .missing
        case .number(let value): self = .number(value)
        default: self = .words(json.stringValue ?? json.canonicalText)
        }
    }
}

extension RunField {
    /// What a run has in this field. What was changed since the parent and the interval of a mean are not the record's own: missing.
    ///
    /// - Complexity: O(1), O(features) for a feature, O(fields) for a path of the recipe.
    public func value(in run: RunRecord) -> RunValue {
        switch self {
        case .plain(let plain): Self.value(of: plain, in: run)
        case .metric(let key, let statistic): Self.value(of: key, statistic, in: run)
        case .seconds(let part): RunValue(run.seconds[part])
        case .parameter(let name): RunValue(run.recipe.model.parameters[name])
        case .feature(let column):
            RunValue(run.recipe.feature(column).map { $0.encoding == "auto" ? $0.kind.rawValue : $0.encoding })
        case .recipe(let path): RunValue(run.recipe.fields.first { $0.field == path }?.value ?? .null)
        }
    }

    private static func value(of plain: Plain, in run: RunRecord) -> RunValue {
        let recipe = run.recipe
        return switch plain {
        case .number: .number(Double(run.number))
        case .run: .words(run.id)
        case .state: .words(run.state.rawValue)
        case .change: .missing
        case .model: .words(recipe.modelName)
        case .table: RunValue(run.table)
        case .source: RunValue(run.source)
        case .target: .words(recipe.target.column)
        case .task: .words(recipe.target.task.rawValue)
        case .metric: .words(recipe.metric)
        case .split: .words(recipe.split.description)
        case .parent: RunValue(run.parent)
        case .tag: RunValue(run.tags.joined(separator: " "))
        case .note: RunValue(run.note)
        case .host: RunValue(run.host)
        case .failure: RunValue(run.failure)
        case .features: .number(Double(recipe.features.count))
        case .folds: .number(Double(run.folds))
        case .threads: .number(Double(run.threads))
        case .score: RunValue(run.metrics[recipe.metric]?.mean)
        case .started: run.startedAt.map { .time($0) } ?? .missing
        case .finished: run.finishedAt.map { .time($0) } ?? .missing
        case .created: .time(run.createdAt)
        case .place: run.state == .queued ? RunValue(run.place) : .missing
        case .seed: .number(Double(recipe.seed))
        case .splitSeed: .number(Double(recipe.splitSeed))
        case .sealed: .number(recipe.sealed)
        case .filter: RunValue(recipe.filter)
        case .weight: RunValue(recipe.weight)
        case .resample: .words(recipe.resample.description)
        case .calibration: .words(recipe.calibration.rawValue)
        case .threshold: RunValue(run.decision?.threshold)
        }
    }

    private static func value(of key: String, _ statistic: Statistic, in run: RunRecord) -> RunValue {
        switch statistic {
        case .mean: RunValue(run.metrics[key]?.mean)
        case .sd: RunValue(run.metrics[key].flatMap { $0.folds.count > 1 ? $0.sd : nil })
        case .folds: RunValue(run.metrics[key]?.folds.map(JSON.numberText).joined(separator: " "))
        case .interval: .missing
        case .best: RunValue(run.curves[key]?.best)
        case .step: RunValue(run.curves[key]?.bestStep)
        case .last: RunValue(run.curves[key]?.last)
        }
    }

    /// Whether smaller values come first where runs are sorted by this field and nothing else is said: metrics their better end first,
    /// spreads the narrowest, words from a to z, the queue in its order; other numbers and times the largest.
    var isUpwardsByNature: Bool {
        switch self {
        case .metric(_, .sd), .metric(_, .interval): true
        case .metric(_, .step): false
        case .metric(let key, _): Metric.named(key)?.direction ?? .lower == .lower
        case .seconds, .parameter: false
        case .feature, .recipe: true
        case .plain(let plain):
            switch plain {
            case .score, .number, .features, .folds, .threads, .started, .finished, .created, .seed, .splitSeed, .sealed,
                .threshold:
                false
            default: true
            }
        }
    }
}
