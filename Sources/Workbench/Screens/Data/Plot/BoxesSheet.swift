import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// A number by the values of a category: a box plot a row.
struct BoxesSheet: DataSheet {
    static let scope: Scope = "data.boxes"
    static let fills = true

    var place = SheetPlace()
    var rows: RowSelection
    let number: String
    let by: String

    init(number: String, by: String, rows: RowSelection) {
        self.number = number
        self.by = by
        self.rows = rows
    }

    private var question: PlotQuestion { PlotQuestion(x: by, y: number, form: .boxes, rows: rows) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }

    private func reply(_ state: WorkbenchState) -> Reply<PlotQuestion.Answer> { state.data.analyses[question] }

    private func boxes(_ state: WorkbenchState) -> BoxPlots? {
        if case .boxes(let boxes, _) = reply(state).answer { boxes } else { nil }
    }

    func crumb(_ state: WorkbenchState) -> String { "\(number) by \(by)" }

    func remark(_ state: WorkbenchState) -> String {
        guard let boxes = boxes(state) else { return "" }
        let others = boxes.others > 0 ? ", \(Figures.count(boxes.others)) rarer ones not shown" : ""
        return "\(boxes.boxes.count) values\(others)"
    }

    func column(_ state: WorkbenchState) -> Int? { state.table.seen?.table.index(of: number) }

    /// The rows of the category under the cursor, or of all that are marked.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        guard let boxes = boxes(state)?.boxes else { return nil }
        var chosen = place.marked.sorted().filter { boxes.indices.contains($0) }
        if chosen.isEmpty, boxes.indices.contains(place.table.cursor) { chosen = [place.table.cursor] }
        guard !chosen.isEmpty else { return nil }
        return RowsSheet(rows.and(RowFilter.any(chosen.map { RowFilter.term(by, "=", boxes[$0].label) })))
    }

    // MARK: Drawing

    /// The table above the axis of the boxes and the line of the test.
    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect { rect.splitTop(max(0, rect.height - 4)).top }

    private func plotWidth(_ width: Int) -> Int { max(16, width - 64) }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let boxes = boxes(state), let range = boxes.range else { return nil }
        let width = plotWidth(size.width)
        let column = state.table.seen?.table[number]
        func text(_ value: Double) -> String {
            column?.kind == .date ? column?.text(of: value) ?? "" : Figures.shortest(value, 4)
        }
        return TableView(
            columns: [
                TableColumn(by, .left, minimum: 10, ideal: 20, priority: 9), TableColumn("rows", .right, minimum: 9, priority: 7),
                TableColumn("", .left, minimum: width, ideal: width, priority: 8),
                TableColumn("median", .right, minimum: 8, priority: 6), TableColumn("mean", .right, minimum: 8, priority: 4),
                TableColumn("outside", .right, minimum: 8, priority: 3),
            ], rows: boxes.boxes.count, isFocused: isFocused, emptyText: "No value has both.", style: state.looks.table,
            isMarked: { isMarked($0, state) }
        ) { row, column in
            let box = boxes.boxes[row]
            switch column {
            case 0: return [state.styled(box.label)]
            case 1: return [state.styled(Figures.count(box.count), .dim)]
            case 2: return BoxStrip(box, range: range).row(width: width, looks: state.looks)
            case 3: return [state.styled(text(box.quartiles[1]), .strong)]
            case 4: return [state.styled(text(box.mean), .dim)]
            default: return [state.styled(box.outliers == 0 ? "" : Figures.count(box.outliers), .dim)]
            }
        }
    }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard let answer = state.answer(reply(state), in: rect, on: &surface) else { return }
        guard case .boxes(let boxes, let test) = answer else { return }
        let place = tableRect(in: rect, state)
        let view = table(Size(place.width, place.height), isFocused: isFocused, state)
        view?.draw(on: &surface, in: place, state: self.place.table)
        let below = min(place.maxY, place.y + 1 + boxes.boxes.count)
        if let range = boxes.range, let span = view?.columnSpan(2, in: place, state: self.place.table) {
            var axis = AxisLine(range, style: state.looks.chart)
            axis.axis.scale = state.table.seen?.table[number]?.kind == .date ? .date : .linear
            axis.draw(on: &surface, x: span.lowerBound, y: below, width: span.count)
        }
        guard let test, rect.height > 8 else { return }
        surface.write(test.spans(state), x: rect.x + 1, y: rect.maxY - 1, width: rect.width - 2)
    }
}

extension BoxPlots {
    /// What all whiskers and the furthest values lie in.
    fileprivate var range: ClosedRange<Double>? {
        let lows = boxes.map { min($0.whiskers.lowerBound, $0.furthest.min() ?? .infinity) }
        let highs = boxes.map { max($0.whiskers.upperBound, $0.furthest.max() ?? -.infinity) }
        guard let low = lows.min(), let high = highs.max(), low.isFinite, high.isFinite else { return nil }
        return high > low ? low...high : (low - 0.5)...(low + 0.5)
    }
}
