import Interface
import Recipes
import Tabular

extension ColumnSheet {
    static var commands: [AppCommand] {
        [
            AppCommand(
                "column.open", "rows behind", "Opens the rows behind the line under the cursor, or does what an alert proposes.",
                keys: ["Enter"], scopes: [scope], category: "Column page", priority: 75,
                availability: { state in
                    guard let sheet = state.focusedSheet as? ColumnSheet else { return .available }
                    return sheet.alert(state) == nil && sheet.opened(state) == nil
                        ? .unavailable("there are no rows behind this line") : .available
                }
            ) { state in
                guard let alert = (state.focusedSheet as? ColumnSheet)?.alert(state) else { return state.openUnderCursor() }
                guard let remedy = state.remedyInForce(alert) ?? alert.remedies.first else {
                    state.say("nothing to do by a key: it is told so that you know", .answer)
                    return []
                }
                return state.apply(remedy)
            },
            moved("column.left", "bin left", "Moves to the bin at the left.", "Left", by: -1, priority: 0),
            moved("column.right", "bin right", "Moves to the bin at the right.", "Right", by: 1, priority: 0),
            moved("column.far_left", "ten bins left", "Moves ten bins to the left.", "Shift-Left", by: -10, priority: 0),
            moved("column.far_right", "ten bins right", "Moves ten bins to the right.", "Shift-Right", by: 10, priority: 0),
            AppCommand(
                "column.fewer", "fewer bins", "Counts in fewer bins.", keys: ["["], scopes: [scope], category: "Column page",
                priority: 66, availability: isBinned
            ) { $0.changeBins(by: -1) },
            AppCommand(
                "column.more", "more bins", "Counts in more bins.", keys: ["]"], scopes: [scope], category: "Column page",
                priority: 65, availability: isBinned
            ) { $0.changeBins(by: 1) },
            AppCommand(
                "column.log", "log counts", "Makes bars as high as the logarithm of their counts, or as the counts again.",
                keys: ["l"], scopes: [scope], category: "Column page", priority: 64
            ) { state in
                state.change(ColumnSheet.self) { $0.isLogarithmic.toggle() }
                return []
            },
        ]
    }

    private static let isBinned: @Sendable (WorkbenchState) -> Availability = { state in
        (state.focusedSheet as? ColumnSheet)?.isBinned == true
            ? .available : .unavailable("each value has a bar of its own here")
    }

    private static func moved(
        _ id: String, _ title: String, _ summary: String, _ key: KeySequence, by step: Int, priority: Int
    ) -> AppCommand {
        AppCommand(
            id, title, summary, keys: [key], scopes: [scope], category: "Column page", priority: priority
        ) { $0.moveBin(by: step) }
    }
}

extension WorkbenchState {
    /// Moves the cursor of the page's histogram, and to the line that tells of its bin.
    fileprivate mutating func moveBin(by step: Int) -> [Effect] {
        guard let sheet = focusedSheet as? ColumnSheet, let table = sheet.counts(self).answer else { return [] }
        let bars = sheet.bars(table)
        guard let now = sheet.currentBin(bars) else { return [] }
        change(ColumnSheet.self) { sheet in
            sheet.bin = min(max(now + step, 0), bars.count - 1)
            sheet.place.table.cursor = 0
            sheet.place.table.top = 0
        }
        return []
    }

    /// Another number of bins; the cursor stays at its place along the axis.
    fileprivate mutating func changeBins(by step: Int) -> [Effect] {
        let state = self
        change(ColumnSheet.self) { sheet in
            let before = sheet.bins(state)
            sheet.widthChoice = min(max(sheet.widthChoice + step, 0), ColumnSheet.widths.count - 1)
            sheet.bin = sheet.bin.map { ($0 * 2 + 1) * sheet.bins(state) / (2 * max(1, before)) }
        }
        return []
    }
}
