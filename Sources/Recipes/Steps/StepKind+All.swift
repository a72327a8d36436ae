extension StepKind {
    /// All kinds, in the order in which they are offered.
    public static let all: [StepKind] = [
        .derive, .replace, .map, .trim, .changeCase, .setKind, .rename, .split, .combine, .hash, .remove,
        .filter, .dropDuplicates, .sample, .join, .append, .cluster,
    ]

    public static let derive = StepKind(
        "derive", "Derive a column", "Adds a column worked out from others of its row by an expression.",
        [.init("name", .name, "the new column's name"), .init("expression", .expression, "what it is, such as charges / tenure")])

    public static let replace = StepKind(
        "replace", "Find and replace", "Replaces a part of the text of a column.",
        [
            .init("column", .column, "the column"), .init("find", .text, "the text to look for"),
            .init("with", .text, or: "", "what stands there instead"),
            .init("whole", .flag, or: false, "whether the whole value has to be equal"),
        ])

    public static let map = StepKind(
        "map", "Map values", "Writes values as other values; several may become one.",
        [.init("column", .column, "the column"), .init("values", .mapping, "each value and what becomes of it")])

    public static let trim = StepKind(
        "trim", "Trim", "Takes blanks off both ends of words and makes several in a row one.",
        [.init("columns", .columns, "the columns")])

    public static let changeCase = StepKind(
        "case", "Change case", "Writes words in lower, upper or title case.",
        [
            .init("columns", .columns, "the columns"),
            .init("to", .choice(["lower", "upper", "title"]), or: "lower", "lower, upper or title"),
        ])

    public static let setKind = StepKind(
        "kind", "Set the kind", "Reads a column as another kind; what cannot be read becomes missing.",
        [
            .init("column", .column, "the column"),
            .init("to", .choice(ColumnKind.allCases.map(\.rawValue)), "number, category, date, flag, text or identifier"),
        ])

    public static let rename = StepKind(
        "rename", "Rename a column", "Gives a column another name.",
        [.init("column", .column, "the column"), .init("to", .name, "its new name")])

    public static let split = StepKind(
        "split", "Split a column", "Divides the text of a column into several columns.",
        [
            .init("column", .column, "the column"), .init("by", .text, "what divides the parts"),
            .init("into", .names, "the names of the parts"),
        ])

    public static let combine = StepKind(
        "combine", "Join columns", "Writes several columns as one text.",
        [
            .init("columns", .columns, "the columns, in order"), .init("by", .text, or: " ", "what stands between them"),
            .init("name", .name, "the new column's name"),
        ])

    public static let hash = StepKind(
        "hash", "Hash a column", "Writes each value as a pseudonym: the same value has the same one, and it does not tell which.",
        [
            .init("columns", .columns, "the columns"),
            .init("salt", .text, or: "", "a secret that keeps others from hashing guesses; it stands in the recipe"),
        ])

    public static let remove = StepKind(
        "remove", "Remove columns", "Takes columns out of the table.", [.init("columns", .columns, "the columns")])

    public static let filter = StepKind(
        "filter", "Keep rows", changesRows: true, "Keeps the rows that a filter finds.",
        [.init("rows", .filter, "the filter, such as age>30 city:Rome")])

    public static let dropDuplicates = StepKind(
        "distinct", "Drop duplicate rows", changesRows: true, "Keeps the first of the rows that are alike.",
        [.init("columns", .columns, or: nil, "the columns that have to be alike; all where none is named")])

    public static let sample = StepKind(
        "sample", "Sample rows", changesRows: true, "Keeps some rows, drawn by a seed, in their order.",
        [
            .init("rows", .number, or: nil, "how many"), .init("share", .number, or: nil, "or what share of them"),
            .init("by", .column, or: nil, "a column whose values keep their shares"), .init("seed", .number, or: 0, "the seed"),
        ])

    public static let join = StepKind(
        "join", "Join a table", "Adds the columns of another table by a key; rows without a partner have missing values.",
        [
            .init("table", .path, "the file of the other table"),
            .init("on", .columns, "the columns that both share as the key"),
            .init("how", .choice(["left", "inner", "asof"]), or: "left", "left, inner, or asof: the nearest in time"),
            .init("time", .column, or: nil, "for asof, the column of the time in both"),
            .init(
                "direction", .choice(["before", "after", "nearest"]), or: "before",
                "for asof, the latest at or before, the first at or after, or the nearest of both"),
            .init(
                "tolerance", .text, or: nil,
                "for asof, how far apart at most: 2 days, 6 h, 30 min; a number where the time is one"),
            .init("fingerprint", .text, or: nil, "the content that the other table had"),
        ])

    public static let append = StepKind(
        "append", "Append a table", changesRows: true, "Adds the rows of another table below; columns go by their names.",
        [
            .init("table", .path, "the file of the other table"),
            .init("fingerprint", .text, or: nil, "the content that the other table had"),
        ])

    public static let cluster = StepKind(
        "cluster", "Clusters as a column", "Adds the number of the nearest of some kept centres.",
        [
            .init("name", .name, or: "cluster", "the new column's name"),
            .init("columns", .columns, "the columns that distances are taken in"),
            .init("centres", .numbers, "a row of numbers a centre, in the columns' order"),
            .init("means", .numbers, "what is taken off each column"), .init("scales", .numbers, "what each is divided by"),
        ])
}
