/// How rows are divided into those that train and those that score. ``SplitForm`` says how each form is written.
public enum SplitScheme: Hashable, Sendable {
    /// `cv:5`, or `cv:5x10` for ten repetitions. Shuffled, stratified for classes.
    case crossValidation(folds: Int, repeats: Int)
    /// `stratified:5`: folds with the same distribution of a quantity.
    case stratified(folds: Int, repeats: Int = 1)
    /// `holdout:0.2`: this share scores; `holdout:0.2x10` draws ten times.
    case holdout(Double, repeats: Int = 1)
    /// `group:COLUMN:5`: rows of one group are never on both sides.
    case group(column: String, folds: Int, repeats: Int = 1)
    /// `time:COLUMN:5`: each fold trains on what came before and scores what follows.
    case time(column: String, folds: Int, gap: TimeGap? = nil)
    /// `purged:COLUMN:5`: spans of time score, what lies before and after them trains.
    case purged(column: String, folds: Int, gap: TimeGap? = nil, embargo: TimeGap? = nil)
    /// `grouptime:GROUP:TIME:5`: other groups, in a later time.
    case groupTime(group: String, time: String, folds: Int, gap: TimeGap? = nil)
    /// `nested:5x3`: the folds of `cv:5`, with inner folds for what is chosen.
    case nested(folds: Int, inner: Int)
    /// `column:NAME`: each row's fold stands in that column.
    case column(String)

    /// The split that a new recipe has.
    public static let standard = SplitScheme.crossValidation(folds: 5, repeats: 1)

    /// The columns that the split reads, groups before times.
    public var columns: [String] {
        switch self {
        case .crossValidation, .stratified, .holdout, .nested: []
        case .group(let column, _, _), .time(let column, _, _), .purged(let column, _, _, _): [column]
        case .groupTime(let group, let time, _, _): [group, time]
        case .column(let name): [name]
        }
    }

    /// The first column that the split reads; the one of `column:` is kept from being a feature.
    public var column: String? { columns.first }

    /// How often each row may score.
    public var repeats: Int {
        switch self {
        case .crossValidation(_, let repeats), .stratified(_, let repeats), .holdout(_, let repeats), .group(_, _, let repeats):
            repeats
        case .time, .purged, .groupTime, .nested, .column: 1
        }
    }

    /// Rows that score by rows that train; nil where that is left to the data.
    public var testToTrain: Double? {
        switch self {
        case .crossValidation(let folds, _), .stratified(let folds, _), .nested(let folds, _): 1 / Double(max(1, folds - 1))
        case .holdout(let share, _): share / (1 - share)
        case .group, .time, .purged, .groupTime, .column: nil
        }
    }
}

extension SplitScheme: CustomStringConvertible {
    /// The form that `--split` takes and recipes hold.
    public var description: String {
        func times(_ count: Int) -> String { count == 1 ? "" : "x\(count)" }
        func option(_ option: SplitForm.Option, _ gap: TimeGap?) -> String { gap.map { ":\(option.rawValue)=\($0)" } ?? "" }
        return switch self {
        case .crossValidation(let folds, let repeats): "cv:\(folds)" + times(repeats)
        case .stratified(let folds, let repeats): "stratified:\(folds)" + times(repeats)
        case .holdout(let share, let repeats): "holdout:" + JSON.numberText(share) + times(repeats)
        case .group(let column, let folds, let repeats): "group:\(column):\(folds)" + times(repeats)
        case .time(let column, let folds, let gap): "time:\(column):\(folds)" + option(.gap, gap)
        case .purged(let column, let folds, let gap, let embargo):
            "purged:\(column):\(folds)" + option(.gap, gap) + option(.embargo, embargo)
        case .groupTime(let group, let time, let folds, let gap): "grouptime:\(group):\(time):\(folds)" + option(.gap, gap)
        case .nested(let folds, let inner): "nested:\(folds)x\(inner)"
        case .column(let name): "column:\(name)"
        }
    }
}
