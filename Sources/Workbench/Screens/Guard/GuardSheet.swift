import Experiments
import Interface
import Recipes
import RunStore
import Tabular
import Terminal

/// The list of what the guard found: in the draft, before it is trained, or in a run.
public struct GuardSheet: Sendable {
    /// The run whose findings are listed; nil lists those of the draft.
    var run: String?
    var cursor = 0
    /// Which remedy of the finding under the cursor is in hand.
    var remedy = 0
}

extension WorkbenchState {
    /// What the profile says of the draft before it is trained.
    var draftFindings: [Finding] {
        guard let draft, let profile = table.seen?.profile else { return [] }
        return ProfileGuard(draft, profile: profile, silenced: Set(project.silencedChecks)).findings
    }

    /// What a sheet lists: findings, then the codes that are silenced.
    func listed(_ sheet: GuardSheet) -> (findings: [Finding], silenced: [String]) {
        guard let run = sheet.run else { return (draftFindings, project.silencedChecks) }
        return (runs.findings[run] ?? [], runs[run]?.guarding.silenced ?? [])
    }

    /// Opens the list for the run at hand, else for the draft.
    mutating func openGuard(run: RunRecord? = nil) -> [Effect] {
        overlay = .guarding(GuardSheet(run: run?.id))
        return run.map { [.fetchFindings(run: $0.id)] } ?? []
    }

    /// A key while the list is shown.
    mutating func press(_ key: Key, in sheet: GuardSheet) -> [Effect] {
        var sheet = sheet
        let (findings, silenced) = listed(sheet)
        let count = findings.count + silenced.count
        sheet.cursor = max(0, min(sheet.cursor, count - 1))
        let finding = findings.indices.contains(sheet.cursor) ? findings[sheet.cursor] : nil
        var effects: [Effect] = []
        switch key {
        case Key(.escape), "q", "W", "Ctrl-C":
            overlay = nil
            return []
        case Key(.up), "k": (sheet.cursor, sheet.remedy) = (max(0, sheet.cursor - 1), 0)
        case Key(.down), "j": (sheet.cursor, sheet.remedy) = (max(0, min(count - 1, sheet.cursor + 1)), 0)
        case Key(.left), "h": sheet.remedy -= 1
        case Key(.right), "l": sheet.remedy += 1
        case Key(.enter), " ":
            if let finding { effects = applyRemedy(of: finding, sheet) }
        case "o":
            if let finding { return openRows(of: finding, sheet) }
        case "s":
            let code = finding?.code ?? silenced[safe: sheet.cursor - findings.count]
            if let code { effects = toggleSilence(code) }
        case "u": effects = undo()
        case "U": effects = redo()
        default: break
        }
        // What a remedy changes may be what the list shows; whoever leaves it open goes on there.
        if case .guarding = overlay { overlay = .guarding(sheet) }
        return effects
    }

    /// The remedy that Enter would take.
    func remedy(of finding: Finding, _ sheet: GuardSheet) -> RecipeEdit? {
        guard !finding.remedies.isEmpty else { return nil }
        let count = finding.remedies.count
        return finding.remedies[((sheet.remedy % count) + count) % count]
    }

    private mutating func applyRemedy(of finding: Finding, _ sheet: GuardSheet) -> [Effect] {
        guard let remedy = remedy(of: finding, sheet) else {
            say("nothing to do by a key: it is told so that you know", .answer)
            return []
        }
        guard let draft else {
            say("choose a target first: ! on the Data screen does", .warning)
            return []
        }
        if remedy.isIn(draft) {
            say("the draft has it already: \(remedy.entry)", .answer)
            return []
        }
        let effects = edit(remedy.entry) { remedy.apply(to: &$0) }
        if effects.isEmpty { say("this does not fit the draft", .answer) }
        return effects
    }

    private mutating func openRows(of finding: Finding, _ sheet: GuardSheet) -> [Effect] {
        guard let table = table.open?.table else {
            say("no table is open", .warning)
            return []
        }
        // Row numbers hold for the table as the run had it.
        let isSame = sheet.run.flatMap { runs[$0] }.map { run in
            run.recipe.source.fingerprint == table.source.fingerprint && run.recipe.steps.inForce == table.steps
        }
        let selection: RowSelection
        if let filter = finding.filter {
            selection = RowSelection(filter: filter)
        } else if !finding.rows.isEmpty, isSame != false {
            selection = RowSelection(list: RowList(finding.rows, title: finding.title))
        } else {
            say(
                finding.rows.isEmpty ? "no rows stand behind this one" : "the open table has other rows than the run had", .answer
            )
            return []
        }
        overlay = nil
        screen = .data
        return open(RowsSheet(selection))
    }

    private mutating func toggleSilence(_ code: String) -> [Effect] {
        let before = project.silencedChecks
        let after = before.contains(code) ? before.filter { $0 != code } : (before + [code]).sorted()
        project.silencedChecks = after
        let title = after.contains(code) ? "silenced \(code) in this project" : "\(code) is checked again"
        return record(title, .silence(before: before, after: after), [.silence(after)])
    }
}

extension Array {
    /// The element at a place, or nil.
    fileprivate subscript(safe place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
