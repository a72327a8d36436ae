import Recipes
import Statistics

/// What is worth a person's attention in a table. Each rule stands in a file of its own; thresholds and their sources are declared
/// with ``AlertKind``.
struct AlertRules: Sendable {
    let table: Table
    let summaries: [ColumnSummary]
    let target: TargetView?

    /// An alert, and what it costs among those of its level, 0 to 1.
    struct Ranked: Sendable {
        var alert: Alert
        var strength: Double
    }

    /// All alerts: first what stops, then warnings, then notes, what costs most first.
    func alerts() -> [Alert] {
        var ranked = inParallel(table.columns.count) { index in
            let (column, summary) = (table.columns[index], summaries[index])
            return column.name == target?.column ? ofTarget(column, summary) : ofFeature(column, summary)
        }.flatMap { $0 }
        let copies = copies()
        ranked += copies + correlations(without: Set(copies.compactMap(\.alert.column)))
        ranked += informativeMissing() + missingTogether() + rowGroups()
        let order = ranked.indices.sorted { a, b in
            let (x, y) = (ranked[a], ranked[b])
            return (y.alert.level, y.strength, a) < (x.alert.level, x.strength, b)
        }
        return order.map { ranked[$0].alert }
    }

    var rows: Int { table.rowCount }

    private func ofFeature(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        leak(column, summary) + ofMissing(column, summary) + ofConstancy(column, summary) + ofNames(column, summary)
            + ofNumbers(column, summary) + ofWords(column, summary) + ofPersonalData(column, summary)
    }

    /// An alert of a kind that costs `strength`, 0 to 1. Where no remedies are given it has those that its kind proposes.
    func make(
        _ kind: AlertKind, _ column: Column?, _ level: Alert.Level, _ strength: Double, _ evidence: String,
        rows: String? = nil, remedies: [RecipeEdit]? = nil
    ) -> Ranked {
        let standard = column.map { column in kind.remedies.compactMap { $0.edit(column) } } ?? []
        return Ranked(
            alert: Alert(
                code: kind.code, column: column?.name, level: level, evidence: evidence, rows: rows,
                remedies: remedies ?? standard),
            strength: strength)
    }
}
