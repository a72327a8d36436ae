import Recipes
import Statistics

extension AlertRules {
    /// A column that tells the target by itself is more often its consequence than its cause.
    func leak(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        guard let association = summary.profile.association, let target else { return [] }
        let limit: Double
        switch association.measure {
        case "AUC": limit = 2 * (0.99 - 0.5)
        case "ρ": limit = 0.98
        default: limit = 0.95
        }
        guard association.strength > limit, rows - summary.profile.missing >= 20 else { return [] }
        let name = association.measure == "V" ? "Cramer's V" : association.measure
        return [
            make(
                .leak, column, .stop, association.strength,
                "alone gives \(name) \(rounded(association.value)) with \(target.column): is it known before the outcome?")
        ]
    }

    /// One value, or nearly one.
    func ofConstancy(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        let profile = summary.profile
        let present = rows - profile.missing
        guard let top = profile.top.first, present > 0 else { return [] }
        let most = Double(top.count) / Double(present)
        if profile.distinct == 1 { return [make(.constant, column, .warn, 1, "every value is \(top.value)")] }
        guard most > 0.99 else { return [] }
        return [
            make(
                .quasiConstant, column, .note, most / 2,
                "\(top.value) stands in \(counted(top.count)) of \(counted(present)) rows (\(percent(most)))",
                rows: RowFilter.term(column.name, "!=", top.value)
                    + (profile.missing > 0 ? " not \(RowFilter.missing(column.name))" : ""))
        ]
    }

    /// What the name and the kind promise: outcomes, keys, entities, times.
    func ofNames(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        let profile = summary.profile
        let present = rows - profile.missing
        var found: [Ranked] = []
        if target != nil, Self.soundsLikeOutcome(column.name) {
            found.append(
                make(.outcomeName, column, .note, 0.3, "its name sounds like something known only after the outcome"))
        }
        if column.kind == .identifier {
            found.append(
                make(
                    .identifier, column, .note, 0.2,
                    "\(counted(profile.distinct)) different values in \(counted(present, "row")): it names rows"))
        } else if let group = ofEntity(column, profile, present) {
            found.append(group)
        }
        if column.kind == .date, let target, profile.distinct > 20, let association = timeAssociation(summary),
            association.strength >= 0.1
        {
            found.append(
                make(
                    .timeDrift, column, .warn, association.strength / 2,
                    "\(target.column) changes with it (\(association.measure) \(rounded(association.value))): "
                        + "a shuffled split lets the model look ahead"))
        }
        return found
    }

    /// A date's association with the target, where chance alone would hardly give it.
    private func timeAssociation(_ summary: ColumnSummary) -> ColumnProfile.Association? {
        let present = Double(rows - summary.profile.missing)
        return summary.profile.association.flatMap { $0.strength * present.squareRoot() > 4 ? $0 : nil }
    }

    /// A key that stands in several rows.
    private func ofEntity(_ column: Column, _ profile: ColumnProfile, _ present: Int) -> Ranked? {
        let isKeyLike = column.kind == .category || column.kind == .text || summaryIsWhole(column)
        guard isKeyLike, profile.distinct > 20, profile.distinct * 2 <= present, profile.distinct * 200 > present,
            Self.namesEntity(column.name)
        else { return nil }
        return make(
            .group, column, .warn, 0.4,
            "\(counted(profile.distinct)) different in \(counted(present, "row")): rows of one should not be on both sides of a split",
            remedies: AlertKind.group.remedies.compactMap { $0.edit(column) })
    }

    private func summaryIsWhole(_ column: Column) -> Bool {
        table.index(of: column.name).map { column.kind == .number && summaries[$0].isWhole } ?? false
    }

    private static let outcomeWords: Set<String> = [
        "closed", "result", "outcome", "final", "paid", "discharge", "discharged", "after", "target", "label",
    ]

    private static func soundsLikeOutcome(_ name: String) -> Bool {
        name.lowercased().split { !$0.isLetter }.contains { outcomeWords.contains(String($0)) }
    }

    private static let entityWords: Set<String> = [
        "id", "uid", "uuid", "guid", "key", "customer", "patient", "subject", "user", "person", "account", "session",
        "household", "device", "player", "employee", "client", "member", "student", "participant", "hospital",
    ]

    /// Whether the last word of a name is that of an entity or a key: `patient`, `customer_id`, `userId`.
    static func namesEntity(_ name: String) -> Bool {
        var words: [String] = []
        var wasLower = false
        for character in name {
            if !character.isLetter {
                words.append("")
                wasLower = false
                continue
            }
            if words.isEmpty || wasLower && character.isUppercase { words.append("") }
            words[words.count - 1] += character.lowercased()
            wasLower = character.isLowercase
        }
        guard let last = words.last(where: { !$0.isEmpty }) else { return false }
        return entityWords.contains(last) && !(words.contains("number") || words.contains("count"))
    }
}
