import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension FrequencySheet {
    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard state.answer(reply(state), in: rect, on: &surface) != nil else { return }
        table(Size(rect.width, rect.height), isFocused: isFocused, state)?.draw(on: &surface, in: rect, state: place.table)
    }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let table = reply(state).answer else { return nil }
        let places = shown(table)
        let values = state.table.seen?.table[column]
        let widest = valueWidth(table, places, of: values)
        let glyphs = state.looks.glyphs
        let largest = Double(table.largest)
        let range = table.targetRange
        // Fixed, so that a full bar is as long as its column.
        let barWidth = min(24, max(6, (size.width - 40) / 4))
        let stripWidth = min(40, max(12, size.width - 74 - barWidth))
        let valueSort: TableColumn.Sort? = order == .value ? .init(1, descending: false) : nil
        let countSort: TableColumn.Sort? = order == .count && !isBinned ? .init(1, descending: true) : nil
        var columns = [
            TableColumn(
                column, .left, minimum: min(isBinned ? 24 : 18, widest), ideal: widest, maximum: 40,
                priority: 9, sort: valueSort),
            TableColumn("rows", .right, minimum: 7, ideal: 9, priority: 8, sort: countSort),
            TableColumn("share", .right, minimum: 7, priority: 7),
            TableColumn("", .left, minimum: barWidth, ideal: barWidth, priority: 4),
        ]
        if table.target != nil {
            let isDate = state.draft.flatMap { state.table.seen?.table[$0.target.column] }?.kind == .date
            let title = state.draft.map { $0.target.positive.map { "is \($0)" } ?? $0.target.column } ?? "target"
            columns += [
                TableColumn(
                    title, .right, minimum: 8, ideal: max(10, title.count), priority: 6,
                    sort: order == .target ? .init(1, descending: true) : nil),
                TableColumn("95 %", .left, minimum: 15, ideal: isDate ? 24 : 17, priority: 2),
                TableColumn("", .left, minimum: stripWidth, ideal: stripWidth, priority: 3),
            ]
        }
        let classColumns = columns.count
        columns += table.classes.enumerated().map { place, name in
            // Classes that are rarer give way first.
            TableColumn(
                name, .right, minimum: 7, ideal: min(14, max(7, TerminalText.columns(of: name))), priority: 6 - place,
                sort: order == .target && place == 0 ? .init(1, descending: true) : nil)
        }
        return TableView(
            columns: columns, rows: places.count, isFocused: isFocused, emptyText: "No value is here.", style: state.looks.table,
            isMarked: { isMarked($0, state) }
        ) { row, column in
            let entry = table.entries[places[row]]
            switch column {
            case 0: return [entry.label(values).map { state.styled($0) } ?? state.styled("missing", .missing)]
            case 1: return [state.styled(Figures.count(entry.count))]
            case 2: return [state.styled(Figures.percent(Double(entry.count) / Double(max(1, table.rows)), 1), .dim)]
            case 3: return [state.styled(Bar.text(Double(entry.count) / largest, width: barWidth, glyphs: glyphs), .bar)]
            case classColumns...: return Self.share(of: column - classColumns, entry, table, state)
            case 4: return [state.styled(entry.target.map { state.targetText($0.mean, digits: 5) } ?? "")]
            case 5: return [state.styled(entry.target?.interval.map { state.targetText($0) } ?? "", .dim)]
            default:
                guard let target = entry.target, let all = table.target, let range else { return [] }
                return IntervalStrip(
                    mean: target.mean, interval: target.interval, reference: all.mean, range: range
                ).row(width: stripWidth, looks: state.looks)
            }
        }
    }

    /// The share of a class: loud where its interval leaves the share in all rows out, and loudest where it says most.
    private static func share(
        of place: Int, _ entry: FrequencyTable.Entry, _ table: FrequencyTable, _ state: WorkbenchState
    ) -> [StyledText] {
        guard let share = table.share(ofClass: place, in: entry) else { return [] }
        let isApart = share.interval.map { !$0.contains(table.share(ofClass: place)) } ?? false
        let isMost = table.mostTelling(entry)?.place == place
        return [state.styled(Figures.percent(share.mean, 1), isApart ? isMost ? .accent : .text : .dim)]
    }

    private func valueWidth(_ table: FrequencyTable, _ places: [Int], of values: Column?) -> Int {
        let longest = places.prefix(100).reduce(8) {
            max($0, TerminalText.columns(of: table.entries[$1].label(values) ?? "missing"))
        }
        return min(40, max(longest, TerminalText.columns(of: column) + 2))
    }

}

extension FrequencyTable {
    /// What all means and intervals lie in; nil without a target.
    fileprivate var targetRange: ClosedRange<Double>? {
        guard let target else { return nil }
        var (least, most) = (target.mean, target.mean)
        for entry in entries {
            guard let mean = entry.target else { continue }
            // The interval of a handful of rows would squeeze all others.
            least = min(least, mean.mean)
            most = max(most, mean.mean)
            guard mean.rows >= 10, let interval = mean.interval else { continue }
            least = min(least, interval.lowerBound)
            most = max(most, interval.upperBound)
        }
        return least < most && least.isFinite && most.isFinite ? least...most : nil
    }
}

extension FrequencyTable.Entry {
    /// The value, or the ends of the bin as the column writes its values; nil where it is missing.
    fileprivate func label(_ column: Column?) -> String? {
        guard let bin else { return value }
        return column?.spanText(bin, digits: 5)
    }
}
