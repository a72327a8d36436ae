import Recipes

// What a recipe and a table may come to before anything is fitted.
extension AssayError {
    static func noRows(_ recipe: Recipe, withoutTarget: Int) -> AssayError {
        AssayError(
            code: "no_rows",
            message: "no row is left to learn from"
                + (withoutTarget > 0 ? ", \(withoutTarget) have no value of \(recipe.target.column)" : ""),
            hint: recipe.filter == nil ? "choose another target" : "widen the row filter or choose another target")
    }

    static func tooFewRows(_ recipe: Recipe, folds: Int, have: Int, of what: String) -> AssayError {
        AssayError(
            code: "too_few_rows", message: "\(recipe.split) needs at least \(folds) \(what) and there are \(have)",
            hint: "use fewer folds" + (recipe.sealed > 0 ? " or seal fewer rows" : ""))
    }

    static func nothingToSeal(_ recipe: Recipe, rows: Int) -> AssayError {
        AssayError(
            code: "too_few_rows", message: "of \(rows) rows none can be sealed under \(recipe.split)",
            hint: "set sealed to 0")
    }

    static func oneFold(_ column: String) -> AssayError {
        AssayError(
            code: "one_fold", message: "the fold column \(column) has one value only",
            hint: "it needs at least two, one a fold")
    }

    static func tooManyFolds(_ column: String, count: Int, limit: Int) -> AssayError {
        AssayError(
            code: "too_many_folds", message: "the fold column \(column) has \(count) different values",
            hint: "it must hold fold numbers, at most \(limit)")
    }

    static func splitColumnMissing(_ column: String, count: Int, split: SplitScheme) -> AssayError {
        AssayError(
            code: "split_column_missing", message: "\(count) rows have no value of \(column), which \(split) needs",
            hint: "filter them out or choose another split")
    }

    static func gapNeedsDate(_ column: String, gap: TimeGap) -> AssayError {
        AssayError(
            code: "split_gap", message: "the gap of \(gap) is a time, and \(column) is no date",
            hint: "write the gap as a number of rows, such as gap=100, or read \(column) as a date", isUsage: true)
    }

    static func emptyFold(_ fold: Int, recipe: Recipe) -> AssayError {
        AssayError(
            code: "empty_fold", message: "fold \(fold) of \(recipe.split) has no rows on one side",
            hint: "use fewer folds, a smaller gap or another split")
    }

    static func oneClassInFold(_ fold: Int, recipe: Recipe) -> AssayError {
        AssayError(
            code: "one_class",
            message: "the training rows of fold \(fold) have one class of \(recipe.target.column) only",
            hint: "use fewer folds, another split or a target with more rows a class")
    }

    static func weightHoldsWords(_ column: String) -> AssayError {
        AssayError(code: "weight", message: "\(column) holds words and cannot weigh rows", hint: "choose a column of numbers")
    }

    static func weightUnusable(_ column: String, row: Int, _ what: String) -> AssayError {
        AssayError(
            code: "weight", message: "row \(row) of \(column) is \(what), which is no weight",
            hint: "weights are numbers from 0 on; filter such rows out or fill them by a step")
    }

    static func weightsAreZero(_ column: String) -> AssayError {
        AssayError(
            code: "weight", message: "all rows that train have the weight 0 in \(column)",
            hint: "choose another column of weights")
    }

    static func tooManyColumns(_ count: Int, limit: Int) -> AssayError {
        AssayError(
            code: "too_many_columns", message: "lasso and elastic net take up to \(limit) columns and there are \(count)",
            hint: "lower max_categories, switch features off or use the penalty ridge")
    }

    static func noFeatures(_ table: String) -> AssayError {
        AssayError(
            code: "no_features", message: "no feature of \(table) is on", hint: "switch on at least one")
    }

    static func targetIsFeature(_ column: String) -> AssayError {
        AssayError(
            code: "target_is_feature", message: "\(column) is the target and a feature at once",
            hint: "switch the feature off")
    }

    static func oneClass(_ column: String) -> AssayError {
        AssayError(
            code: "target_constant", message: "the target \(column) has fewer than two classes",
            hint: "choose a target with at least two values")
    }

    static func infiniteTarget(_ column: String, count: Int) -> AssayError {
        AssayError(
            code: "target_infinite", message: "\(count) rows have an infinite value of \(column)",
            hint: "filter them out or choose another target")
    }

    static func targetHoldsWords(_ column: String) -> AssayError {
        AssayError(
            code: "target_not_number", message: "the target \(column) holds words, and a quantity is to be predicted",
            hint: "choose the task classification")
    }

    static func wrongTask(_ family: ModelFamily, task: LearningTask) -> AssayError {
        let others = ModelFamily.all.filter { $0.tasks.contains(task) }.map(\.key).joined(separator: ", ")
        return AssayError(
            code: "wrong_task", message: "\(family.key) does not do \(task.rawValue)", hint: "use one of \(others)",
            isUsage: true)
    }

    static func needsClasses(_ field: String) -> AssayError {
        AssayError(
            code: "needs_classes", message: "\(field) is for classes, and a quantity is predicted", hint: "set \(field) to none",
            isUsage: true)
    }

    static func thresholdNeedsTwoClasses(_ classes: Int) -> AssayError {
        AssayError(
            code: "needs_classes",
            message: "a threshold is for two classes, and "
                + (classes == 0 ? "a quantity is predicted" : "the target has \(classes)"), hint: "set threshold to 0.5",
            isUsage: true)
    }

    static func metricNotApplicable(_ metric: String, among known: [String]) -> AssayError {
        AssayError(
            code: "metric_not_applicable", message: "\(metric) does not apply to this target",
            hint: "use one of \(known.joined(separator: ", "))", isUsage: true)
    }
}

// What reading and using a model may come to.
extension AssayError {
    static var nothingSealed: AssayError {
        AssayError(code: "nothing_sealed", message: "the recipe seals no rows", hint: "train it with --sealed 0.2")
    }

    static func unreadableModel(_ what: String) -> AssayError {
        AssayError(code: "model", message: "the model cannot be read: \(what)", hint: "train it again")
    }

    static func featureNotThere(_ name: String) -> AssayError {
        AssayError(
            code: "feature_missing", message: "the model needs the feature \(name), which is not there",
            hint: "give a table with that column")
    }

    /// A model of an outside program was asked for here.
    static func outsideModel() -> AssayError {
        AssayError(
            code: "outside_model", message: "an outside program trains this recipe", hint: "its models are the run's artefacts")
    }

    /// Predictions that are not those of a fold's validation rows.
    static func strangePredictions(_ fold: Int) -> AssayError {
        AssayError(
            code: "predictions", message: "the predictions of fold \(fold) are not those of its validation rows",
            hint: "give one for each of them")
    }

    /// An outside trainer gets the rows as they are.
    static let resampleOutside = AssayError(
        code: "not_for_trainers", message: "rows are not evened out for an outside trainer",
        hint: "let the trainer do it, and leave resample at none")
}
