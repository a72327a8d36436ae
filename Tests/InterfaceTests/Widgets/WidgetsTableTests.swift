import Terminal
import TestSupport
import Testing

@testable import Interface

@Suite struct WidgetsTableTests {
    private func table(rows: Int, overflow: TableView.Overflow = .drop, selection: TableView.Selection = .row) -> TableView {
        TableView(
            columns: [
                TableColumn("run", .right, ideal: 4, priority: 9),
                TableColumn("what changed", minimum: 6, ideal: 14, maximum: 40, priority: 8),
                TableColumn("auc", .right, ideal: 6, priority: 7, sort: .init(1, descending: true)),
                TableColumn("fit", .right, ideal: 6, priority: 1),
            ], rows: rows, selection: selection, overflow: overflow
        ) { row, column in
            [StyledText(column == 1 ? "learning_rate of row \(row)" : "\(row * 10 + column)", .plain)]
        }
    }

    private func drawn(_ table: TableView, _ width: Int, _ height: Int, _ state: TableState = TableState()) -> [String] {
        var surface = Surface(Size(width, height))
        table.draw(on: &surface, in: surface.bounds, state: state)
        return surface.lines
    }

    @Test func columnsStretchAndAlign() {
        #expect(
            drawn(table(rows: 2), 44, 3) == [
                " run  what changed              auc▼     fit",
                "   0  learning_rate of row 0       2       3", "  10  learning_rate of row 1      12      13",
            ])
    }

    @Test func narrowTablesCutTextThenDropColumns() {
        let lines = drawn(table(rows: 1), 22, 2)
        #expect(lines[0].hasPrefix(" run  what"))
        #expect(!lines[0].contains("fit"))
        #expect(lines[1].contains("…"))
    }

    @Test func theCostIsThatOfVisibleCells() {
        var asked: [Int] = []
        let table = TableView(columns: [TableColumn("a"), TableColumn("b")], rows: 1_000_000_000) { row, _ in
            asked.append(row)
            return [StyledText("x", .plain)]
        }
        _ = drawn(table, 30, 11, TableState(cursor: 500_000_000, top: 499_999_995))
        #expect(asked.count == 20)
        #expect(asked.min() == 499_999_995 && asked.max() == 500_000_004)
    }

    @Test func movementKeepsTheCursorInSight() {
        var random = SeededGenerator(seed: 4)
        let keys: [Key] = [
            "Up", "Down", "Left", "Right", "h", "j", "k", "l", "g", "G", "Ctrl-D", "Ctrl-U", "PageUp", "PageDown", "0", "$",
            "Home", "End",
        ]
        for overflow in [TableView.Overflow.drop, .scroll] {
            var state = TableState()
            for _ in 0..<3000 {
                let rows = Int.random(in: 0...60, using: &random)
                let table = table(rows: rows, overflow: overflow, selection: .cell)
                let size = Size(Int.random(in: 1...40, using: &random), Int.random(in: 1...12, using: &random))
                let key = keys.randomElement(using: &random) ?? "j"
                #expect(table.handle(key, state: &state, size: size))
                let page = max(1, table.page(height: size.height))
                #expect(state.cursor >= 0 && state.cursor < max(1, rows))
                #expect(state.column >= 0 && state.column < 4)
                #expect(state.top >= 0 && state.top <= state.cursor && state.cursor < state.top + page)
                #expect(rows < page || state.top + page <= rows)
                if overflow == .scroll, size.width > 14 {
                    #expect(table.placed(width: table.seenWidth(size), state: state).contains { $0.column == state.column })
                }
                _ = drawn(table, size.width, size.height, state)
            }
        }
    }

    @Test func keysMoveAsTheyAreNamed() {
        var state = TableState()
        func press(_ key: Key) -> Int {
            _ = state.handle(key, rows: 100, columns: 0, page: 11)
            return state.cursor
        }
        #expect(press("j") == 1)
        #expect(press("PageDown") == 11)
        #expect(press("Ctrl-D") == 16)
        #expect(press("G") == 99)
        #expect(press("Ctrl-U") == 94)
        #expect(press("g") == 0)
        #expect(state.handle("Left", rows: 100, columns: 0, page: 11) == false)
        #expect(state.handle("R", rows: 100, columns: 0, page: 11) == false)
    }

    @Test func theCursorPassesOverRules() {
        var table = table(rows: 5)
        table.kind = { $0 == 0 || $0 == 2 || $0 == 4 ? .rule("no difference") : .cells }
        var state = TableState(cursor: 1)
        let size = Size(40, 8)
        _ = table.handle("j", state: &state, size: size)
        #expect(state.cursor == 3)
        _ = table.handle("j", state: &state, size: size)
        #expect(state.cursor == 3)
        _ = table.handle("g", state: &state, size: size)
        #expect(state.cursor == 1)
        #expect(drawn(table, 40, 8, state)[3].contains("┄┄ no difference ┄┄"))
    }

    @Test func frozenColumnsStayWhenOthersScroll() {
        var table = table(rows: 1, overflow: .scroll, selection: .cell)
        table.frozen = 1
        var state = TableState()
        let size = Size(24, 3)
        _ = table.handle("$", state: &state, size: size)
        #expect(state.column == 3)
        let lines = drawn(table, 24, 3, state)
        #expect(lines[0].contains("run") && lines[0].contains("fit") && !lines[0].contains("what"))
        _ = table.handle("0", state: &state, size: size)
        _ = table.handle("l", state: &state, size: size)
        #expect(drawn(table, 24, 3, state)[0].contains("what changed"))
    }

    @Test func theMouseFindsRowsAndTitles() {
        let table = table(rows: 100)
        let rect = Rect(x: 5, y: 2, width: 44, height: 11)
        let state = TableState(cursor: 30, top: 25)
        #expect(table.hit(Point(6, 2), in: rect, state: state) == .header(column: 0))
        #expect(table.hit(Point(6, 3), in: rect, state: state) == .cell(row: 25, column: 0))
        #expect(table.hit(Point(14, 12), in: rect, state: state) == .cell(row: 34, column: 1))
        #expect(table.hit(Point(4, 3), in: rect, state: state) == nil)
        #expect(table.hit(Point(48, 3), in: rect, state: state) == nil)
    }

    @Test func marksGroupsAndSelectionAreSeen() {
        var table = table(rows: 3)
        table.kind = { $0 == 0 ? .group("account") : .cells }
        table.mark = { $0 == 1 ? StyledText("◆", .plain) : nil }
        table.isMarked = { $0 == 2 }
        var surface = Surface(Size(50, 4))
        table.draw(on: &surface, in: surface.bounds, state: TableState(cursor: 1))
        #expect(surface.lines[1] == "account")
        #expect(surface.lines[2].hasPrefix("◆"))
        #expect(surface[49, 2].style.attributes.contains(.reverse))
        #expect(surface[10, 3].style.attributes.contains(.bold))
        #expect(!surface[10, 3].style.attributes.contains(.reverse))
    }

    @Test func noRowsSaySo() {
        var table = table(rows: 0)
        table.emptyText = "No runs yet. R trains what you see."
        #expect(drawn(table, 60, 5).contains(" No runs yet. R trains what you see."))
    }
}
