import Recipes
import Statistics

/// What is worth a person's attention in a table. Each rule has its threshold here, with where it comes from.
struct AlertRules {
    let table: Table
    let summaries: [ColumnSummary]
    let target: TargetView?

    /// Thresholds after ydata-profiling, deepchecks and skore.
    enum Threshold {
        static let missingNote = 0.01
        static let missingWarn = 0.2
        static let missingDrop = 0.5
        static let quasiConstant = 0.99
        static let categories = 50
        static let skewnessNote = 2.0
        static let skewnessWarn = 20.0
        static let leakArea = 0.97
        static let leakShare = 0.95
        static let leakCorrelation = 0.98
        static let majority = 0.8
        static let rareClass = 0.1
        static let imbalance = 0.5
        static let duplicatesWarn = 0.2
    }

    /// An alert, and how strong it is among those of its level.
    private typealias Ranked = (alert: Alert, strength: Double)

    /// All alerts: first what stops, then warnings, then notes, the strongest first.
    func alerts() -> [Alert] {
        var ranked: [Ranked] = []
        for (column, summary) in zip(table.columns, summaries) {
            ranked += column.name == target?.column ? ofTarget(column, summary) : ofFeature(column, summary)
            ranked += ofValues(column, summary)
        }
        ranked += copies()
        ranked += duplicates()
        let order = ranked.indices.sorted { a, b in
            let (x, y) = (ranked[a], ranked[b])
            return (y.alert.level, y.strength, a) < (x.alert.level, x.strength, b)
        }
        return order.map { ranked[$0].alert }
    }

    private var rows: Int { table.rowCount }

    private func make(
        _ code: String, _ column: String?, _ level: Alert.Level, _ strength: Double, _ evidence: String,
        rows: String? = nil, _ remedies: [RecipeEdit] = []
    ) -> Ranked {
        (Alert(code: code, column: column, level: level, evidence: evidence, rows: rows, remedies: remedies), strength)
    }

    // MARK: A feature

    private func ofFeature(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        let profile = summary.profile
        let name = column.name
        var found = leak(profile)
        let share = Double(profile.missing) / Double(max(1, rows))
        if share > Threshold.missingNote {
            found.append(
                make(
                    "missing", name, share > Threshold.missingWarn ? .warn : .note, share,
                    "\(counted(profile.missing)) of \(counted(rows)) values (\(percent(share))) are missing",
                    share > Threshold.missingDrop ? [.drop(column: name)] : []))
        }
        let present = rows - profile.missing
        if let top = profile.top.first {
            let most = Double(top.count) / Double(present)
            if profile.distinct == 1 {
                found.append(make("constant", name, .warn, 1, "every value is \(top.value)", [.drop(column: name)]))
            } else if most > Threshold.quasiConstant {
                found.append(
                    make(
                        "quasi_constant", name, .note, most,
                        "\(top.value) stands in \(counted(top.count)) of \(counted(present)) rows (\(percent(most)))",
                        [.drop(column: name)]))
            }
        }
        switch column.kind {
        case .identifier:
            found.append(
                make(
                    "identifier", name, .note, 0.5,
                    "\(counted(profile.distinct)) different values in \(counted(present)) rows: it names rows",
                    [.drop(column: name)]))
        case .text:
            found.append(
                make(
                    "text", name, .note, 0.1, "\(counted(profile.distinct)) different texts: no model reads them yet",
                    [.drop(column: name)]))
        case .category where profile.distinct > Threshold.categories:
            found.append(
                make(
                    "high_cardinality", name, .note, Double(profile.distinct) / Double(max(1, present)),
                    "\(counted(profile.distinct)) categories in \(counted(present)) rows"))
        default: break
        }
        if target != nil, Self.soundsLikeOutcome(name) {
            found.append(
                make(
                    "post_outcome_name", name, .note, 0.3, "its name sounds like something known only after the outcome",
                    [.drop(column: name)]))
        }
        return found
    }

    /// A column that tells the target by itself is more often its consequence than its cause.
    private func leak(_ profile: ColumnProfile) -> [Ranked] {
        guard let association = profile.association, let target else { return [] }
        let limit: Double
        switch association.measure {
        case "AUC": limit = 2 * (Threshold.leakArea - 0.5)
        case "ρ": limit = Threshold.leakCorrelation
        default: limit = Threshold.leakShare
        }
        guard association.strength > limit, rows - profile.missing >= 20 else { return [] }
        let name = association.measure == "V" ? "Cramer's V" : association.measure
        return [
            make(
                "leak", profile.name, .stop, association.strength,
                "alone gives \(name) \(rounded(association.value)) with \(target.column): is it known before the outcome?",
                [.drop(column: profile.name)])
        ]
    }

    private static let outcomeWords: Set<String> = [
        "closed", "result", "outcome", "final", "paid", "discharge", "discharged", "after", "target", "label",
    ]

    private static func soundsLikeOutcome(_ name: String) -> Bool {
        name.lowercased().split { !$0.isLetter }.contains { outcomeWords.contains(String($0)) }
    }

    // MARK: Any column

