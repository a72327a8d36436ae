import Experiments
import Interface
import Recipes
import Tabular

extension WorkbenchState {
    /// Changes the draft and notes it for undo. Nothing happens where the change leaves the recipe as it is.
    ///
    /// - Parameters:
    ///   - title: what is done, in words.
    ///   - takesColumns: whether columns that changed steps make are switched on, and those that they take away off.
    ///   - change: makes the change.
    /// - Returns: what has to happen for it.
    mutating func edit(_ title: String, takesColumns: Bool = true, _ change: (inout Recipe) -> Void) -> [Effect] {
        guard let before = draft else {
            say(table.open == nil ? "there is no table yet" : "choose a target first: ! does", .warning)
            return []
        }
        var after = before
        change(&after)
        guard after != before else { return [] }
        draft = after
        journal.append(Journal.Entry(title: title, change: .draft(before: before, after: after)))
        say("\(title) · u takes it back", .answer)
        return keeping + targetEffects(before, after, takesColumns: takesColumns)
    }

    /// Another target needs another profile: associations are with the target.
    private mutating func targetEffects(_ before: Recipe, _ after: Recipe, takesColumns: Bool = false) -> [Effect] {
        let preparing = follow(after, from: before, takesColumns: takesColumns)
        if !preparing.isEmpty { return preparing }
        return before.target == after.target ? [] : [.profile(target: after.target)]
    }

    /// Takes back the last change.
    mutating func undo() -> [Effect] {
        guard let entry = journal.undo() else {
            say("nothing to take back", .answer)
            return []
        }
        say("took back: \(entry.title) · U does it again", .answer)
        return apply(entry.change, backwards: true)
    }

    /// Does again what was taken back.
    mutating func redo() -> [Effect] {
        guard let entry = journal.redo() else {
            say("nothing to do again", .answer)
            return []
        }
        say("did again: \(entry.title) · u takes it back", .answer)
        return apply(entry.change, backwards: false)
    }

    private mutating func apply(_ change: Journal.Change, backwards: Bool) -> [Effect] {
        effects(of: change, backwards: backwards) + keeping
    }

    private mutating func effects(of change: Journal.Change, backwards: Bool) -> [Effect] {
        var effects: [Effect] = []
        switch change {
        case .restore(let ids): effects.append(backwards ? .bin(ids) : .restore(ids))
        case .several(let changes):
            for change in backwards ? changes.reversed() : changes { effects += self.effects(of: change, backwards: backwards) }
        case .draft(let before, let after):
            let current = draft ?? before
            let wanted = backwards ? before : after
            draft = wanted
            effects += targetEffects(current, wanted)
        case .steps(let table, let before, let after): effects += setSteps(backwards ? before : after, of: table)
        case .reading(let before, let after): effects += readAgain(backwards ? before : after)
        case .baseline(let before, let after):
            runs.baseline = backwards ? before : after
            effects.append(.setBaseline(backwards ? before : after))
        case .bin(let ids):
            effects.append(backwards ? .restore(ids) : .bin(ids))
        case .note(let run, let before, let after):
            effects.append(.setNote(run: run, backwards ? before : after))
        case .tags(let run, let before, let after):
            effects.append(.setTags(run: run, backwards ? before : after))
        case .silence(let before, let after):
            project.silencedChecks = backwards ? before : after
            effects.append(.silence(backwards ? before : after))
        }
        return effects
    }

    /// Notes a change of the store for undo, and returns what carries it out.
    mutating func record(_ title: String, _ change: Journal.Change, _ effects: [Effect]) -> [Effect] {
        journal.append(Journal.Entry(title: title, change: change))
        say("\(title) · u takes it back", .answer)
        return effects + keeping
    }

    /// Switches a column on or off as a feature.
    mutating func toggleFeatures(_ columns: [String]) -> [Effect] {
        guard let table = table.open?.table, let recipe = draft else { return [] }
        let usable = columns.filter { whyNoFeature($0) == nil }
        guard !usable.isEmpty else {
            if let first = columns.first, let reason = whyNoFeature(first) { say(reason, .warning) }
            return []
        }
        let allOn = usable.allSatisfy { recipe.feature($0) != nil }
        let what = usable.count == 1 ? usable[0] : "\(usable.count) features"
        let effects = edit("switched \(what) \(allOn ? "off" : "on")") { recipe in
            for column in usable {
                if allOn {
                    recipe.removeFeature(column)
                } else if recipe.feature(column) == nil, let kind = table[column]?.kind {
                    recipe.insert(Recipe.Feature(column: column, kind: kind))
                }
            }
        }
        return effects + verdictEffects(effects)
    }

    /// With the verdict after every toggle, what trains the changed draft without leaving the features.
    func verdictEffects(_ edits: [Effect]) -> [Effect] {
        guard screen == .features, features.judgesEveryToggle, !edits.isEmpty, whyNotTrain == nil, let draft else { return [] }
        return [.train(draft, parent: parent)]
    }

    /// Why a column cannot be a feature, or nil.
    func whyNoFeature(_ column: String) -> String? {
        guard let recipe = draft else { return "there is no draft yet" }
        if column == recipe.target.column { return "\(column) is the target" }
        if case .column(let fold) = recipe.split, fold == column { return "\(column) holds the folds" }
        return nil
    }
}
