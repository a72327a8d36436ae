/// Features and target of rows that a model may be fitted to.
///
/// It is made from ``TrainingRows`` alone, which only the splitter makes, so nothing that a learner fits has seen a row it is
/// scored on.
public struct TrainingSet: Sendable {
    /// The features over these rows.
    public let features: FeatureRows
    /// The target over these rows.
    public let target: TargetValues
    /// How much each of these rows counts, none negative and not all 0; nil where all count the same. Class weights are in them.
    public let weights: [Double]?
    /// The rows that were observed; more or fewer stand here where the classes were evened out.
    let origin: TrainingRows
    let wholeTarget: TargetValues
    private let wholeWeights: [Double]?
    /// How inner divisions are made ready, where that reads the target and so has to be done for each anew.
    private let preparation: FoldPreparation?

    /// Gathers the target and the weights of the training rows from those of the whole table; none of the targets may be missing.
    init(_ table: FeatureTable, target: TargetValues, weights: [Double]? = nil, rows: TrainingRows) {
        self.init(
            FeatureRows(table: table, rows: rows.rows), target: target, weights: weights, origin: rows, wholeTarget: target,
            wholeWeights: weights, preparation: nil)
    }

    /// Rows that were made ready for a fit.
    ///
    /// - Parameters:
    ///   - features: the rows that are fitted to.
    ///   - target: of all rows of their table.
    ///   - weights: of all rows of their table.
    ///   - origin: the rows that were observed.
    ///   - wholeTarget: of the table before rows were added to it.
    ///   - wholeWeights: of the same.
    ///   - preparation: what does the same for inner divisions, or nil where they need nothing.
    init(
        _ features: FeatureRows, target: TargetValues, weights: [Double]?, origin: TrainingRows, wholeTarget: TargetValues,
        wholeWeights: [Double]?, preparation: FoldPreparation?
    ) {
        let rows = features.rows ?? origin.rows
        self.features = features
        self.target = target.gathered(at: rows)
        self.weights = weights.map { gather($0, at: rows) }
        self.wholeWeights = wholeWeights
        self.origin = origin
        self.wholeTarget = wholeTarget
        self.preparation = preparation
    }

    /// The number of rows.
    public var count: Int { target.count }

    /// Divides these rows once more, for choices such as the number of steps: the first part fits, the second chooses.
    ///
    /// The division follows the outer one: stratified for classes, whole groups where the split has groups, the latest rows
    /// where it has a time. Of a nested split it is the first inner fold.
    ///
    /// - Parameters:
    ///   - share: of the rows that choose, above 0 and below 1.
    ///   - seed: of the division.
    /// - Returns: nil where there are too few rows (or groups) for both parts.
    public func divided(share: Double, seed: Int) -> (fitting: TrainingSet, choosing: TrainingSet)? {
        divisions(share: share, seed: seed).first
    }

    /// Divides these rows for choices as ``divided(share:seed:)`` does; where the split is nested, once for each of its inner folds, of which
    /// every row chooses in one.
    ///
    /// - Parameters:
    ///   - share: of the rows that choose, where the split has no inner folds.
    ///   - seed: of the divisions.
    /// - Returns: none where there are too few rows (or groups) for both parts.
    public func divisions(share: Double, seed: Int) -> [(fitting: TrainingSet, choosing: TrainingSet)] {
        origin.divisions(share: share, seed: seed, target: wholeTarget).map { fitting, choosing in
            let ready =
                preparation?.prepared(fitting).data
                ?? TrainingSet(features.table, target: wholeTarget, weights: wholeWeights, rows: fitting)
            return (
                ready, TrainingSet(ready.features.table, target: wholeTarget, weights: wholeWeights, rows: choosing)
            )
        }
    }
}
