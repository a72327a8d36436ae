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
    let origin: TrainingRows
    let wholeTarget: TargetValues
    private let wholeWeights: [Double]?

    /// Gathers the target and the weights of the training rows from those of the whole table; none of the targets may be missing.
    init(_ table: FeatureTable, target: TargetValues, weights: [Double]? = nil, rows: TrainingRows) {
        self.features = FeatureRows(table: table, rows: rows.rows)
        self.target = target.gathered(at: rows.rows)
        self.weights = weights.map { gather($0, at: rows.rows) }
        self.wholeWeights = weights
        self.origin = rows
        self.wholeTarget = target
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
            (
                TrainingSet(features.table, target: wholeTarget, weights: wholeWeights, rows: fitting),
                TrainingSet(features.table, target: wholeTarget, weights: wholeWeights, rows: choosing)
            )
        }
    }
}
