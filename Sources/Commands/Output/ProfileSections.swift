import Actions
import Recipes
import Statistics
import Tabular

/// Parts of a profile that are asked for by name: each as text for people and as a member of the JSON document.
struct ProfileSections {
    let table: Table
    let target: Recipe.Target?
    let console: Console

    // MARK: One column

    func print(_ details: ColumnDetails, of column: Column) {
        let profile = details.profile
        console.line(console.styled(profile.name, .heading) + " · \(profile.kind.rawValue)")
        var facts = TextTable([.words(""), .numbers("")], indent: "  ")
        facts.add(["missing", "\(NumberText.count(profile.missing)) of \(NumberText.count(table.rowCount))"])
        facts.add(["distinct", NumberText.count(profile.distinct)])
        if let numeric = profile.numeric, profile.kind == .number {
            facts.add([
                "zeros, negative, infinite",
                [profile.zeros, profile.negatives, profile.infinite].map(NumberText.count).joined(separator: ", "),
            ])
            facts.add(["mean ± sd", "\(NumberText.plain(numeric.mean)) ± \(NumberText.plain(numeric.sd))"])
            facts.add([
                "skewness, kurtosis", "\(NumberText.fixed(numeric.skewness, 2)), \(NumberText.fixed(numeric.kurtosis, 2))",
            ])
        }
        if let numeric = profile.numeric {
            facts.add(["least, greatest", "\(column.text(of: numeric.min)), \(column.text(of: numeric.max))"])
        }
        if let fences = details.fences, profile.kind == .number {
            facts.add([
                "outside Tukey's fences", "\(NumberText.count(fences.outside)), \(NumberText.count(fences.farOut)) of them far",
            ])
        }
        if let fit = details.fits.first, profile.distinct > 20 {
            facts.add(["best distribution", "\(fit.distribution.name), distance \(NumberText.fixed(fit.distance, 3))"])
        }
        facts.print(on: console)
        printQuantiles(details, column)
        printHistogram(details, column)
        printTop(profile)
        if let test = details.test {
            console.line()
            console.line("  " + Self.sentence(test))
            console.line(console.styled("  " + test.reason, .quiet))
        }
    }

    private func printQuantiles(_ details: ColumnDetails, _ column: Column) {
        guard !details.quantiles.isEmpty else { return }
        console.line()
        var text = TextTable(ColumnDetails.shares.map { .numbers(NumberText.fixed($0 * 100, 0) + " %") }, indent: "  ")
        text.add(details.quantiles.map { column.kind == .date ? column.text(of: $0) : NumberText.plain($0) })
        text.print(on: console)
    }

    private func printHistogram(_ details: ColumnDetails, _ column: Column) {
        guard let histogram = details.histogram, let most = histogram.counts.max(), most > 0 else { return }
        console.line()
        var text = TextTable([.numbers("from"), .numbers("rows"), .words("")], indent: "  ")
        for (bin, count) in histogram.counts.enumerated() {
            let edge = histogram.edges[bin]
            text.add([
                column.kind == .date ? column.text(of: edge) : NumberText.plain(edge), NumberText.count(count),
                Self.bar(Double(count) / Double(most)),
            ])
        }
        text.print(on: console)
    }

    private func printTop(_ profile: ColumnProfile) {
        guard !profile.top.isEmpty else { return }
        console.line()
        let hasTarget = profile.histogram == nil && profile.positiveHistogram != nil && target?.positive != nil
        var text = TextTable(
            [.words("value", mayBeCut: true), .numbers("rows"), .numbers("share")]
                + (hasTarget ? [.numbers(target?.positive ?? "")] : []) + [.words("")], indent: "  ")
        let most = Double(profile.top.first?.count ?? 1)
        for (place, top) in profile.top.prefix(10).enumerated() {
            let share = Double(top.count) / Double(max(1, table.rowCount))
            var cells = [top.value, NumberText.count(top.count), NumberText.fixed(100 * share, 1) + " %"]
            if hasTarget, let shares = profile.positiveHistogram, place < shares.count {
                cells.append(NumberText.fixed(100 * shares[place], 1) + " %")
            }
            text.add(cells + [Self.bar(Double(top.count) / most)])
        }
        text.print(on: console)
    }

    /// Up to thirty blocks, the last one in eighths.
    private static func bar(_ share: Double) -> String {
        let eighths = Int((share * 240).rounded())
        let parts = Array(" ▏▎▍▌▋▊▉")
        return String(repeating: "█", count: eighths / 8) + (eighths % 8 > 0 ? String(parts[eighths % 8]) : "")
    }

    static func sentence(_ choice: TestChoice) -> String {
        let result = choice.result
        guard result.isMade else { return "no test: \(result.notes.first ?? choice.reason)" }
        let effect = result.effect.map { ", \($0.name) \(NumberText.fixed($0.value, 2)) (\($0.sizeWord))" } ?? ""
        return "\(choice.method.rawValue): p \(probability(result.p))\(effect)"
    }

    static func probability(_ p: Double) -> String { p.isNaN ? "" : p < 0.001 ? "< 0.001" : NumberText.fixed(p, 3) }

    // MARK: Tests with the target

