import Recipes

/// The nearest training rows, among standardised numbers and words as columns of 0 and 1.
///
/// Cover and Hart 1967, https://doi.org/10.1109/TIT.1967.1053964. Of rows that are equally near the earlier ones are taken. A row's weight
/// is that of its vote; rows of weight 0 are left out. Missing numbers are at the mean, and marked by a column.
struct NeighborsLearner: Learner {
    let family = "knn"

    func stepCount(_ parameters: Recipe.Model) -> Int? { 1 }

    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel {
        guard data.count > 0, data.target.width > 0 else { throw .nothingToLearn }
        let parameters = context.parameters
        let encoder = LinearEncoder(fitting: data, maxCategories: parameters.integer("max_categories"))
        var matrix = try encoder.transform(data.features)
        var (target, weights) = (data.target, data.weights)
        if let given = weights, given.contains(where: { $0 <= 0 }) {
            let rows = (0..<Int32(data.count)).filter { given[Int($0)] > 0 }
            guard !rows.isEmpty else { throw .nothingToLearn }
            matrix = matrix.gathered(at: rows)
            target = target.gathered(at: rows)
            weights = gather(given, at: rows)
        }
        // Votes are counted in a unit of their own, so that no sum overflows.
        let largest = weights?.max() ?? 1
        return NeighborsModel(
            encoder: encoder, matrix: matrix, target: target, weights: weights?.map { $0 / largest },
            neighbours: parameters.integer("n_neighbors"), usesDistance: parameters.text("weights") == "distance",
            power: parameters.integer("p"))
    }

    func model(from json: JSON) throws(AssayError) -> any FittedModel {
        guard let model = NeighborsModel(json: json) else { throw .unreadableModel("it is no model of nearest neighbours") }
        return model
    }
}

extension DesignMatrix {
    /// Some of the rows, in their order.
    func gathered(at rows: [Int32]) -> DesignMatrix {
        DesignMatrix(
            rowCount: rows.count, denseWidth: denseWidth, slotCount: slotCount, width: width,
            dense: rows.flatMap { dense[Int($0) * denseWidth..<(Int($0) + 1) * denseWidth] },
            slots: rows.flatMap { slots[Int($0) * slotCount..<(Int($0) + 1) * slotCount] })
    }
}
