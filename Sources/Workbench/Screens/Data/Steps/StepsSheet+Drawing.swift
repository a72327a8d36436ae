import Actions
import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension StepsSheet {
    /// Draws the list: each step with what it did, and below in full that of the one under the cursor.
    func drawList(in bounds: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let theme = state.looks.theme
        let steps = state.steps
        let opened = state.table.seen
        let height = min(bounds.height - 4, max(8, steps.count + 6))
        let rect = Popup.rect(in: bounds, width: min(104, bounds.width - 4), height: height)
        let figures = opened?.isPreparing ?? false ? "preparing" : "\(steps.count)"
        let inside = Popup.draw(in: rect, title: "steps", figures: figures, on: &surface, theme: theme)
        let list = Rect(x: inside.x, y: inside.y, width: inside.width, height: inside.height - 3)
        if steps.isEmpty {
            surface.write(
                "The table is as it was read. + adds a step.", x: list.x, y: list.y, style: theme.style(.dim, on: .overlay),
                width: list.width)
        }
        let first = max(0, min(cursor - list.height + 1, steps.count - list.height))
        for (row, place) in (first..<max(first, min(steps.count, first + list.height))).enumerated() {
            draw(steps[place], place, in: Rect(x: list.x, y: list.y + row, width: list.width, height: 1), on: &surface, state)
        }
        if steps.indices.contains(cursor) {
            let (text, role) = remark(on: steps[cursor], state)
            surface.write(
                text, x: inside.x, y: inside.maxY - 2, style: theme.style(role, on: .overlay), width: inside.width)
        }
        let keys = "+ add  Enter rows  e edit  Space on/off  d remove  < > move  u undo  Esc leave"
        surface.write(keys, x: inside.x, y: inside.maxY - 1, style: theme.style(.keyLabel, on: .overlay), width: inside.width)
    }

    private func draw(
        _ step: Step, _ place: Int, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) {
        let theme = state.looks.theme
        let failure = state.table.seen?.preparation.failure
        let stage = state.stage(of: step, at: place)
        let hasFailed = failure?.place == place
        let mark = hasFailed ? surface.glyphs.cross : step.isOff || stage == nil ? surface.glyphs.off : surface.glyphs.on
        let role: Role = hasFailed ? .bad : step.isOff || stage == nil ? .dim : .text
        let right = min(44, rect.width * 2 / 5)
        surface.write("\(place + 1)", x: rect.x, y: rect.y, style: theme.style(.dim, on: .overlay), width: 3, align: .right)
        surface.write(
            mark, x: rect.x + 4, y: rect.y, style: theme.style(hasFailed ? .bad : role == .dim ? .dim : .good, on: .overlay))
        surface.write(
            Session.shownText(step.sentence), x: rect.x + 6, y: rect.y, style: theme.style(role, on: .overlay),
            width: rect.width - right - 8)
        let did = step.isOff ? "off" : hasFailed ? "cannot be done" : stage?.effect.sentence ?? ""
        surface.write(
            did, x: rect.maxX - right, y: rect.y, style: theme.style(hasFailed ? .bad : .dim, on: .overlay), width: right,
            align: .right)
        if place == cursor {
            theme.lay(.selection, over: Rect(x: rect.x - 1, y: rect.y, width: rect.width + 2, height: 1), on: &surface)
        }
    }

    /// What is said of the step under the cursor: why it cannot be done, or the table after it and what was noticed.
    private func remark(on step: Step, _ state: WorkbenchState) -> (String, Role) {
        if let failure = state.table.seen?.preparation.failure {
            if failure.place == cursor { return (failure.error.sentence, .bad) }
            if failure.place < cursor { return ("waits for step \(failure.place + 1)", .dim) }
        }
        guard let stage = state.stage(of: step, at: cursor) else { return ("", .dim) }
        let effect = stage.effect
        let times = state.looks.glyphs.times
        let size =
            "\(Figures.count(effect.rowsBefore)) to \(Figures.count(effect.rowsAfter)) rows \(times) \(stage.table.columns.count)"
        let before = state.table.seen?.preparation.table(before: cursor).remarks.count ?? 0
        let remarks = stage.table.remarks.dropFirst(before).map { text in
            text.firstRange(of: "): ").map { String(text[$0.upperBound...]) } ?? text
        }
        return (([step.isOff ? "off" : size] + remarks).joined(separator: " \(state.looks.glyphs.dot) "), .dim)
    }
}

extension WorkbenchState {
    /// What a step made, where it was done.
    func stage(of step: Step, at place: Int) -> Preparation.Stage? {
        guard let stages = table.seen?.preparation.stages, stages.indices.contains(place), stages[place].step == step else {
            return nil
        }
        return stages[place]
    }

    /// Opens the rows that a step took away or changed.
    mutating func openRows(of place: Int) -> [Effect] {
        guard let opened = table.open, steps.indices.contains(place), let stage = stage(of: steps[place], at: place)
        else {
            say("the step was not done", .warning)
            return []
        }
        guard !stage.effect.rows.isEmpty else {
            say("it took no row away and changed no cell: it \(stage.effect.sentence)", .answer)
            return []
        }
        overlay = nil
        return open(StepRowsSheet(number: place + 1, stage: stage, before: opened.preparation.table(before: place)))
    }
}
