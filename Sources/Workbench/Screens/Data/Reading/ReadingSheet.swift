import Experiments
import Interface
import Recipes
import Tabular
import Terminal

/// How the file was read: what was found out or said of it, a line each, to be changed by a key.
struct ReadingSheet: DataSheet {
    static let scope: Scope = "data.reading"

    var place = SheetPlace()
    var rows = RowSelection.all

    func crumb(_ state: WorkbenchState) -> String { "how it was read" }

    func remark(_ state: WorkbenchState) -> String {
        let said = ReadingSetting.all.count { !$0.values(state.project.reading).isEmpty } + state.project.reading.dateOrders.count
        return said == 0 ? "all of it found out" : "\(said) said, the rest found out"
    }

    /// The settings of the whole file, then the columns of dates whose order could be another.
    func lines(_ state: WorkbenchState) -> [ReadingLine] {
        let dates = state.table.seen?.table.decisions.dates ?? [:]
        let said = Set(state.project.reading.dateOrders.keys)
        let open = Set(dates.filter { $0.value.isAmbiguous }.keys).union(said)
        return ReadingSetting.all.map { .setting($0.name) } + open.sorted().map { .dates($0) }
    }

    /// The line under the cursor.
    func line(_ state: WorkbenchState) -> ReadingLine? {
        let lines = lines(state)
        return lines.indices.contains(place.table.cursor) ? lines[place.table.cursor] : nil
    }

    /// The table above, the whole sentence on the line under the cursor below it.
    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect {
        rect.height >= 14 ? rect.splitTop(rect.height - 3).top : rect
    }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        let place = tableRect(in: rect, state)
        table(Size(place.width, place.height), isFocused: isFocused, state)?.draw(
            on: &surface, in: place, state: self.place.table)
        guard place != rect, let line = line(state) else { return }
        let below = Rect(x: rect.x + 1, y: place.maxY + 1, width: rect.width - 2, height: rect.maxY - place.maxY - 1)
        surface.write(paragraph: line.sentence, in: below, style: state.looks[.dim])
    }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        let lines = lines(state)
        let reading = state.project.reading
        let decisions = state.table.seen?.table.decisions
        let columns = [
            TableColumn("what", .left, minimum: 12, ideal: 16, maximum: 30, priority: 9),
            TableColumn("read as", .left, minimum: 10, ideal: 20, maximum: 30, priority: 8),
            TableColumn("because", .left, minimum: 10, ideal: 12, priority: 7),
            TableColumn("", .left, minimum: 20, ideal: 60, maximum: 110, priority: 1),
        ]
        return TableView(columns: columns, rows: lines.count, isFocused: isFocused, style: state.looks.table) { row, column in
            let line = lines[row]
            let said = line.said(in: reading)
            switch column {
            case 0: return [state.styled(line.title)]
            case 1:
                let value = said.isEmpty ? decisions.map { line.found(in: $0) } ?? "" : said.joined(separator: " ")
                return [state.styled(value, said.isEmpty ? .text : .accent)]
            case 2: return [state.styled(said.isEmpty ? "found out" : "you said so", .dim)]
            default: return [state.styled(line.sentence, .dim)]
            }
        }
    }

    var survivesTable: Bool { true }
}
