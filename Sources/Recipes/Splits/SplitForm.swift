/// A form that a split may have, declared once: `--split` and its help, the choices on the Model screen, the messages and the manual
/// are made from this.
public struct SplitForm: Hashable, Sendable {
    /// What the form begins with, such as `cv`.
    public let key: String
    /// How it is written, with capitals for what is to be filled in.
    public let pattern: String
    /// Written out, the plain one first.
    public let examples: [String]
    /// What it does, in one sentence.
    public let summary: String
    /// More that one has to know, a sentence or more; may be empty.
    public let detail: String
    /// Options that may follow, in any order.
    public let options: [Option]
    /// Whether the examples can be used on every table: they name no column.
    public let isForAnyTable: Bool

    /// What may follow a form as `:name=value`.
    public enum Option: String, Hashable, Sendable, CaseIterable {
        case gap, embargo
    }

    private init(
        _ key: String, _ pattern: String, _ examples: [String], _ summary: String, detail: String = "", options: [Option] = []
    ) {
        self.key = key
        self.pattern = pattern
        self.examples = examples
        self.summary = summary
        self.detail = detail
        self.options = options
        isForAnyTable = !pattern.contains("COLUMN") && !pattern.contains("TIME")
    }

    /// All forms, in the order in which they are shown.
    public static let all: [SplitForm] = [
        SplitForm(
            "cv", "cv:FOLDS or cv:FOLDSxREPEATS", ["cv:5", "cv:5x10"],
            "Cross-validation: each row scores once, in one of the folds, and trains in the others.",
            detail: "Shuffled by the split seed. Classes have equal shares in all folds; for a quantity the folds are plain."),
        SplitForm(
            "stratified", "stratified:FOLDS or stratified:FOLDSxREPEATS", ["stratified:5", "stratified:5x3"],
            "Cross-validation whose folds have the same distribution of a quantity.",
            detail:
                "Of every FOLDS rows that follow one another in the order of the target, each fold scores one. For classes it is cv."
        ),
        SplitForm(
            "holdout", "holdout:SHARE or holdout:SHARExREPEATS", ["holdout:0.2", "holdout:0.2x10"],
            "A share of the rows scores and the others train, once or several times.",
            detail:
                "Classes have equal shares on both sides. Repeats draw anew, so a row may score in several of them or in none."),
        SplitForm(
            "group", "group:COLUMN:FOLDS or group:COLUMN:FOLDSxREPEATS", ["group:customer:5", "group:customer:5x3"],
            "Cross-validation by whole groups: rows with one value of the column are never on both sides.",
            detail: "Sizes and shares of the classes are as even as the groups let them be."),
        SplitForm(
            "time", "time:COLUMN:FOLDS", ["time:day:5", "time:day:5:gap=7d"],
            "Forward in time: each fold trains on everything before it and scores what follows.",
            detail:
                "Rows of one moment stay together. With a gap, the last rows before those that score do not train: use it where what a row "
                + "says, or what it is to predict, reaches into the time after it.",
            options: [.gap]),
        SplitForm(
            "purged", "purged:COLUMN:FOLDS", ["purged:day:5:gap=7d:embargo=1d"],
            "Spans of time, each of which scores once; rows before and after it train.",
            detail:
                "For series too short to go forward. Rows within the gap before and after a span do not train, nor those within the embargo "
                + "behind that. M. Lopez de Prado 2018, \"Advances in Financial Machine Learning\", chapter 7.",
            options: [.gap, .embargo]),
        SplitForm(
            "grouptime", "grouptime:COLUMN:TIME:FOLDS", ["grouptime:customer:day:5", "grouptime:customer:day:5:gap=7d"],
            "Forward in time and by whole groups: each fold scores groups that it has not trained on, in a time after all that trained.",
            detail:
                "Groups that are new in a fold's time score. Where these have less than 1 / FOLDS of its rows, further groups join them in random "
                + "order, and their earlier rows do not train in that fold.",
            options: [.gap]),
        SplitForm(
            "nested", "nested:FOLDSxINNER", ["nested:5x3"],
            "Cross-validation with one more inside: the outer folds score, and whatever is chosen is chosen on the inner ones.",
            detail:
                "The outer folds are those of cv:FOLDS. Inner folds divide the training rows of an outer one, so that no choice sees a row that scores it."
        ),
        SplitForm(
            "column", "column:NAME", ["column:fold"],
            "Each row's fold stands in a column, which is then no feature."),
    ]

    /// The form with this key.
    static func named(_ key: String) -> SplitForm? { all.first { $0.key == key } }

    /// All forms in a line, as `--split` and its errors list them.
    public static var patterns: String {
        let plain = all.map { $0.examples[0].replacing("customer", with: "COLUMN").replacing("day", with: "TIME") }
        return plain.dropLast().joined(separator: ", ") + " or column:NAME"
    }

    /// Written-out splits that need no column, from the quickest to the most thorough.
    public static let choices = [
        "holdout:0.2", "cv:3", "cv:5", "stratified:5", "cv:10", "nested:5x3", "holdout:0.2x10", "cv:5x10",
    ]
}
