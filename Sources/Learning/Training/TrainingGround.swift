public import Recipes
public import Tabular

/// What an outside trainer's run stands on: the rows and folds that its recipe comes to on a table, the truth, and the scores of what is
/// predicted, by the same metrics as every other run's.
public struct TrainingGround: Sendable {
    private let plan: TrainingPlan

    /// - Throws: ``AssayError`` that says what to change in the recipe.
    public init(_ recipe: Recipe, on table: Table) throws(AssayError) { plan = try TrainingPlan(recipe, on: table) }

    /// The divisions of the rows.
    public var splits: Splits { plan.splits }

    /// The classes in the order of their probabilities; empty for a quantity.
    public var classes: [String] { plan.classes }

    /// The features that are on and may be learnt from.
    public var features: [Recipe.Feature] { plan.features.features.map { Recipe.Feature(column: $0.name, kind: $0.kind) } }

    /// Predicted values a row: a probability a class, or one number.
    public var width: Int { plan.target.width }

    /// The class of a row by its place in ``classes``; nil for a quantity.
    public func classCode(ofRow row: Int32) -> Int? {
        guard case .classes(let codes, _) = plan.target, codes.indices.contains(Int(row)) else { return nil }
        return Int(codes[Int(row)])
    }

    /// The quantity of a row; nil for classes.
    public func quantity(ofRow row: Int32) -> Double? {
        guard case .numbers(let values) = plan.target, values.indices.contains(Int(row)) else { return nil }
        return values[Int(row)]
    }

    /// Scores a fold's predictions, which are those of all its validation rows in their order.
    ///
    /// - Throws: ``AssayError`` where they are of other rows.
    public func score(_ predictions: FoldPredictions) throws(AssayError) -> FoldScore {
        guard let fold = splits.folds.first(where: { $0.number == predictions.fold }), fold.validation.rows == predictions.rows,
            predictions.values.count == predictions.rows.count * width
        else { throw .strangePredictions(predictions.fold) }
        let scores = Scores(truth: plan.target.gathered(at: predictions.rows), predictions: predictions.values)
        return FoldScore(
            fold: fold.number, trainingRows: fold.training.rows.count, validationRows: fold.validation.rows.count,
            metrics: scores.values, byConvention: scores.byConvention)
    }

    /// Corrects probabilities and chooses a threshold, where the recipe asks for that.
    ///
    /// - Returns: whether anything was changed in the result.
    public func judge(_ result: inout TrainingResult) -> Bool {
        guard let judged = plan.judged(result.folds, result.predictions) else { return false }
        result.folds = judged.folds
        result.predictions = judged.predictions
        result.decision = judged.decision
        return true
    }
}
