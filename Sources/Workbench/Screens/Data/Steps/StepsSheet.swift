import Charts
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
        case .form(let form): return form.draw(in: bounds, on: &surface, theme: theme)
        case nil: drawList(in: bounds, on: &surface, state)
        }
        return nil
    }

    private func drawList(in bounds: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let theme = state.looks.theme
        let steps = state.draft?.steps ?? []
        let opened = state.table.seen
        let failure = opened?.preparation.failure
        let height = min(bounds.height - 4, max(7, steps.count + (failure == nil ? 4 : 6)))
        let rect = Popup.rect(in: bounds, width: min(96, bounds.width - 4), height: height)
        let figures = opened?.isPreparing ?? false ? "preparing" : "\(steps.count)"
        let inside = Popup.draw(in: rect, title: "steps", figures: figures, on: &surface, theme: theme)
        let list = Rect(x: inside.x, y: inside.y, width: inside.width, height: inside.height - 1 - (failure == nil ? 0 : 2))
        if steps.isEmpty {
            surface.write(
                "The table is as it was read. + adds a step.", x: list.x, y: list.y, style: theme.style(.dim, on: .overlay),
                width: list.width)
        }
        let first = max(0, min(cursor - list.height + 1, steps.count - list.height))
        for (row, place) in (first..<max(first, min(steps.count, first + list.height))).enumerated() {
            let hasFailed = failure.map { $0.place == place } ?? false
            let isLost = failure.map { place > $0.place } ?? false
            let y = list.y + row
            let role: Role = hasFailed ? .bad : isLost ? .dim : .text
            let stage = opened.flatMap { $0.preparation.stages.indices.contains(place) ? $0.preparation.stages[place] : nil }
            let mark = hasFailed ? surface.glyphs.cross : stage?.step == steps[place] ? surface.glyphs.on : surface.glyphs.off
            surface.write("\(place + 1)", x: list.x, y: y, style: theme.style(.dim, on: .overlay), width: 3, align: .right)
            surface.write(
                mark, x: list.x + 4, y: y, style: theme.style(hasFailed ? .bad : stage == nil ? .dim : .good, on: .overlay))
            surface.write(
                steps[place].sentence, x: list.x + 6, y: y, style: theme.style(role, on: .overlay), width: list.width - 34)
            if let stage, stage.step == steps[place] {
                let size = "\(Figures.count(stage.table.rowCount)) rows \(surface.glyphs.times) \(stage.table.columns.count)"
                surface.write(
                    size, x: list.maxX - 26, y: y, style: theme.style(.dim, on: .overlay), width: 26, align: .right)
            }
            if place == cursor {
                theme.lay(.selection, over: Rect(x: list.x - 1, y: y, width: list.width + 2, height: 1), on: &surface)
            }
        }
        if let failure {
            surface.write(
                failure.error.sentence, x: list.x, y: inside.maxY - 2, style: theme.style(.bad, on: .overlay),
                width: inside.width)
        }
        let keys = "+ add  Enter edit  d remove  < > move  u undo  Esc leave"
        surface.write(keys, x: inside.x, y: inside.maxY - 1, style: theme.style(.keyLabel, on: .overlay), width: inside.width)
    }
}

extension WorkbenchState {
    /// Shows the steps of the draft.
    mutating func openSteps() -> [Effect] {
        guard draft != nil else {
            say("choose a target first: ! does", .warning)
            return []
        }
        overlay = .steps(StepsSheet(cursor: max(0, (draft?.steps.count ?? 1) - 1)))
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
            let outcome = form.handle(key, columns: table.open?.table.columns.map(\.name) ?? [])
            sheet.top = .form(form)
            overlay = .steps(sheet)
            return take(outcome, in: sheet)
        case nil: return pressInList(key, sheet)
        }
    }

    mutating func paste(_ text: String, into sheet: StepsSheet) -> [Effect] {
        guard case .form(var form) = sheet.top else { return [] }
        var sheet = sheet
        form.paste(text)
        sheet.top = .form(form)
        overlay = .steps(sheet)
        return []
    }

    private mutating func pressInList(_ key: Key, _ sheet: StepsSheet) -> [Effect] {
        var sheet = sheet
        let steps = draft?.steps ?? []
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
        case Key(.enter) where !steps.isEmpty:
            let step = steps[sheet.cursor]
            if step.kind == StepKind.derive.key { return openDerive(replacing: sheet.cursor) }
            if let form = StepForm(step, place: sheet.cursor) { sheet.top = .form(form) }
        case "d" where !steps.isEmpty:
            let place = sheet.cursor
            effects = edit("removed the step \(steps[place].sentence)") { $0.steps.remove(at: place) }
            sheet.cursor = max(0, min(place, steps.count - 2))
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
        let steps = draft?.steps ?? []
        let (from, to) = (sheet.cursor, sheet.cursor + offset)
        guard steps.indices.contains(from), steps.indices.contains(to) else { return [] }
        sheet.cursor = to
        return edit("moved the step \(steps[from].sentence)") { $0.steps.swapAt(from, to) }
    }

    private mutating func choose(_ outcome: OverlayOutcome<Int>, in sheet: StepsSheet) -> [Effect] {
        var sheet = sheet
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled: sheet.top = nil
        case .chosen(let place):
            let kind = StepKind.all[place]
            if kind == .derive { return openDerive(replacing: nil) }
            sheet.top = .form(StepForm(kind, column: currentColumn?.name))
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
            let count = draft?.steps.count ?? 0
            sheet.cursor = form.place ?? count
            overlay = .steps(sheet)
            guard let place = form.place, place < count else { return edit(step.sentence) { $0.steps.append(step) } }
            return edit(step.sentence) { $0.steps[place] = step }
        }
    }
}
