import Recipes

/// What is done to training rows before a model is fitted to them: classes evened out, features encoded. Fitted on these rows alone.
struct FoldPreparation: Sendable {
    /// As they stand in the table.
    let features: FeatureTable
    /// Of the whole table.
    let target: TargetValues
    let weights: [Double]?
    /// The target's, in the order of their codes.
    let classes: [String]
    let resampling: Resampling
    /// Of the rows that are drawn.
    let seed: Int
    let threads: Int

    /// Makes the rows ready.
    ///
    /// Rows that are to be predicted later are those of the same table in `data.features.table`.
    ///
    /// - Returns: the encodings as these rows have them, and the rows as a learner gets them.
    func prepared(_ rows: TrainingRows) -> (encoders: FeatureEncoders, data: TrainingSet) {
        let plain = TrainingSet(features, target: target, weights: weights, rows: rows)
        let encoders = FeatureEncoders(fitting: plain, classes: classes)
        guard resampling.method != .none, case .classes = target else {
            guard !encoders.isEmpty else { return (encoders, plain) }
            let table = encoders.apply(to: features, training: CrossFitting(plain))
            return (
                encoders,
                TrainingSet(
                    FeatureRows(table: table, rows: rows.rows), target: target, weights: weights, origin: rows,
                    wholeTarget: target, wholeWeights: weights, preparation: encoders.readsTarget ? self : nil)
            )
        }
        let drawn = ClassBalance(resampling, seed: seed).rows(of: plain, threads: threads)
        let wider = drawn.made.isEmpty ? features : features.appending(drawn.made.values)
        let made = drawn.made.bases.enumerated().map { (row: Int32(features.rowCount + $0.offset), base: $0.element) }
        let table = encoders.apply(to: wider, training: CrossFitting(plain, made: made))
        return (
            encoders,
            TrainingSet(
                FeatureRows(table: table, rows: drawn.rows + made.map(\.row)), target: target.appending(drawn.made.bases),
                weights: weights.map { weights in weights + drawn.made.bases.map { weights[Int($0)] } }, origin: rows,
                wholeTarget: target, wholeWeights: weights, preparation: self)
        )
    }
}

extension FeatureTable {
    /// The table with rows behind its own, given as the values of each feature.
    func appending(_ rows: [FeatureValues]) -> FeatureTable {
        let count = rows.first?.count ?? 0
        let wider = zip(features, rows).map { feature, added -> Feature in
            let values: FeatureValues =
                switch (feature.values, added) {
                case (.numbers(let own), .numbers(let added)): .numbers(own + added)
                case (.codes(let own, let words), .codes(let added, _)): .codes(own + added, words: words)
                case (.numbers(let own), .codes): .numbers(own + [Double](repeating: .nan, count: count))
                case (.codes(let own, let words), .numbers): .codes(own + [Int32](repeating: -1, count: count), words: words)
                }
            return Feature(name: feature.name, kind: feature.kind, values: values, encoding: feature.encoding)
        }
        return FeatureTable(features: wider, rowCount: rowCount + count)
    }
}

extension TargetValues {
    /// The values with those of some rows once more behind them.
    func appending(_ rows: [Int32]) -> TargetValues {
        switch self {
        case .classes(let codes, let count): .classes(codes + gather(codes, at: rows), count: count)
        case .numbers(let values): .numbers(values + gather(values, at: rows))
        }
    }
}