    func print(_ tests: TargetTests, limit: Int = .max) {
        console.line()
        console.line(
            console.styled("tests with \(target?.column ?? "the target")", .heading) + ", p by Benjamini and Hochberg")
        var text = TextTable(
            [.words("column", mayBeCut: true), .words("test"), .words("effect"), .numbers(""), .words(""), .numbers("p")],
            indent: "  ")
        for row in tests.rows.prefix(limit) {
            let effect = row.choice.result.effect
            text.add([
                row.column, row.choice.method.rawValue, effect?.name ?? "", effect.map { NumberText.fixed($0.value, 2) } ?? "",
                effect?.sizeWord ?? "", Self.probability(row.adjusted),
            ])
        }
        text.print(on: console)
        if tests.rows.count > limit { console.line(console.styled("  and \(tests.rows.count - limit) more: --tests", .quiet)) }
    }

    // MARK: Associations, missing values, duplicates

    func print(_ matrix: AssociationMatrix) {
        var pairs: [(a: Int, b: Int)] = []
        for a in matrix.columns.indices {
            for b in matrix.columns.indices where a < b && !matrix.values[a][b].isNaN { pairs.append((a, b)) }
        }
        pairs.sort { matrix.values[$0.a][$0.b] > matrix.values[$1.a][$1.b] }
        console.line(console.styled("associations", .heading) + ", the strongest of \(NumberText.count(pairs.count)) pairs")
        var text = TextTable(
            [.words("", mayBeCut: true), .words("", mayBeCut: true), .words("measure"), .numbers("")], indent: "  ")
        for pair in pairs.prefix(30) {
            text.add([
                matrix.columns[pair.a], matrix.columns[pair.b], matrix.measures[pair.a][pair.b].rawValue,
                NumberText.fixed(matrix.signed[pair.a][pair.b], 2),
            ])
        }
        text.print(on: console)
    }

    func print(_ matrix: MissingnessMatrix) {
        guard !matrix.columns.isEmpty else { return console.line("no column misses some of its values") }
        console.line(
            console.styled("missing values", .heading)
                + " in \(matrix.columns.count) columns, \(NumberText.count(matrix.patternCount)) patterns")
        var text = TextTable([.numbers("rows"), .words("missing", mayBeCut: true)], indent: "  ")
        for pattern in matrix.patterns.prefix(20) {
            let names = zip(matrix.columns, pattern.isMissing).filter(\.1).map(\.0)
            text.add([NumberText.count(pattern.count), names.isEmpty ? "nothing" : names.joined(separator: ", ")])
        }
        text.print(on: console)
    }

    func print(_ rows: DuplicateRows) {
        console.line(
            console.styled("duplicate rows", .heading) + ": \(NumberText.count(rows.repeats)) repeat an earlier one; "
                + "\(NumberText.count(rows.conflicting)) have the same features and different labels")
        var text = TextTable([.words(""), .words("rows, from 1", mayBeCut: true)], indent: "  ")
        for (title, groups) in [("equal", rows.groups), ("differ in the label", rows.conflicts)] {
            for group in groups.prefix(10) {
                let shown = group.prefix(12).map { NumberText.count($0 + 1) }.joined(separator: " ")
                text.add([title, shown + (group.count > 12 ? " and \(group.count - 12) more" : "")])
            }
        }
        text.print(on: console)
    }

    // MARK: Another table

    func print(_ comparison: TableComparison, other: String) {
        console.line(
            console.styled("\(table.name) against \(other)", .heading)
                + ": \(NumberText.count(comparison.referenceRows)) and \(NumberText.count(comparison.currentRows)) rows, "
                + "\(NumberText.fixed(100 * comparison.alarmShare, 0)) % of the columns moved")
        var text = TextTable(
            [
                .words("column", mayBeCut: true), .words(""), .numbers("PSI"), .numbers("limit"), .numbers("D"), .numbers("p"),
                .words("", mayBeCut: true),
            ], indent: "  ")
        for row in comparison.rows {
            let number = { (value: Double) in value.isNaN ? "" : NumberText.fixed(value, 3) }
            text.add([
                row.column, row.isAlarm ? "moved" : "", number(row.stability), number(row.limit), number(row.distance),
                Self.probability(row.p), Self.words(row),
            ])
        }
        text.print(on: console)
        if let separation = comparison.separation, separation.area > 0.6 {
            console.line(
                "  \(separation.column) alone tells the tables apart with an AUC of \(NumberText.fixed(separation.area, 2))")
        }
    }

    private static func words(_ row: TableComparison.Row) -> String {
        guard let old = row.kinds.reference else { return "only in the other table" }
        guard let new = row.kinds.current else { return "not in the other table" }
        var words: [String] = []
        if old != new { words.append("\(old.rawValue) became \(new.rawValue)") }
        if abs(row.missing.reference - row.missing.current) > 0.01 {
            let shares = [row.missing.reference, row.missing.current].map { NumberText.fixed(100 * $0, 1) }
            words.append("missing \(shares[0]) to \(shares[1]) %")
        }
        if !row.newWords.isEmpty {
            words.append("new: \(row.newWords.prefix(3).joined(separator: ", ")) in \(NumberText.count(row.newWordRows)) rows")
        }
        return words.joined(separator: "; ")
    }
}
