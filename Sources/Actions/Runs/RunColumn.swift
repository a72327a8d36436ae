public import Recipes
public import RunStore

/// A column of the table of runs.
public enum RunColumn: Sendable, Hashable {
    case field(RunField)
    /// A field of the recipe in which the runs of the table differ, with what each has, by their places.
    case difference(RecipeDifference)

    /// What stands above it.
    public var title: String {
        switch self {
        case .difference(let difference): difference.title
        case .field(let field): field.title
        }
    }

    /// What it is called in a file.
    public var name: String {
        switch self {
        case .difference(let difference):
            difference.field.hasPrefix("model.") ? String(difference.field.dropFirst("model.".count)) : difference.field
        case .field(let field): field.name
        }
    }
}

extension RunField {
    /// What stands above its column.
    public var title: String {
        switch self {
        case .plain(let plain):
            switch plain {
            case .number: "run"
            case .run: "id"
            case .change: "what changed"
            case .tag: "tags"
            case .created, .started: rawWord(plain)
            case .place: "queue"
            case .splitSeed: "split seed"
            default: rawWord(plain)
            }
        case .metric(let key, let statistic):
            (Metric.named(key)?.title ?? key)
                + ([.mean: "", .sd: " sd", .interval: " 95 %", .folds: " folds", .best: " best", .step: " @", .last: " last"][
                    statistic] ?? "")
        case .seconds(let part): part == "total" ? "seconds" : part
        case .parameter(let name): name
        case .feature(let column): column
        case .recipe(let path): path
        }
    }

    private func rawWord(_ plain: Plain) -> String { plain.rawValue }

    /// Whether its values stand at the right, below one another digit by digit.
    public var isNumeric: Bool {
        switch self {
        case .metric(_, .folds), .feature, .recipe: false
        case .metric, .seconds, .parameter: true
        case .plain(let plain):
            [
                .number, .features, .folds, .threads, .score, .started, .finished, .created, .place, .seed, .splitSeed, .sealed,
                .threshold,
            ].contains(plain)
        }
    }
}
