import Actions
import Experiments
import Interface
import Recipes
import RunStore
import Terminal

extension GuardSheet {
    /// Draws the list, and below it what the finding under the cursor means and what a key does about it.
    func draw(in bounds: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let theme = state.looks.theme
        let (findings, silenced) = state.listed(self)
        let count = findings.count + silenced.count
        let height = min(bounds.height - 4, max(14, count + 11))
        let rect = Popup.rect(in: bounds, width: min(110, bounds.width - 4), height: height)
        let name = run.flatMap { state.runs[$0] }.map { "guard · run \($0.number)" } ?? "guard · the draft"
        let inside = Popup.draw(in: rect, title: name, figures: figures(state), on: &surface, theme: theme)
        let list = Rect(x: inside.x, y: inside.y, width: inside.width, height: max(1, inside.height - 9))
        if count == 0 {
            surface.write(emptyText(state), x: list.x, y: list.y, style: theme.style(.dim, on: .overlay), width: list.width)
        }
        let cursor = max(0, min(cursor, count - 1))
        let first = max(0, min(cursor - list.height + 1, count - list.height))
        for (row, place) in (first..<max(first, min(count, first + list.height))).enumerated() {
            let line = Rect(x: list.x, y: list.y + row, width: list.width, height: 1)
            if place < findings.count {
                draw(findings[place], in: line, on: &surface, state)
            } else {
                let code = silenced[place - findings.count]
                let title = GuardCheck.named(code)?.title ?? code
                surface.write(
                    "\(surface.glyphs.off) \(title), silenced", x: line.x, y: line.y, style: theme.style(.dim, on: .overlay),
                    width: line.width)
            }
            if place == cursor {
                theme.lay(.selection, over: Rect(x: line.x - 1, y: line.y, width: line.width + 2, height: 1), on: &surface)
            }
        }
        let below = Rect(x: inside.x, y: list.maxY + 1, width: inside.width, height: max(0, inside.maxY - 2 - list.maxY))
        if findings.indices.contains(cursor) { draw(findings[cursor], below: below, on: &surface, state) }
        let keys = "Enter remedy  \(surface.glyphs.left)\(surface.glyphs.right) other  o rows  s silence  u undo  Esc leave"
        surface.write(keys, x: inside.x, y: inside.maxY - 1, style: theme.style(.keyLabel, on: .overlay), width: inside.width)
    }

    private func figures(_ state: WorkbenchState) -> String {
        guard let run, let record = state.runs[run] else { return "before the fit" }
        return record.guarding.isComplete ? "all checks made" : record.state.isOver ? "not all checks made" : "still looking"
    }

    private func emptyText(_ state: WorkbenchState) -> String {
        guard let run, let record = state.runs[run] else {
            return state.table.seen?.profile == nil
                ? "The profile is being made." : "Nothing is found before the fit. Beside it and after it more is looked at."
        }
        return record.guarding.isComplete ? "Nothing was found." : "Nothing was found so far."
    }

    private func draw(_ finding: Finding, in line: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let theme = state.looks.theme
        let isDone = state.draft.map { draft in finding.remedies.contains { $0.isIn(draft) } } ?? false
        let role: Role = isDone ? .dim : finding.level.role
        let mark = isDone ? surface.glyphs.check : finding.level == .note ? surface.glyphs.notice : surface.glyphs.alert
        surface.write(mark, x: line.x, y: line.y, style: theme.style(role, on: .overlay))
        let column = finding.column.map { $0 + "  " } ?? ""
        surface.write(
            [
                StyledText(finding.title + "  ", theme.style(isDone ? .dim : .strong, on: .overlay)),
                StyledText(column, theme.style(.accent, on: .overlay)),
                StyledText(finding.evidence, theme.style(.dim, on: .overlay)),
            ], x: line.x + 2, y: line.y, width: line.width - 2)
    }

    private func draw(_ finding: Finding, below rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let theme = state.looks.theme
        let column = finding.column.map { $0 + ": " } ?? ""
        let stop = finding.evidence.hasSuffix("?") ? "" : "."
        let used = surface.write(
            paragraph: column + finding.evidence + stop, in: rect.splitTop(min(3, rect.height)).top,
            style: theme.style(.text, on: .overlay))
        let rest = rect.splitTop(used).rest
        let meant = surface.write(
            paragraph: finding.check?.meaning ?? "", in: rest.splitTop(max(0, rest.height - 1)).top,
            style: theme.style(.dim, on: .overlay))
        guard meant < rest.height, let remedy = state.remedy(of: finding, self) else { return }
        let more = finding.remedies.count > 1 ? "  (\(finding.remedies.count - 1) other)" : ""
        surface.write(
            "Enter \(remedy.title)\(more)", x: rest.x, y: rest.y + meant, style: theme.style(.key, on: .overlay),
            width: rest.width)
    }
}

extension AlertLevel {
    /// How the level looks.
    var role: Role { self == .stop ? .bad : self == .warn ? .warning : .dim }
}

extension WorkbenchState {
    /// One calm line on findings by level, with the key that lists them; nil where there are none.
    func guardLine(_ counts: [AlertLevel: Int]) -> [StyledText]? {
        guard let text = RunRecord.Guarding.sentence(counts), let worst = counts.filter({ $0.value > 0 }).keys.max() else {
            return nil
        }
        return [styled(text, worst.role), styled(" · W", .dim)]
    }

    /// The same for the draft.
    var draftGuardLine: [StyledText] {
        guard draft != nil, table.seen?.profile != nil else { return [] }
        let counts = Dictionary(draftFindings.map { ($0.level, 1) }, uniquingKeysWith: +)
        return [styled("guard ", .dim)] + (guardLine(counts) ?? [styled("nothing found before the fit", .dim)])
    }
}
