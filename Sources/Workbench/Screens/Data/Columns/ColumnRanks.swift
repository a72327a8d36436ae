import Recipes
import Tabular

/// Where columns stand when they are sorted by what is told of them.
struct ColumnRanks {
    private enum Rank {
        case number(Double)
        case text(String)
        /// Not known: last either way.
        case none
    }

    private let ranks: [Rank]

    init(_ field: ColumnsSheet.Field, _ state: WorkbenchState) {
        let columns = state.table.seen?.table.columns ?? []
        let profiles = state.table.seen?.profile?.columns ?? []
        let alerts = field == .alerts ? state.alertLevels : [:]
        ranks = columns.enumerated().map { index, column in
            let profile = profiles.indices.contains(index) ? profiles[index] : nil
            switch field {
            case .name: return .text(column.name.lowercased())
            case .kind: return .text(state.kind(of: column).rawValue)
            case .missing: return profile.map { .number(Double($0.missing)) } ?? .none
            case .distinct: return profile.map { .number(Double($0.distinct)) } ?? .none
            case .shape: return profile?.numeric.map { .number(abs($0.skewness)) } ?? .none
            case .target: return profile?.association.map { .number($0.strength) } ?? .none
            case .common: return profile?.top.first.map { .number(Double($0.count)) } ?? .none
            case .alerts:
                switch alerts[column.name] {
                case .stop: return .number(3)
                case .warn: return .number(2)
                case .note: return .number(1)
                case nil: return .none
                }
            }
        }
    }

    /// Below 0 where the first stands before the second, 0 where neither does.
    func compare(_ a: Int, _ b: Int, isDescending: Bool) -> Int {
        let sign = isDescending ? -1 : 1
        switch (ranks[a], ranks[b]) {
        case (.number(let x), .number(let y)): return x == y ? 0 : x < y ? -sign : sign
        case (.text(let x), .text(let y)): return x == y ? 0 : x < y ? -sign : sign
        case (.none, .none): return 0
        case (.none, _): return 1
        case (_, .none): return -1
        default: return 0
        }
    }
}

extension WorkbenchState {
    /// The gravest open alert of each column that has one.
    var alertLevels: [String: Alert.Level] {
        var levels: [String: Alert.Level] = [:]
        for alert in table.seen?.profile?.alerts ?? [] where !isRemedied(alert) {
            guard let column = alert.column else { continue }
            levels[column] = max(levels[column] ?? .note, alert.level)
        }
        return levels
    }
}
