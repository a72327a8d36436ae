public import Recipes
public import Tabular

/// What the profile of a table says of a recipe, before anything is trained.
public struct ProfileGuard: Sendable {
    private let recipe: Recipe
    private let profile: TableProfile
    private let silenced: Set<String>

    /// - Parameters:
    ///   - recipe: what is to be trained.
    ///   - profile: of the table as the recipe prepares it, with the recipe's target.
    ///   - silenced: codes of checks that are not made.
    public init(_ recipe: Recipe, profile: TableProfile, silenced: Set<String> = []) {
        self.recipe = recipe
        self.profile = profile
        self.silenced = silenced
    }

    /// What is found, the gravest first.
    ///
    /// - Complexity: O(alerts + features); no row is looked at.
    public var findings: [Finding] {
        var found = ofAlerts + [smallMinority, wide].compactMap(\.self)
        if !found.contains(where: { $0.code == GuardCheck.timeOrder.code }), let finding = dates { found.append(finding) }
        return GuardCheck.ordered(found.filter { !silenced.contains($0.code) })
    }

    // MARK: What alerts mean for this recipe

    private var ofAlerts: [Finding] {
        profile.alerts.compactMap { alert in
            let isFeature = alert.column.map { name in recipe.trainedFeatures.contains { $0.column == name } } ?? false
            switch alert.code {
            case "leak" where isFeature && tellsAll(alert): return taken(alert, as: .leak, at: .stop)
            case "combination" where isFeature && alert.level == .stop: return taken(alert, as: .arithmetic, at: .stop)
            case "identifier" where isFeature: return taken(alert, as: .identifier, at: .warn)
            case "post_outcome_name" where isFeature: return taken(alert, as: .outcomeName, at: .note)
            case "group": return groupOverlap(alert)
            case "time_drift", "row_order": return timeOrder(alert)
            default: return nil
            }
        }
    }

    /// A mean that differs by class is no score: whether a number tells classes apart is left to what predicts with it out of fold.
    private func tellsAll(_ alert: Alert) -> Bool {
        let measure = alert.column.flatMap { profile[$0]?.association?.measure }
        return recipe.target.task == .regression || measure != "η"
    }

    private func taken(_ alert: Alert, as check: GuardCheck, at level: AlertLevel) -> Finding {
        Finding(
            code: check.code, level: level, column: alert.column, evidence: alert.evidence, filter: alert.rows,
            remedies: alert.column.map { [.drop(column: $0)] } ?? [])
    }

    private func groupOverlap(_ alert: Alert) -> Finding? {
        guard let column = alert.column, column != recipe.target.column, !recipe.split.columns.contains(column) else {
            return nil
        }
        let folds = recipe.split.foldCount ?? 5
        var remedies: [RecipeEdit] = []
        let isInTime: Bool
        switch recipe.split {
        case .time(let time, _, let gap):
            isInTime = true
            remedies = [.split(.groupTime(group: column, time: time, folds: folds, gap: gap))]
        case .purged(let time, _, let gap, _):
            isInTime = true
            remedies = [.split(.groupTime(group: column, time: time, folds: folds, gap: gap))]
        // Whoever said the folds or another group has thought of it.
        case .column, .group, .groupTime: return nil
        case .crossValidation, .stratified, .holdout, .nested:
            isInTime = false
            remedies = [.split(.group(column: column, folds: folds))]
        }
        if recipe.feature(column) != nil { remedies.append(.drop(column: column)) }
        let distinct = profile[column]?.distinct ?? 0
        return Finding(
            code: GuardCheck.groupOverlap.code, level: isInTime ? .note : .warn, column: column,
            evidence: "\(GuardText.count(distinct)) different in \(GuardText.count(profile.rows)) rows, and \(recipe.split) "
                + "puts rows of one on both sides" + (isInTime ? ": right where known ones come again" : ""),
            numbers: ["groups": Double(distinct), "rows": Double(profile.rows)], remedies: remedies)
    }

    private func timeOrder(_ alert: Alert) -> Finding? {
        let folds = recipe.split.foldCount ?? 5
        switch recipe.split {
        case .time, .purged, .groupTime, .column: return nil
        case .group(let group, _, _):
            guard let time = alert.column else { return nil }
            return Finding(
                code: GuardCheck.timeOrder.code, level: .note, column: time, evidence: alert.evidence,
                remedies: [.split(.groupTime(group: group, time: time, folds: folds))])
        case .crossValidation, .stratified, .holdout, .nested:
            return Finding(
                code: GuardCheck.timeOrder.code, level: .warn, column: alert.column, evidence: alert.evidence,
                remedies: alert.column.map { [.split(.time(column: $0, folds: folds))] } ?? [])
        }
    }

