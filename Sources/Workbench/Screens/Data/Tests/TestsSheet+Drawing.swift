import Charts
import Interface
import Recipes
import Statistics
import Tabular
import Terminal

extension TestsSheet {
    /// The table above, a few lines on the column under the cursor below it.
    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect {
        rect.height >= 15 ? rect.splitTop(rect.height - 7).top : rect
    }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let answer = reply(state).answer else { return nil }
        let rows = shown(state)
        let strip = min(41, max(13, size.width - 99))
        let signals = Dictionary(answer.missing.map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
        let nameWidth = min(28, max(10, rows.map { TerminalText.columns(of: $0.column) }.max() ?? 10))
        return TableView(
            columns: [
                TableColumn("column", .left, minimum: 8, ideal: nameWidth, priority: 9),
                TableColumn("effect", .left, minimum: 10, ideal: 10, priority: 8),
                TableColumn("size", .right, minimum: 6, ideal: 6, priority: 8),
                TableColumn(
                    "\(state.looks.glyphs.minus)1" + centred("0", strip - 3) + "1", .left, minimum: strip, ideal: strip,
                    priority: 6),
                TableColumn("test", .left, minimum: 14, ideal: 14, priority: 5),
                TableColumn("statistic", .right, minimum: 10, ideal: 10, priority: 2),
                TableColumn("p", .right, minimum: 8, ideal: 8, priority: 3),
                TableColumn("p adjusted", .right, minimum: 10, ideal: 10, priority: 7),
                TableColumn("missing p", .right, minimum: 9, ideal: 9, priority: 4),
            ], rows: rows.count, isFocused: isFocused, emptyText: "No column matches.", style: state.looks.table
        ) { row, column in
            let test = rows[row]
            let result = test.choice.result
            let isFound = test.adjusted < 0.05
            switch column {
            case 0: return [state.styled(test.column, state.draft?.feature(test.column) == nil ? .dim : .text)]
            case 1: return [state.styled(result.effect?.sizeWord ?? "none", isFound ? .text : .dim)]
            case 2: return [state.styled(result.effect.map { Figures.fixed($0.value, 3) } ?? "", isFound ? .text : .dim)]
            case 3: return result.effect.map { EffectText.strip($0, width: strip, looks: state.looks) } ?? []
            case 4: return [state.styled(test.choice.method.rawValue, .dim)]
            case 5: return [state.styled(result.isMade ? Figures.shortest(result.statistic, 4) : "", .dim)]
            case 6: return [state.styled(result.isMade ? Figures.probability(result.p) : "", .dim)]
            case 7: return [state.styled(test.adjusted.isNaN ? "" : Figures.probability(test.adjusted), isFound ? .text : .dim)]
            default:
                guard let signal = signals[test.column], !signal.adjusted.isNaN else { return [] }
                return [state.styled(Figures.probability(signal.adjusted), signal.isInformative ? .accent : .dim)]
            }
        }
    }

    private func centred(_ text: String, _ width: Int) -> String {
        let left = max(0, (width - text.count) / 2)
        return String(repeating: " ", count: left) + text + String(repeating: " ", count: max(0, width - text.count - left))
    }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let answer = state.answer(reply(state), in: rect, on: &surface) else { return }
        let place = tableRect(in: rect, state)
        table(Size(place.width, place.height), isFocused: isFocused, state)?.draw(
            on: &surface, in: place, state: self.place.table)
        guard place != rect, let current = current(state) else { return }
        draw(current, answer, in: Rect(x: rect.x, y: place.maxY, width: rect.width, height: 7), on: &surface, state)
    }

    private func draw(
        _ row: TargetTests.Row, _ answer: TargetTestsQuestion.Answer, in rect: Rect, on surface: inout Surface,
        _ state: WorkbenchState
    ) {
        surface.horizontalLine(x: rect.x, y: rect.y, width: rect.width, style: state.looks[.frame])
        let inside = Rect(x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 1)
        for (index, line) in lines(row, answer, state).prefix(inside.height).enumerated() {
            surface.write(line.0, x: inside.x, y: inside.y + index, style: state.looks[.dim], width: 10)
            surface.write(line.1, x: inside.x + 11, y: inside.y + index, width: inside.width - 11)
        }
    }

    /// What is told of the column under the cursor.
    private func lines(
        _ row: TargetTests.Row, _ answer: TargetTestsQuestion.Answer, _ state: WorkbenchState
    ) -> [(String, [StyledText])] {
        let result = row.choice.result
        var lines = row.choice.reason.split(separator: "; ").prefix(2).enumerated().map { place, part in
            (place == 0 ? "why" : "", [state.styled(String(part), place == 0 ? .text : .dim)])
        }
        if let effect = result.effect {
            let interval = effect.interval.map { "  " + Figures.interval($0, 3) } ?? ""
            lines.append(
                (
                    "effect",
                    [
                        state.styled("\(effect.name) \(Figures.fixed(effect.value, 3))"), state.styled(interval, .dim),
                        state.styled("   \(effect.sizeWord)", .dim),
                    ]
                ))
            lines.append(("rows", needed(effect, result.n, state)))
        }
        if let signal = answer.signal(of: row.column) {
            let words =
                signal.adjusted.isNaN
                ? "cannot be tested"
                : signal.isInformative ? "says something of the target" : "says nothing of the target"
            lines.append(
                (
                    "missing",
                    [
                        state.styled("\(Figures.count(signal.missing)) rows; that they are missing "),
                        state.styled(words, signal.isInformative ? .accent : .text),
                        state.styled(signal.adjusted.isNaN ? "" : " (p adjusted \(Figures.probability(signal.adjusted)))", .dim),
                    ]
                ))
        } else {
            lines.append(("missing", [state.styled("none", .dim)]))
        }
        if let note = result.notes.first { lines.append(("note", [state.styled(note, .dim)])) }
        return lines
    }

    /// How many rows would see such an effect, beside those that are there.
    private func needed(_ effect: EffectSize, _ rows: Int, _ state: WorkbenchState) -> [StyledText] {
        var share = 0.5
        if let target = state.draft?.target, let positive = target.positive,
            let profile = state.table.seen?.profile?[target.column],
            let count = profile.top.first(where: { $0.value == positive })?.count
        {
            share = Double(count) / Double(max(1, profile.top.reduce(0) { $0 + $1.count }))
        }
        guard let needed = Power.rows(for: effect, share: share) else {
            return [state.styled("\(Figures.count(rows)) were tested", .dim)]
        }
        return [
            state.styled("about \(Figures.count(needed)) see such an effect in four of five samples"),
            state.styled("; \(Figures.count(rows)) were tested", needed > rows ? .warning : .dim),
        ]
    }
}
