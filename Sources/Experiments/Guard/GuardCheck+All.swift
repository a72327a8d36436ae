import Recipes

extension GuardCheck {
    /// All checks, in the order of the manual.
    public static let all: [GuardCheck] = [
        leak, goldenFeature, predictivePower, arithmetic, identifier, outcomeName,
        twins, nearTwins, conflicts, groupOverlap, timeOrder, newCategories, shift, smallMinority, wide,
        tooGood, overfit, underfit, pastBest, outlierFold, behindBaseline, behindSimple,
    ]

    // MARK: What a column gives away

    static let leak = GuardCheck(
        "leak", .stop, .rows, "tells the target alone",
        "One column alone predicts rows that it was not fitted on nearly without error: more often a consequence of the target than its "
            + "cause, and then not known in time.",
        remedy: "switches the feature off",
        [.init("skill", 0.98, "of the way from knowing nothing to perfect, out of fold; the profile's own limits stop as well")],
        source: "skore SKD011, deepchecks' single-feature check; the profile: AUC > 0.99, eta or V > 0.95, rho > 0.98")
    static let goldenFeature = GuardCheck(
        "golden_feature", .warn, .result, "as good alone as all together",
        "One column alone comes close to the model: either the others add little, or it carries the target inside.",
        remedy: "switches the feature off",
        [
            .init("gap", 0.03, "behind the model at the most, in AUC, accuracy or R2"),
            .init("share", 0.1, "or that part of the model's score"), .init("skill", 0.5, "out of fold at the least"),
            .init("features", 3, "that are on at the least"),
        ], source: "skore SKD011")
    static let predictivePower = GuardCheck(
        "predictive_power", .note, .rows, "strong alone",
        "Columns that alone predict this well deserve the question whether they are known before the outcome. The strongest is named.",
        remedy: "switches the strongest off",
        [.init("skill", 0.8, "of the way from knowing nothing to perfect, out of fold")],
        source: "deepchecks: predictive power score above 0.8")
    static let arithmetic = GuardCheck(
        "target_arithmetic", .stop, .profile, "target by arithmetic",
        "The target is the sum, difference or product of columns that are on: it can be worked out.",
        remedy: "switches the largest part off", source: "ours: the profile's alert `combination` where the target takes part")
    static let identifier = GuardCheck(
        "identifier", .warn, .profile, "a feature names rows",
        "Nearly every value is another, so that the model can only remember rows.", remedy: "switches the feature off",
        source: "ydata-profiling, deepchecks; the profile's alert")
    static let outcomeName = GuardCheck(
        "post_outcome_name", .note, .profile, "name of an outcome",
        "A feature's name sounds like something that is known only after the outcome.", remedy: "switches the feature off",
        source: "ours; the profile's alert")

    // MARK: What the split lets through

