import Recipes

/// The encodings of all features, as fitted to training rows: what a fold learns before its model, and what the model needs to predict.
///
/// Features that are `auto` pass as they are. Indicators become features of their own, behind all others.
struct FeatureEncoders: Sendable, Equatable {
    /// One for every feature that is not `auto`, in the order of the features.
    let parts: [FittedEncoding]

    /// Learns from the training rows, and from no other.
    ///
    /// - Complexity: O(rows log rows) a feature that is not `auto`.
    init(fitting data: TrainingSet) {
        let features = data.features.table.features
        var names = Set(features.map(\.name))
        parts = features.indices.compactMap { index in
            let feature = features[index]
            guard !feature.encoding.isAuto else { return nil }
            var indicator: String?
            if feature.encoding.hasIndicator {
                var name = "\(feature.name) is missing"
                while names.contains(name) { name += "'" }
                names.insert(name)
                indicator = name
            }
            return FittedEncoding(
                fitting: data.features.values(index), feature.encoding, column: feature.name, indicator: indicator)
        }
    }

    /// Nothing to change.
    var isEmpty: Bool { parts.isEmpty }

    /// The features as the model gets them; the very same table where all are `auto`.
    ///
    /// - Complexity: O(rows) a feature that is not `auto`; the others are shared.
    func apply(to table: FeatureTable) -> FeatureTable {
        guard !isEmpty else { return table }
        let byColumn = Dictionary(parts.map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
        var features: [FeatureTable.Feature] = []
        var indicators: [FeatureTable.Feature] = []
        for feature in table.features {
            guard let part = byColumn[feature.name] else {
                features.append(feature)
                continue
            }
            features.append(.init(name: feature.name, kind: feature.kind, values: part.apply(to: feature.values)))
            if let name = part.indicator {
                indicators.append(
                    .init(name: name, kind: .number, values: .numbers(FittedEncoding.indicator(of: feature.values))))
            }
        }
        return FeatureTable(features: features + indicators, rowCount: table.rowCount)
    }

    /// Importances of the columns from those of the features: an indicator's goes to its column.
    ///
    /// - Parameters:
    ///   - columns: the features that are no indicators, in the order of the table.
    ///   - features: an importance a feature, in the order of ``apply(to:)``.
    /// - Returns: an importance a column.
    func importance(ofColumns columns: [String], from features: [Double]) -> [Double] {
        var sums = Array(features.prefix(columns.count))
        let owners = parts.filter { $0.indicator != nil }.map(\.column)
        for (owner, importance) in zip(owners, features.dropFirst(columns.count)) {
            if let place = columns.firstIndex(of: owner) { sums[place] += importance }
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
