import Recipes

/// The encodings of all features, as fitted to training rows: what a fold learns before its model, and what the model needs to predict.
///
/// Features that are `auto` pass as they are. A feature may become several columns, which stand in its place; indicators become features
/// of their own, behind all others.
struct FeatureEncoders: Sendable, Equatable {
    /// One for every feature that is not `auto`, in the order of the features.
    let parts: [FittedEncoding]

    /// Learns from the training rows, and from no other.
    ///
    /// - Parameters:
    ///   - data: the training rows, before anything is encoded.
    ///   - classes: the target's, for the names of columns.
    /// - Complexity: O(rows log rows) a feature that is not `auto`, O(rows) a column that comes out.
    init(fitting data: TrainingSet, classes: [String] = []) {
        let features = data.features.table.features
        var taken = Set(features.map(\.name))
        parts = features.indices.compactMap { index in
            let feature = features[index]
            guard !feature.encoding.isAuto else { return nil }
            var part = FittedEncoding(
                fitting: data.features.values(index), feature.encoding, column: feature.name, target: data.target,
                weights: data.weights, classes: classes)
            part.takeNames(&taken, hasIndicator: feature.encoding.hasIndicator)
            return part
        }
    }

    /// Nothing to change.
    var isEmpty: Bool { parts.isEmpty }

    /// Whether training rows have codes of their own, that their own targets do not reach.
    var readsTarget: Bool { parts.contains(where: \.readsTarget) }

    /// The features as the model gets them, on rows that it is to predict; the very same table where all are `auto`.
    ///
    /// - Complexity: O(rows) a column of features that are not `auto`; the others are shared.
    func apply(to table: FeatureTable) -> FeatureTable { apply(to: table, adjusting: nil) }

    /// The same for training: where a code is made of the target, each training row has one that its own target did not reach.
    func apply(to table: FeatureTable, training rows: @autoclosure () -> CrossFitting) -> FeatureTable {
        apply(to: table, adjusting: readsTarget ? rows() : nil)
    }

    private func apply(to table: FeatureTable, adjusting rows: CrossFitting?) -> FeatureTable {
        guard !isEmpty else { return table }
        let byColumn = Dictionary(parts.map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
        var features: [FeatureTable.Feature] = []
        var indicators: [FeatureTable.Feature] = []
        for feature in table.features {
            guard let part = byColumn[feature.name] else {
                features.append(feature)
                continue
            }
            var made = part.features(of: feature.values, kind: feature.kind)
            if let rows, part.readsTarget {
                made = rows.adjusted(made, part.prepared(feature.values), smoothing: feature.encoding.smoothing)
            }
            features += made
            if let name = part.indicator {
                indicators.append(
                    .init(name: name, kind: .number, values: .numbers(FittedEncoding.indicator(of: feature.values))))
            }
        }
        return FeatureTable(features: features + indicators, rowCount: table.rowCount, memory: table.memory)
    }

    /// Importances of the columns of a table from those of the features that a model got: what stands in a column's place, and its
    /// indicator, count for it.
    ///
    /// - Parameters:
    ///   - columns: the features before they were encoded, in the order of the table.
    ///   - features: an importance a feature, in the order of ``apply(to:)``.
    /// - Returns: an importance a column.
    func importance(ofColumns columns: [String], from features: [Double]) -> [Double] {
        let byColumn = Dictionary(parts.map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
        var next = features[...]
        var sums = columns.map { column -> Double in
            let width = byColumn[column]?.names.count ?? 1
            defer { next = next.dropFirst(width) }
            return next.prefix(width).reduce(0, +)
        }
        for (part, importance) in zip(parts.filter { $0.indicator != nil }, next) {
            if let place = columns.firstIndex(of: part.column) { sums[place] += importance }
        }
        return sums
    }

    var json: JSON { .array(parts.map(\.json)) }

    init?(json: JSON) {
        guard let list = json.arrayValue else { return nil }
        parts = list.compactMap(FittedEncoding.init(json:))
        guard parts.count == list.count else { return nil }
    }

    /// None.
    init() { parts = [] }
}

extension FeatureEncoding {
    /// The rows that the mean over all counts for in codes of the target; nil is `auto`.
    var smoothing: Double? { if case .target(let rows) = coding { rows } else { nil } }
}
