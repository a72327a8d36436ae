import Recipes
import Statistics

/// What is worth a person's attention in a table. Each rule stands in a file of its own; thresholds and their sources are declared
/// with ``AlertKind``.
struct AlertRules: Sendable {
    let table: Table
    let summaries: [ColumnSummary]
    let target: TargetView?
    /// Whether the table is some rows of a larger one, so that rows that stand together in it do not in the file.
    var isSample = false

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
        let copied = Set(copies.compactMap(\.alert.column))
        ranked += copies + correlations(without: copied) + combinations(without: copied)
        ranked += informativeMissing() + missingTogether() + rowGroups()
        if !ranked.contains(where: { $0.alert.code == AlertKind.timeDrift.code }) { ranked += rowOrder() }
        return Self.varied(Self.ordered(ranked)).map(\.alert)
    }

    private static func ordered(_ ranked: [Ranked]) -> [Ranked] {
        ranked.indices.sorted { a, b in
            let (x, y) = (ranked[a], ranked[b])
            return (y.alert.level, y.strength, a) < (x.alert.level, x.strength, b)
        }.map { ranked[$0] }
    }

    /// From the third of a kind on, each costs less than the one before: whoever reads the first five learns of more than one thing.
    private static func varied(_ ranked: [Ranked]) -> [Ranked] {
        var seen: [String: Int] = [:]
        let weighed = ranked.map { one in
            let kind = one.alert.code + one.alert.level.rawValue
            let before = seen[kind, default: 0]
            seen[kind] = before + 1
            return Ranked(alert: one.alert, strength: before < 2 ? one.strength : one.strength / Double(2 * before))
        }
        return ordered(weighed)
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