    /// Dates in a table whose split is shuffled, where the target is not known to move with them.
    private var dates: Finding? {
        switch recipe.split {
        case .crossValidation, .stratified, .holdout, .nested: break
        case .group, .time, .purged, .groupTime, .column: return nil
        }
        let dates = profile.columns.filter { $0.kind == .date && $0.distinct > 20 && $0.name != recipe.target.column }
        guard let first = dates.max(by: { ($0.association?.strength ?? 0) < ($1.association?.strength ?? 0) }) else { return nil }
        return Finding(
            code: GuardCheck.timeOrder.code, level: .note, column: first.name,
            evidence:
                "rows have a time, and \(recipe.split) trains on rows that come after those that score: right only where a model "
                + "is used on rows of the same time",
            remedies: first.missing > 0 ? [] : [.split(.time(column: first.name, folds: recipe.split.foldCount ?? 5))])
    }

    // MARK: Sizes

    /// The share of the rows that score in one fold.
    private var validationShare: Double? {
        switch recipe.split {
        case .holdout(let share, _): share
        case .time, .groupTime: recipe.split.foldCount.map { 1 / Double($0 + 1) }
        case .column(let name): profile[name].map { 1 / Double(max(1, $0.distinct)) }
        default: recipe.split.foldCount.map { 1 / Double($0) }
        }
    }

    private var smallMinority: Finding? {
        let check = GuardCheck.smallMinority
        guard recipe.target.task == .classification, recipe.filter == nil, let target = profile[recipe.target.column],
            target.distinct == target.top.count, let rarest = target.top.min(by: { $0.count < $1.count }), let validationShare
        else { return nil }
        // A profile of some rows knows shares.
        let scale = profile.sampled.map { Double($0.of) / Double(max(1, $0.rows)) } ?? 1
        let expected = Double(rarest.count) * scale * (1 - recipe.sealed) * validationShare
        guard expected < check["note"] else { return nil }
        var remedies: [RecipeEdit] = []
        if case .crossValidation(let folds, let repeats) = recipe.split, folds > 3 {
            remedies = [.split(.crossValidation(folds: 3, repeats: repeats))]
        }
        return Finding(
            code: check.code, level: expected < check["warn"] ? .warn : .note, column: recipe.target.column,
            evidence: "\(rarest.value) has \(GuardText.count(rarest.count, "row")): about "
                + "\(GuardText.short(expected)) of them score in a fold",
            numbers: ["rows": Double(rarest.count), "rows_a_fold": expected],
            filter: RowFilter.term(recipe.target.column, "=", rarest.value), remedies: remedies)
    }

    private var wide: Finding? {
        guard let validationShare, profile.sampled == nil else { return nil }
        let rows = Double(profile.rows) * (1 - recipe.sealed) * (1 - validationShare)
        guard Double(recipe.trainedFeatures.count) >= rows else { return nil }
        return Finding(
            code: GuardCheck.wide.code, level: .warn,
            evidence: "\(GuardText.count(recipe.trainedFeatures.count, "feature")) and about "
                + "\(GuardText.count(Int(max(0, min(rows, 1e15))), "row")) that train in a fold",
            numbers: ["features": Double(recipe.trainedFeatures.count), "rows": rows])
    }
}

extension Recipe {
    /// The features that a model gets: a column of fold numbers or of weights is none.
    var trainedFeatures: [Feature] {
        var apart: Set<String> = []
        if case .column(let name) = split { apart.insert(name) }
        if let weight { apart.insert(weight) }
        return features.filter { !apart.contains($0.column) }
    }
}

extension SplitScheme {
    /// How many folds one round has, where the scheme says.
    var foldCount: Int? {
        switch self {
        case .crossValidation(let folds, _), .stratified(let folds, _), .group(_, let folds, _), .time(_, let folds, _),
            .purged(_, let folds, _, _), .groupTime(_, _, let folds, _), .nested(let folds, _):
            folds
        case .holdout, .column: nil
        }
    }
}
