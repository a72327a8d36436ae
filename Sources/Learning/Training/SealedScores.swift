public import Recipes
public import Tabular

/// How the model that a run left scores on the rows that its recipe had sealed away.
public struct SealedScores: Sendable {
    /// The rows, of the prepared table.
    public let rows: [Int32]
    /// The value of every metric that applies and is defined, with its standard error over resampled rows.
    public let metrics: [String: (value: Double, error: Double)]

    /// So many times rows are drawn for the standard errors; drawing more changes them by less than 4 %.
    static let draws = 400
    /// Of more rows so many are drawn at a time, and the error is made smaller accordingly.
    static let drawnRows = 2000

    /// Scores the model.
    ///
    /// - Parameters:
    ///   - model: as ``TrainingResult/model`` has it.
    ///   - recipe: what it was trained by.
    ///   - table: the prepared table.
    ///   - threads: never change a bit.
    /// - Throws: ``AssayError`` where the recipe seals nothing, or does not fit the table or the model.
    /// - Complexity: O(rows) to predict; the errors take ``draws`` times ``drawnRows`` at the most.
    public init(of model: TrainedModel, recipe: Recipe, on table: Table, threads: Int) throws(AssayError) {
        let plan = try TrainingPlan(recipe, on: table)
        guard !plan.splits.sealed.rows.isEmpty else { throw .nothingSealed }
        rows = plan.splits.sealed.rows
        let truth = plan.target.gathered(at: rows)
        let all = try model.predict(table, threads: threads)
        let width = truth.width
        guard all.count == table.rowCount * width else { throw .nothingSealed }
        var predictions: [Double] = []
        predictions.reserveCapacity(rows.count * width)
        for row in rows { predictions += all[Int(row) * width..<(Int(row) + 1) * width] }
        let labels = model.labels(of: predictions)
        let values = Scores(truth: truth, predictions: predictions, labels: labels).values
        let errors = Self.errors(truth, predictions, labels, width: width)
        metrics = Dictionary(uniqueKeysWithValues: values.map { ($0.key, (value: $0.value, error: errors[$0.key] ?? .nan)) })
    }

    /// Standard errors by the bootstrap: B. Efron 1979, doi:10.1214/aos/1176344552; with fewer rows a draw than there are, after
    /// P. J. Bickel, F. Goetze and W. R. van Zwet 1997, Statistica Sinica 7.
    private static func errors(
        _ truth: TargetValues, _ predictions: [Double], _ labels: [Int32]?, width: Int
    ) -> [String: Double] {
        let count = truth.count
        let size = min(count, drawnRows)
        let random = CounterRandom(seed: 0, stream: -4)
        let drawn = (0..<draws).map { draw -> [String: Double] in
            let places = (0..<size).map { Int32(random.integer(draw * size + $0, below: count)) }
            var own: [Double] = []
            own.reserveCapacity(size * width)
            for place in places { own += predictions[Int(place) * width..<(Int(place) + 1) * width] }
            return Scores(
                truth: truth.gathered(at: places), predictions: own, labels: labels.map { gather($0, at: places) }
            ).values
        }
        var errors: [String: Double] = [:]
        for key in Set(drawn.flatMap(\.keys)) {
            let values = drawn.compactMap { $0[key] }
            // A metric that is undefined in most draws has no error to speak of.
            guard values.count * 2 > draws else { continue }
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            errors[key] = (squares / Double(values.count - 1) * Double(size) / Double(count)).squareRoot()
        }
        return errors
    }
}

extension TrainedModel {
    /// What rows are taken for where a threshold decides; nil takes the likeliest class.
    fileprivate func labels(of probabilities: [Double]) -> [Int32]? {
        guard let threshold, classes.count == 2 else { return nil }
        return stride(from: 1, to: probabilities.count, by: 2).map { probabilities[$0] >= threshold ? 1 : 0 }
    }
}
