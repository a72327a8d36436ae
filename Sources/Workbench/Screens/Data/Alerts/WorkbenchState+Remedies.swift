import Interface
import Recipes
import Tabular

extension WorkbenchState {
    /// The alert under the cursor.
    var currentAlert: Alert? {
        guard let alerts = table.seen?.profile?.alerts, alerts.indices.contains(data.alerts.cursor) else { return nil }
        return alerts[data.alerts.cursor]
    }

    /// The remedy of an alert that is in force.
    func remedyInForce(_ alert: Alert) -> RecipeEdit? {
        alert.remedies.first(where: isInForce)
    }

    /// Whether a change is made already.
    func isInForce(_ remedy: RecipeEdit) -> Bool {
        if let draft { return remedy.isIn(draft) }
        if case .step(let step) = remedy { return steps.contains(step) }
        return false
    }

    /// Whether what an alert proposes is in force.
    func isRemedied(_ alert: Alert) -> Bool { remedyInForce(alert) != nil }

    /// The remedy that the key would take now: the one in force, which it takes back, else the chosen one of several.
    func remedyAtHand(_ alert: Alert) -> RecipeEdit? {
        if let inForce = remedyInForce(alert) { return inForce }
        guard !alert.remedies.isEmpty else { return nil }
        return alert.remedies[data.remedy % alert.remedies.count]
    }

    /// What the key of a remedy would do now, in words; empty where there is none.
    func remedyTitle(_ alert: Alert) -> String {
        guard let edit = remedyAtHand(alert) else { return "" }
        if case .drop(let column) = edit, column == alert.column {
            return draft.map { $0.feature(column) == nil } == true ? "switches it on again" : "switches it off"
        }
        return isRemedied(alert) ? "takes it back: \(edit.entry)" : edit.title
    }

    /// Takes another of an alert's remedies in hand.
    mutating func chooseRemedy(_ step: Int) -> [Effect] {
        guard let count = currentAlert?.remedies.count, count > 1 else { return [] }
        data.remedy = (data.remedy + step + count) % count
        return []
    }

    /// Opens the rows that an alert speaks of.
    mutating func openRowsOfAlert() -> [Effect] {
        guard let condition = currentAlert?.rows else { return [] }
        return open(RowsSheet(RowSelection(filter: condition)))
    }

    /// Does what the current alert proposes, or takes it back where it is in force.
    mutating func applyRemedy() -> [Effect] {
        guard let alert = currentAlert else { return [] }
        guard let remedy = remedyAtHand(alert) else {
            say("nothing to do by a key: it is told so that you know", .answer)
            return []
        }
        return apply(remedy)
    }

    /// Makes a change that an alert proposes, or takes it back where it is in force.
    mutating func apply(_ remedy: RecipeEdit) -> [Effect] {
        if case .drop(let column) = remedy { return toggleFeatures([column]) }
        guard let draft else {
            if case .step(let step) = remedy { return apply(step) }
            say("choose a target first: ! does", .warning)
            return []
        }
        guard remedy.isIn(draft) else { return edit(remedy.entry) { remedy.apply(to: &$0) } }
        if let column = remedy.column, draft.feature(column) == nil {
            say("\(column) is switched off: d switches it on", .answer)
            return []
        }
        var reverted = draft
        guard remedy.revert(in: &reverted) else {
            say("it is so already; u takes back what you changed", .answer)
            return []
        }
        return edit("took back \(remedy.entry)") { $0 = reverted }
    }

    /// The same for a step, which needs no draft.
    private mutating func apply(_ step: Step) -> [Effect] {
        guard let place = steps.lastIndex(of: step) else { return editSteps(step.sentence) { $0.append(step) } }
        return editSteps("took back \(step.sentence)") { $0.remove(at: place) }
    }
}