    private func ofValues(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        let name = column.name
        var found: [Ranked] = []
        if summary.infinite > 0 {
            found.append(
                make(
                    "infinite", name, .warn, Double(summary.infinite) / Double(rows),
                    "\(counted(summary.infinite)) \(summary.infinite == 1 ? "value is" : "values are") infinite"))
        }
        if column.kind == .number, let skewness = summary.profile.numeric?.skewness, abs(skewness) > Threshold.skewnessNote,
            summary.profile.distinct > 2
        {
            found.append(
                make(
                    "skewed", name, abs(skewness) > Threshold.skewnessWarn ? .warn : .note, min(1, abs(skewness) / 100),
                    "its skewness is \(rounded(skewness))"))
        }
        if column.missingSpellings.count > 1 {
            let spellings = column.missingSpellings.prefix(4)
                .map { ($0.text.isEmpty ? "nothing" : "\"\($0.text)\"") + " \(counted($0.count))" }
            found.append(
                make("missing_spellings", name, .note, 0.2, "missing values are written as \(spellings.joined(separator: ", "))"))
        }
        if let similar = summary.similar {
            found.append(
                make(
                    "similar_words", name, .note, 0.25,
                    "\"\(similar.first)\" and \"\(similar.second)\" may be the same category"))
        }
        return found
    }

    // MARK: The target

    private func ofTarget(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        guard let target else { return [] }
        var found: [Ranked] = []
        let missing = target.missing
        if missing > 0 {
            found.append(
                make(
                    "target_missing", column.name, .note, Double(missing) / Double(rows),
                    "\(counted(missing)) of \(counted(rows)) rows have no target and take no part"))
        }
        guard !target.labels.isEmpty else { return found }
        var counts = [Int](repeating: 0, count: target.labels.count)
        for code in target.codes where code >= 0 { counts[Int(code)] += 1 }
        let total = Double(counts.reduce(0, +))
        guard let most = counts.indices.max(by: { counts[$0] < counts[$1] }),
            let least = counts.indices.min(by: { counts[$0] < counts[$1] })
        else { return found }
        let unevenness = 1 - ContingencyTable.entropy(of: counts) / ContingencyTable.entropy(of: counts.map { _ in 1 })
        let (majority, minority) = (Double(counts[most]) / total, Double(counts[least]) / total)
        if counts.count == 2, majority > Threshold.majority {
            found.append(
                make(
                    "imbalance", column.name, .warn, majority,
                    "\(percent(majority)) of the rows are \(target.labels[most]), \(percent(minority)) \(target.labels[least])"))
        } else if counts.count > 2,
            unevenness > Threshold.imbalance || minority < min(Threshold.rareClass, 0.5 / Double(counts.count))
        {
            found.append(
                make(
                    "imbalance", column.name, unevenness > Threshold.imbalance ? .warn : .note, majority,
                    "the rarest class, \(target.labels[least]), has \(counted(counts[least])) of \(counted(Int(total))) rows "
                        + "(\(percent(minority))), the commonest, \(target.labels[most]), \(percent(majority))"))
        }
        return found
    }

    // MARK: The whole table

    private func copies() -> [Ranked] {
        var first: [UInt64: String] = [:]
        var found: [Ranked] = []
        for summary in summaries where summary.profile.name != target?.column {
            guard let signature = summary.signature else { continue }
            let name = summary.profile.name
            guard let other = first[signature] else {
                first[signature] = name
                continue
            }
            found.append(
                make(
                    "copy", name, .warn, 0.6, "says the same as \(other): each value of one goes with one of the other",
                    [.drop(column: name)]))
        }
        return found
    }

    private func duplicates() -> [Ranked] {
        let count = DuplicateRows.count(in: table)
        guard count > 0 else { return [] }
        let share = Double(count) / Double(rows)
        let what = count == 1 ? "1 row repeats" : "\(counted(count)) rows (\(percent(share))) repeat"
        return [
            make("duplicates", nil, share > Threshold.duplicatesWarn ? .warn : .note, share, "\(what) an earlier row exactly")
        ]
    }
}

// MARK: Numbers in sentences

/// A count with thousands marked.
func counted(_ value: Int) -> String {
    var digits = Substring(String(abs(value)))
    var groups: [Substring] = []
    while digits.count > 3 {
        groups.insert(digits.suffix(3), at: 0)
        digits = digits.dropLast(3)
    }
    return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
}

/// A share in percent; one that is not quite none or all is never shown as such.
private func percent(_ share: Double) -> String {
    if share > 0, share < 0.001 { return "under 0.1 %" }
    if share < 1, share > 0.999 { return "over 99.9 %" }
    return Column.text(of: (share * 1000).rounded() / 10, decimals: 1) + " %"
}

/// Two decimals; three where two would round up to 1.
private func rounded(_ value: Double) -> String {
    let decimals = abs(value) < 1 && abs(value) > 0.994 ? 3 : 2
    let scale = decimals == 3 ? 1000.0 : 100
    return Column.text(of: (value * scale).rounded() / scale, decimals: decimals)
}
