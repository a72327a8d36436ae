import Actions
import Recipes
import Tabular

/// A profile set for people.
struct ProfileReport {
    let table: Table
    let profile: TableProfile
    let target: Recipe.Target?

    /// Writes it to standard output.
    func print(on console: Console) {
        let looked = profile.sampled.map { " of \(NumberText.count($0.of)) looked at" } ?? ""
        let about = looked + (target.map { ", target \($0.column)" } ?? "")
        console.line(
            console.styled(table.name, .heading)
                + " · \(NumberText.count(profile.rows)) rows\(profile.sampled == nil ? "" : about) × \(profile.columns.count) columns\(profile.sampled == nil ? about : "")"
        )
        console.line()
        var text = TextTable(
            [
                .words("column", mayBeCut: true), .words("kind"), .numbers("missing"), .numbers("distinct"),
                .words("typical", mayBeCut: true), .words("shape"),
            ] + (target == nil ? [] : [.numbers("with target")]), indent: "  ")
        for column in profile.columns {
            text.add(
                [
                    column.name, column.kind.rawValue, missing(column), NumberText.count(column.distinct), typical(column),
                    Self.shape(column),
                ] + (target == nil ? [] : [association(column)]))
        }
        text.print(on: console)
        Self.print(profile.alerts, on: console)
    }

    /// Writes alerts, the gravest first, or that there are none.
    static func print(_ alerts: [Alert], on console: Console) {
        console.line()
        guard !alerts.isEmpty else { return console.line("no alerts") }
        var text = TextTable(
            [.words(""), .words("", mayBeCut: true), .words("", mayBeCut: true), .words("", mayBeCut: true)], indent: "  ")
        let sorted = alerts.enumerated().sorted { ($1.element.level, $0.offset) < ($0.element.level, $1.offset) }.map(\.element)
        for alert in sorted {
            text.add([
                sign(alert.level), alert.column ?? "table", alert.evidence, alert.remedies.first.map { "→ " + $0.title } ?? "",
            ])
        }
        for (line, alert) in zip(text.lines(on: console), sorted) {
            console.line(alert.level == .note ? line : console.styled(line, alert.level == .stop ? .bad : .warning))
        }
    }

    private static func sign(_ level: Alert.Level) -> String {
        switch level {
        case .note: "△ note"
        case .warn: "▲ warn"
        case .stop: "■ stop"
        }
    }

    private func missing(_ column: ColumnProfile) -> String {
        guard column.missing > 0, profile.rows > 0 else { return "" }
        let share = 100 * Double(column.missing) / Double(profile.rows)
        return "\(NumberText.count(column.missing))  \(NumberText.fixed(share, 1)) %"
    }

    /// Mean and spread of numbers, the commonest words.
    private func typical(_ column: ColumnProfile) -> String {
        if let numeric = column.numeric, column.kind != .date {
            return "\(NumberText.plain(numeric.mean)) ± \(NumberText.plain(numeric.sd))"
        }
        return column.top.prefix(3).map(\.value).joined(separator: ", ")
    }

    private func association(_ column: ColumnProfile) -> String {
        column.association.map { "\($0.measure) \(NumberText.fixed($0.value, 2))" } ?? ""
    }

    /// Eight bars: of the histogram, or of the commonest values.
    static func shape(_ column: ColumnProfile) -> String {
        let bars = Array("▁▂▃▄▅▆▇█")
        var counts: [Int]
        if let histogram = column.histogram, !histogram.counts.isEmpty {
            counts = [Int](repeating: 0, count: min(8, histogram.counts.count))
            for (index, count) in histogram.counts.enumerated() {
                counts[index * counts.count / histogram.counts.count] += count
            }
        } else {
            counts = column.top.prefix(8).map(\.count)
        }
        guard let most = counts.max(), most > 0 else { return "" }
        return String(counts.map { bars[min(7, $0 * 8 / (most + 1))] })
    }
}
