import Interface
import Recipes
import RunStore
import Tabular

/// A column as the Features screen shows it, with its evidence.
struct FeatureRow {
    var column: String
    var kind: ColumnKind
    var isOn: Bool
    /// Why it cannot be switched on, such as being the target; nil for a possible feature.
    var excluded: String?
    var profile: ColumnProfile?
    var importance: RunRecord.Importance?
    var alert: Alert?
}

extension WorkbenchState {
    /// The run whose importance the Features screen shows: the newest with any.
    var importanceRun: RunRecord? {
        runs.kept.last { !$0.importance.isEmpty && $0.recipe.source.fingerprint == table.open?.table.source.fingerprint }
    }

    /// The columns as features, in the order that was chosen.
    var featureRows: [FeatureRow] {
        guard let opened = table.open else { return [] }
        let importance = Dictionary(
            (importanceRun?.importance ?? []).map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
        let profiles = Dictionary(
            (opened.profile?.columns ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let alerts = Dictionary(
            (opened.profile?.alerts ?? []).compactMap { alert in alert.column.map { ($0, alert) } },
            uniquingKeysWith: { first, second in first.level >= second.level ? first : second })
        let on = Set(draft?.features.map(\.column) ?? [])
        var rows = opened.table.columns.map { column in
            FeatureRow(
                column: column.name, kind: draft?.feature(column.name)?.kind ?? column.kind, isOn: on.contains(column.name),
                excluded: whyNoFeature(column.name), profile: profiles[column.name], importance: importance[column.name],
                alert: alerts[column.name])
        }
        if let filter = features.filter?.lowercased(), !filter.isEmpty {
            rows = rows.filter { $0.column.lowercased().contains(filter) || $0.kind.rawValue.hasPrefix(filter) }
        }
        switch features.order {
        case .table: return rows
        case .importance: return sorted(rows) { $0.importance?.mean ?? -1 }
        case .association: return sorted(rows) { $0.profile?.association?.strength ?? -1 }
        }
    }

    private func sorted(_ rows: [FeatureRow], by key: (FeatureRow) -> Double) -> [FeatureRow] {
        rows.enumerated().sorted { a, b in
            let (x, y) = (key(a.element), key(b.element))
            return x == y ? a.offset < b.offset : x > y
        }.map(\.element)
    }

    /// The feature under the cursor.
    var currentFeature: FeatureRow? {
        let rows = featureRows
        return rows.indices.contains(features.table.cursor) ? rows[features.table.cursor] : nil
    }
}
