import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// A number over time: its median in stretches of equal length, with the quartiles as a band.
struct TimeSheet: DataSheet {
    static let scope: Scope = "data.time"
    static let fills = true

    var place = SheetPlace()
    var rows: RowSelection
    let number: String
    let date: String
    var choice = 2
    /// The stretch under the cursor; nil is the last with rows.
    var stretch: Int?

    static let choices = [6, 12, 24, 48, 96, 192]

    init(number: String, date: String, rows: RowSelection) {
        self.number = number
        self.date = date
        self.rows = rows
    }

    var stretches: Int { Self.choices[min(max(choice, 0), Self.choices.count - 1)] }

    private var question: PlotQuestion {
        PlotQuestion(x: date, y: number, form: .time(stretches: stretches), rows: rows)
    }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }

    private func reply(_ state: WorkbenchState) -> Reply<PlotQuestion.Answer> { state.data.analyses[question] }

    func time(_ state: WorkbenchState) -> QuantilesOverTime? {
        if case .time(let time) = reply(state).answer { time } else { nil }
    }

    func crumb(_ state: WorkbenchState) -> String { "\(number) over \(date)" }

    func remark(_ state: WorkbenchState) -> String {
        time(state).map { "median and middle half of \(Figures.count($0.rows)) rows in \(stretches) stretches" } ?? ""
    }

    func column(_ state: WorkbenchState) -> Int? { state.table.seen?.table.index(of: number) }

    func current(_ time: QuantilesOverTime) -> Int? {
        if let stretch { return min(max(stretch, 0), time.stretches.count - 1) }
        return time.stretches.lastIndex { $0.count > 0 }
    }

    /// The rows of the stretch under the cursor.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let time = time(state), let place = current(time), time.stretches[place].count > 0,
            let column = state.table.seen?.table[date]
        else { return nil }
        let isLast = place == time.stretches.count - 1
        return RowsSheet(rows.and(RowFilter.within(time.stretches[place].span, of: column, isLast: isLast)))
    }

    static var commands: [AppCommand] {
        [
            moved("time.left", "earlier", "Moves to the stretch of time before.", "Left", by: -1),
            moved("time.right", "later", "Moves to the next stretch of time.", "Right", by: 1),
            moved("time.far_left", "ten earlier", "Moves ten stretches back.", "Shift-Left", by: -10),
            moved("time.far_right", "ten later", "Moves ten stretches on.", "Shift-Right", by: 10),
            divided("time.fewer", "longer stretches", "Divides the time into half as many stretches.", "[", by: -1),
            divided("time.more", "shorter stretches", "Divides the time into twice as many stretches.", "]", by: 1),
        ]
    }

    private static func moved(_ id: String, _ title: String, _ summary: String, _ key: KeySequence, by step: Int) -> AppCommand {
        AppCommand(id, title, summary, keys: [key], scopes: [scope], category: "Plots") { state in
            guard let sheet = state.focusedSheet as? TimeSheet, let time = sheet.time(state), let now = sheet.current(time)
            else { return [] }
            state.change(TimeSheet.self) { $0.stretch = min(max(now + step, 0), time.stretches.count - 1) }
            return []
        }
    }

    private static func divided(
        _ id: String, _ title: String, _ summary: String, _ key: KeySequence, by step: Int
    ) -> AppCommand {
        AppCommand(id, title, summary, keys: [key], scopes: [scope], category: "Plots", priority: 60) { state in
            state.change(TimeSheet.self) { sheet in
                let before = sheet.stretches
                sheet.choice = min(max(sheet.choice + step, 0), choices.count - 1)
                sheet.stretch = sheet.stretch.map { ($0 * 2 + 1) * sheet.stretches / (2 * before) }
            }
            return []
        }
    }

    // MARK: Drawing

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let answer = state.answer(reply(state), in: rect, on: &surface) else { return }
        guard case .time(let time) = answer else { return }
        let (picture, line) = rect.splitTop(max(0, rect.height - 1))
        draw(time, in: picture.inset(1, 0), on: &surface, state)
        surface.write(readout(time, state), x: line.x + 1, y: line.y, width: line.width - 2)
    }

    private func draw(_ time: QuantilesOverTime, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let there = time.stretches.filter { $0.count > 0 }
        let middles = there.map { $0.span.lowerBound / 2 + $0.span.upperBound / 2 }
        var chart = LineChart(
            [
                Series(
                    "median", x: middles, y: there.map { $0.quartiles[1] },
                    band: .init(low: there.map { $0.quartiles[0] }, high: there.map { $0.quartiles[2] }))
            ], x: Axis(scale: .date), y: Axis(number), labelsEnds: false, style: state.looks.chart)
        if let place = current(time) {
            chart.crosshair = time.stretches[place].span.lowerBound / 2 + time.stretches[place].span.upperBound / 2
        }
        chart.draw(on: &surface, in: rect)
    }

    private func readout(_ time: QuantilesOverTime, _ state: WorkbenchState) -> [StyledText] {
        guard let place = current(time), let column = state.table.seen?.table[date] else { return [] }
        let stretch = time.stretches[place]
        let span = "\(column.text(of: stretch.span.lowerBound)) to \(column.text(of: stretch.span.upperBound))"
        let rows = "   \(Figures.count(stretch.count)) rows"
        guard stretch.count > 0 else { return [state.styled(span, .strong), state.styled(rows, .dim)] }
        return [
            state.styled(span, .strong), state.styled(rows), state.styled("   median ", .dim),
            state.styled(Figures.shortest(stretch.quartiles[1], 4)), state.styled("   middle half ", .dim),
            state.styled(
                "\(Figures.shortest(stretch.quartiles[0], 4)) to \(Figures.shortest(stretch.quartiles[2], 4))"),
        ]
    }
}
