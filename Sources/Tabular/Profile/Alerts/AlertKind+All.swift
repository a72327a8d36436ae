extension AlertKind {
    /// All kinds, in the order of the manual.
    public static let all: [AlertKind] = [
        leak, combination, outcomeName, missing, informativeMissing, missingTogether, missingSpellings, constant, quasiConstant,
        copy,
        correlated, identifier, group, timeDrift, rowOrder, text, highCardinality, rare, similarWords, blanks, numberAsText,
        dateAsText,
        constantLength, skewed, outliers, zeros, sentinel, infinite, uniform, personal, duplicates, conflicts, imbalance,
        targetMissing,
    ]

    // MARK: What spoils a score

    static let leak = AlertKind(
        "leak", "tells the target alone",
        "The column alone tells the target nearly without error: more often its consequence than its cause, and then not known in time.",
        remedies: [.drop],
        source: "scikit-learn's skore SKD011, deepchecks' single-feature check; ours: AUC > 0.99, eta or V > 0.95, rho > 0.98")
    static let combination = AlertKind(
        "combination", "made of other columns",
        "The column is the sum, difference or product of two or three others. Where the target is one of them it is given away by arithmetic.",
        remedies: [.drop],
        source: "ours: to the digits that are written in 99 % of the rows, or a sum that leaves at most 2 % of the variance")
    static let outcomeName = AlertKind(
        "post_outcome_name", "name of an outcome", "The name sounds like something that is known only after the outcome.",
        remedies: [.drop], source: "ours")
    static let group = AlertKind(
        "group", "rows of one entity",
        "A key names several rows each. If rows of one entity are on both sides of a split, the score says how well entities are remembered.",
        remedies: [.group, .drop], source: "scikit-learn GroupKFold; ours: at least two rows a key on average")
    static let timeDrift = AlertKind(
        "time_drift", "target moves with time",
        "The target changes with this time. A shuffled split lets the model look ahead, a split by time scores what it will be used for.",
        remedies: [.time], source: "skore SKD013; ours: association of at least 0.1 with the target")
    static let rowOrder = AlertKind(
        "row_order", "rows in an order",
        "The target goes on from row to row, as in a series. In a shuffled split a row is told by its neighbours on the other side.",
        remedies: [.time],
        source:
            "ours: autocorrelation of at least 0.6 between neighbouring rows of a quantity that turns as often as a series does")
    static let duplicates = AlertKind(
        "duplicates", "duplicate rows",
        "Rows are equal in every column. Copies on both sides of a split make the score better than it is.",
        remedies: [.distinct], source: "ydata-profiling; warning above 20 %")
    static let conflicts = AlertKind(
        "conflicting_labels", "same features, other label",
        "Rows are equal in all features and have different labels: no model can be right on all of them.", source: "deepchecks")

    // MARK: Missing values

    static let missing = AlertKind(
        "missing", "missing values", "Values are missing.", remedies: [.impute, .drop],
        source: "ydata-profiling (note above 1 %), deepchecks; warning above 20 %, dropping proposed above 50 %")
    static let informativeMissing = AlertKind(
        "informative_missing", "missing says something",
        "Whether the value is missing goes with the target, so that an indicator keeps what imputing would lose.",
        remedies: [.indicator],
        source: "chi-squared or Welch's t test with Benjamini and Hochberg's adjustment, p < 0.01 and V >= 0.05 or g >= 0.1")
    static let missingTogether = AlertKind(
        "missing_together", "missing in the same rows", "Several columns are missing in exactly the same rows.",
        remedies: [.filter],
        source: "ours: at least three columns in at least 1 % of the rows")
    static let missingSpellings = AlertKind(
        "missing_spellings", "missing written in many ways",
        "Missing values are written in several ways; all are read as missing.", source: "deepchecks, mixed nulls")

    // MARK: Columns that say little

    static let constant = AlertKind(
        "constant", "constant", "Every value is the same.", remedies: [.drop], source: "ydata-profiling")
    static let quasiConstant = AlertKind(
        "quasi_constant", "nearly constant", "Nearly every value is the same.", remedies: [.drop], source: "ours: above 99 %")
    static let copy = AlertKind(
        "copy", "copy of a column", "Each value goes with one value of another column, and the other way round.",
        remedies: [.drop], source: "ours: exact, over all rows")
    static let correlated = AlertKind(
        "correlated", "correlated columns",
        "Two columns rise and fall together; one of them adds little, and importance is shared.",
        remedies: [.drop], source: "skore SKD008, deepchecks: Spearman's rho of 0.9 or more")
    static let identifier = AlertKind(
        "identifier", "names rows", "Nearly every value is another: it names rows and says nothing of new ones.",
        remedies: [.drop], source: "ydata-profiling; above 95 % different")
    static let uniform = AlertKind(
        "uniform", "even as a grid", "The values are spread more evenly than chance would have it, as an index or a clock is.",
        remedies: [.drop], source: "ydata-profiling: chi-squared p > 0.999 over the histogram")

    // MARK: Words

    static let text = AlertKind(
        "text", "free text", "Nearly every value is another text: models read it as a category that never comes again.",
        remedies: [.drop], source: "ours: as the kind is decided")
    static let highCardinality = AlertKind(
        "high_cardinality", "many categories", "There are many categories; each has few rows to learn from.",
        remedies: [.rare, .drop],
        source: "ydata-profiling: more than 50")
    static let rare = AlertKind(
        "rare", "rare categories", "Some categories have so few rows that a fold may miss them.", remedies: [.rare],
        source: "ours: at least two categories under 1 %")
    static let similarWords = AlertKind(
        "similar_words", "same word, two spellings", "Two spellings may be one category.", remedies: [.map],
        source:
            "deepchecks, string mismatch; normalised edit similarity of at least 0.85, digits and signs equal, at most a fifth as common"
    )
    static let blanks = AlertKind(
        "blanks", "blanks around words", "Words begin or end with blanks, so that equal ones count as different.",
        remedies: [.trim],
        source: "deepchecks, string mismatch")
    static let numberAsText = AlertKind(
        "number_as_text", "numbers read as words", "Nearly all words are numbers.", remedies: [.kind],
        source: "ydata-profiling; above 90 % of the rows")
    static let dateAsText = AlertKind(
        "date_as_text", "dates read as words", "Nearly all words are dates.", remedies: [.kind],
        source: "ydata-profiling; above 90 % of the rows")
    static let constantLength = AlertKind(
        "constant_length", "words of one length", "Every word has the same number of characters, as codes and keys have.",
        source: "ydata-profiling")

    // MARK: Numbers

    static let skewed = AlertKind(
        "skewed", "skewed", "A few large values stand far from the rest; linear models and networks are led by them.",
        remedies: [.log, .clip], source: "ydata-profiling (above 20); ours: note above 2")
    static let outliers = AlertKind(
        "outliers", "far from the rest",
        "A few values lie far beyond the rest: mistakes, or what matters most. Look at the rows.",
        remedies: [.clip],
        source:
            "Tukey's far fences (3 times the middle half), at most 1 % beyond them and the furthest at least 8 times as far off")
    static let zeros = AlertKind(
        "zeros", "zeros", "Zero stands apart from the other values, or makes up much of the column: it may mean missing.",
        remedies: [.filter], source: "ydata-profiling; ours: above 10 %, or a gap of twice the middle half above zero")
    static let sentinel = AlertKind(
        "sentinel", "a number that is a mark",
        "A number such as 99999 or -1 stands alone beyond all others, again and again: it may mean missing, or more than that.",
        remedies: [.filter],
        source: "ours: only nines, or -1 or below zero only nines, in at least five rows, as far off as the others spread")
    static let infinite = AlertKind(
        "infinite", "infinite values", "Values are infinite, often by a division by zero.", remedies: [.clip],
        source: "ydata-profiling")

    // MARK: The rest

    static let personal = AlertKind(
        "personal", "personal data", "The column looks like personal data; it seldom helps and often may not be used.",
        remedies: [.drop, .hash],
        source: "ours: by what the values are (checksums where there are any), then by the name; values are shown as their shape")
    static let imbalance = AlertKind(
        "imbalance", "unequal classes", "One class has most of the rows, so that accuracy says little; look at AUC and recall.",
        source: "skore SKD004 and SKD005, ydata-profiling")
    static let targetMissing = AlertKind(
        "target_missing", "rows without a target", "Rows without a target take no part.", source: "ours")
}
