/// How rows are divided into those that train and those that score.
public enum SplitScheme: Hashable, Sendable, CustomStringConvertible {
    /// `cv:5`, or `cv:5x10` for ten repetitions. Shuffled, stratified for classes.
    case crossValidation(folds: Int, repeats: Int)
    /// `holdout:0.2`: one split, this share scores.
    case holdout(Double)
    /// `group:COLUMN:5`: rows of one group are never on both sides.
    case group(column: String, folds: Int)
    /// `time:COLUMN:5`: each fold trains on what came before and scores what follows.
    case time(column: String, folds: Int)
    /// `column:NAME`: each row's fold stands in that column.
    case column(String)

    /// The split that a new recipe has.
    public static let standard = SplitScheme.crossValidation(folds: 5, repeats: 1)

    /// Reads the form that `--split` takes.
    ///
    /// - Throws: ``AssayError`` with the forms there are.
    public init(parsing text: String) throws(AssayError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else { throw Self.unusable(text) }
        switch parts[0] {
        case "cv":
            let numbers = parts[1].split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
            guard let folds = numbers[0], numbers.count <= 2, let repeats = numbers.count == 2 ? numbers[1] : 1,
                folds >= 2, repeats >= 1, folds <= 1_000_000, repeats <= 10_000
            else { throw Self.unusable(text) }
            self = .crossValidation(folds: folds, repeats: repeats)
        case "holdout":
            guard let share = Double(parts[1]), share > 0, share < 1 else { throw Self.unusable(text) }
            self = .holdout(share)
        case "group", "time":
            guard let colon = parts[1].lastIndex(of: ":"), let folds = Int(parts[1][parts[1].index(after: colon)...]),
                folds >= 2, folds <= 1_000_000, colon > parts[1].startIndex
            else { throw Self.unusable(text) }
            let column = String(parts[1][..<colon])
            self = parts[0] == "group" ? .group(column: column, folds: folds) : .time(column: column, folds: folds)
        case "column": self = .column(parts[1])
        default: throw Self.unusable(text)
        }
    }

    public var description: String {
        switch self {
        case .crossValidation(let folds, let repeats): repeats == 1 ? "cv:\(folds)" : "cv:\(folds)x\(repeats)"
        case .holdout(let share): "holdout:" + JSON.numberText(share)
        case .group(let column, let folds): "group:\(column):\(folds)"
        case .time(let column, let folds): "time:\(column):\(folds)"
        case .column(let name): "column:\(name)"
        }
    }

    /// The column that the split reads, which `column:` keeps from being a feature.
    public var column: String? {
        switch self {
        case .crossValidation, .holdout: nil
        case .group(let column, _), .time(let column, _): column
        case .column(let name): name
        }
    }

    private static func unusable(_ text: String) -> AssayError {
        AssayError(
            code: "split", message: "\"\(text)\" is no split",
            hint: "write cv:5, cv:5x10, holdout:0.2, group:COLUMN:5, time:COLUMN:5 or column:NAME", isUsage: true)
    }
}
