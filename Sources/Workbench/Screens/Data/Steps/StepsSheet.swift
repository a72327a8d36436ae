import Interface
import Recipes
import Tabular
import Terminal

/// The list of steps over the Data screen, with what lies over it: the kinds to choose from, or the form of a step.
public struct StepsSheet: Sendable {
    /// The step under the cursor.
    var cursor = 0
    var top: Top?

    enum Top: Sendable {
        case kinds(Picker)
        case form(StepForm)
    }

    /// Draws it; returns the cell of the text cursor.
    func draw(in bounds: Rect, on surface: inout Surface, _ state: WorkbenchState) -> Point? {
        let theme = state.looks.theme
        switch top {
        case .kinds(let picker): return picker.draw(in: bounds, on: &surface, theme: theme)
        case .form(let form): return form.draw(in: bounds, on: &surface, theme: theme, glyphs: state.looks.glyphs)
        case nil: drawList(in: bounds, on: &surface, state)
        }
        return nil
    }
}

extension WorkbenchState {
    /// Shows how the table is prepared.
    mutating func openSteps() -> [Effect] {
        overlay = .steps(StepsSheet(cursor: max(0, steps.count - 1)))
        return []
    }

    /// A key while the steps are shown.
    mutating func press(_ key: Key, in sheet: StepsSheet) -> [Effect] {
        var sheet = sheet
        switch sheet.top {
        case .kinds(var picker):
            let outcome = picker.handle(key)
            sheet.top = .kinds(picker)
            overlay = .steps(sheet)
            return choose(outcome, in: sheet)
        case .form(var form):
            let place = form.place ?? steps.count
            let outcome = form.handle(key, columns: columns(before: place))
            let effects = ask(&form, at: place)
            sheet.top = .form(form)
            overlay = .steps(sheet)
            return take(outcome, in: sheet) + (outcome == .open ? effects : [])
        case nil: return pressInList(key, sheet)
        }
    }

    mutating func paste(_ text: String, into sheet: StepsSheet) -> [Effect] {
        guard case .form(var form) = sheet.top else { return [] }
        var sheet = sheet
        form.paste(text)
        let effects = ask(&form, at: form.place ?? steps.count)
        sheet.top = .form(form)
        overlay = .steps(sheet)
        return effects
    }

    /// The columns that a step at a place can name.
    private func columns(before place: Int) -> [String] {
        (table.open?.preparation.table(before: place) ?? table.open?.table)?.columns.map(\.name) ?? []
    }

    /// What works out what the typed step would do, where that is not known yet.
    private func ask(_ form: inout StepForm, at place: Int) -> [Effect] {
        form.wanted().map { [.previewStep($0, place: place)] } ?? []
    }

    /// Shows what a step would do, where it is still the one that is typed.
    mutating func showPreview(_ result: Result<StepPreview, AssayError>, of step: Step) {
        guard case .steps(var sheet) = overlay, case .form(var form) = sheet.top else { return }
        form.show(result, of: step)
        sheet.top = .form(form)
        overlay = .steps(sheet)
    }

    /// Puts an edited step in the place of one, with the features that come from it.
    mutating func replaceStep(at place: Int, with step: Step) -> [Effect] {
        if draft != nil { return edit(step.sentence) { $0.replaceStep(at: place, with: step) } }
        return editSteps(step.sentence) { if $0.indices.contains(place) { $0[place] = step } }
    }

    private mutating func pressInList(_ key: Key, _ sheet: StepsSheet) -> [Effect] {
        var sheet = sheet
        var effects: [Effect] = []
        sheet.cursor = max(0, min(sheet.cursor, steps.count - 1))
        switch key {
        case Key(.escape), "q", "Ctrl-C":
            overlay = nil
            return []
        case Key(.up), "k": sheet.cursor = max(0, sheet.cursor - 1)
        case Key(.down), "j": sheet.cursor = max(0, min(steps.count - 1, sheet.cursor + 1))
        case "+":
            let items = StepKind.all.map { Picker.Item($0.title, detail: $0.summary) }
            sheet.top = .kinds(Picker(title: "Add a step", items: items))
        case Key(.enter) where !steps.isEmpty: return openRows(of: sheet.cursor)
        case "e" where !steps.isEmpty:
            let step = steps[sheet.cursor]
            if step.kind == StepKind.derive.key { return openDerive(replacing: sheet.cursor, fromSteps: true) }
            guard var form = StepForm(step, place: sheet.cursor) else { return [] }
            effects = ask(&form, at: sheet.cursor)
            sheet.top = .form(form)
        case " " where !steps.isEmpty:
            let (place, step) = (sheet.cursor, steps[sheet.cursor])
            effects = editSteps("switched the step \(step.sentence) \(step.isOff ? "on" : "off")") { $0[place].isOff.toggle() }
        case "d" where !steps.isEmpty:
            let place = sheet.cursor
            effects = editSteps("removed the step \(steps[place].sentence)") { $0.remove(at: place) }
            sheet.cursor = max(0, min(place, steps.count - 1))
        case "<", "K": effects = moveStep(&sheet, by: -1)
        case ">", "J": effects = moveStep(&sheet, by: 1)
        case "u": effects = undo()
        case "U": effects = redo()
        default: break
        }
        overlay = .steps(sheet)
        return effects
    }

    private mutating func moveStep(_ sheet: inout StepsSheet, by offset: Int) -> [Effect] {
        let (from, to) = (sheet.cursor, sheet.cursor + offset)
        guard steps.indices.contains(from), steps.indices.contains(to) else { return [] }
        sheet.cursor = to
        return editSteps("moved the step \(steps[from].sentence)") { $0.swapAt(from, to) }
    }

    private mutating func choose(_ outcome: OverlayOutcome<Int>, in sheet: StepsSheet) -> [Effect] {
        var sheet = sheet
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled: sheet.top = nil
        case .chosen(let place):
            let kind = StepKind.all[place]
            if kind == .derive { return openDerive(replacing: nil, fromSteps: true) }
            var form = StepForm(kind, column: currentColumn?.name)
            let effects = ask(&form, at: steps.count)
            sheet.top = .form(form)
            overlay = .steps(sheet)
            return effects
        }
        overlay = .steps(sheet)
        return []
    }

    private mutating func take(_ outcome: OverlayOutcome<Step>, in sheet: StepsSheet) -> [Effect] {
        var sheet = sheet
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled:
            sheet.top = nil
            overlay = .steps(sheet)
            return []
        case .chosen(let step):
            guard case .form(let form) = sheet.top else { return [] }
            sheet.top = nil
            let count = steps.count
            sheet.cursor = form.place ?? count
            overlay = .steps(sheet)
            guard let place = form.place, place < count else { return editSteps(step.sentence) { $0.append(step) } }
            return replaceStep(at: place, with: step)
        }
    }
}