    static let twins = GuardCheck(
        "rows_on_both_sides", .warn, .rows, "same rows on both sides",
        "Rows that score stand, equal in every feature and in the target, among the rows that trained in their fold: they are "
            + "remembered, not predicted. Where features have few values chance makes such rows.",
        remedy: "drops duplicate rows as a step",
        [.init("warn", 0.02, "of the rows that score; fewer are a note")], source: "deepchecks, train-test samples mix")
    static let nearTwins = GuardCheck(
        "near_duplicates", .note, .rows, "nearly the same rows on both sides",
        "Rows that score have a neighbour among those that trained which differs in no category and by next to nothing in numbers.",
        [
            .init("grid", 0.01, "standard deviations that numbers are rounded to"),
            .init("share", 0.01, "of the rows that score"),
            .init("numbers", 3, "features of numbers with fractions at the least"),
        ], source: "deepchecks, rounded duplicates")
    static let conflicts = GuardCheck(
        "conflicting_labels", .warn, .rows, "same features, other label",
        "Rows are equal in all features that are on and have different labels: no model can be right on all of them.",
        [.init("warn", 0.05, "of the rows; fewer are a note")], source: "deepchecks")
    static let groupOverlap = GuardCheck(
        "group_overlap", .warn, .profile, "one entity on both sides",
        "A key names several rows each, and the split does not keep its rows together: the score says how well known entities are "
            + "remembered, not what new ones get. With folds in time it is a note, for known entities may well come again.",
        remedy: "splits by the column's groups, or switches it off",
        source: "scikit-learn's GroupKFold; the profile's alert `group`")
    static let timeOrder = GuardCheck(
        "time_overlap", .warn, .profile, "trains on the future",
        "The split is shuffled and rows have a time: rows train that come after those that score. A warning where the target moves with it.",
        remedy: "splits by time",
        source: "skore SKD013, deepchecks' date overlap; the profile's alerts `time_drift` and `row_order`")
    static let newCategories = GuardCheck(
        "new_categories", .warn, .rows, "categories that never trained",
        "Rows that score have words which no row had that trained in their fold: the model knows nothing of them.",
        remedy: "joins rare categories, or switches the feature off",
        [.init("note", 0.01, "of the rows that score"), .init("warn", 0.1, "of them")], source: "deepchecks, new categories")
    static let shift = GuardCheck(
        "adversarial", .warn, .rows, "both sides told apart",
        "A model can tell rows that score from rows that train by their features: they are not of one kind, and scores will differ "
            + "from those of folds that are. Tried where the split is no plain shuffle, which cannot tell them apart by itself; "
            + "columns of the split and dates are left out.",
        remedy: "switches off what tells them apart most",
        [
            .init("note", 0.6, "AUC out of fold"), .init("warn", 0.75, "AUC out of fold"),
            .init("rows", 5000, "that are looked at, spread over both sides"),
        ], source: "deepchecks: drift score 2 (AUC - 0.5) above 0.25")
    static let smallMinority = GuardCheck(
        "small_minority", .warn, .profile, "few rows of a class in a fold",
        "The rarest class has so few rows in a fold that its score is mostly chance.", remedy: "takes fewer folds",
        [.init("note", 8, "rows a fold"), .init("warn", 5, "rows a fold")], source: "ours; skore SKD004")
    static let wide = GuardCheck(
        "more_features_than_rows", .warn, .profile, "more features than rows",
        "There are at least as many features as rows that train: chance alone gives some of them a strong association.",
        source: "rule of thumb")

    // MARK: What the result says

    static let tooGood = GuardCheck(
        "too_good", .warn, .result, "too good to be true",
        "Hardly any real question is answered this well: look for a feature that is known only after the outcome.",
        [.init("score", 0.995, "AUC, with more classes accuracy, or R2"), .init("rows", 200, "at the least")],
        source: "rule of thumb")
    static let overfit = GuardCheck(
        "overfit", .warn, .result, "better on rows that trained",
        "The model does much better on the rows that trained it. Forests and neighbours are not asked: they know their training rows "
            + "by construction.",
        remedy: "stops early where the model can, or makes it smaller",
        [
            .init("gap", 0.03, "in the metric that ranks; R2 for a quantity, exp(-loss) for a log loss"),
            .init("share", 0.1, "or that part of the score, whichever is more"),
            .init("warn", 0.3, "that part of the score, from where on it is a warning"),
        ], source: "skore SKD001")
    static let underfit = GuardCheck(
        "underfit", .warn, .result, "no better than guessing",
        "Neither the rows that trained nor those that score are predicted better than by always saying the same.",
        [.init("gap", 0.025, "AUC above 0.5"), .init("share", 0.05, "R2, or with more classes kappa")], source: "skore SKD002")
    static let pastBest = GuardCheck(
        "past_best", .note, .result, "trained past its best",
        "The loss on rows that score was lowest well before the last step and has risen since.",
        remedy: "stops early, on an inner split",
        [.init("rise", 0.05, "of the lowest mean loss")], source: "deepchecks, boosting overfit")
    static let outlierFold = GuardCheck(
        "outlier_fold", .note, .result, "one fold unlike the others",
        "One fold scores far from the rest: look at its rows before trusting the mean.",
        [
            .init("z", 3, "modified z of the fold's score"), .init("gap", 0.03, "from the median, of unit scores"),
            .init("share", 0.1, "or that part of the median, of others"), .init("folds", 5, "at the least"),
        ], source: "B. Iglewicz and D. Hoaglin 1993, with the limit of skore SKD003")
    static let behindBaseline = GuardCheck(
        "behind_baseline", .stop, .result, "worse than the baseline",
        "A run of the model `baseline` on the same rows and folds, which always says the same, scores better.",
        source: "skore SKD002")
    static let behindSimple = GuardCheck(
        "behind_simple", .warn, .result, "worse than a simple model",
        "A run of a simple model on the same rows, folds and features scores better: the complicated one costs and does not pay.",
        [.init("gap", 0.01, "of unit scores"), .init("share", 0.02, "of others")],
        source: "skore SKD009 and SKD010, turned round")
}
