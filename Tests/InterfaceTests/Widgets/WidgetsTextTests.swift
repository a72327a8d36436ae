import Interface
import Terminal
import Testing

@Suite struct WidgetsTextTests {
    @Test func blocksBreakAtWordsAndScroll() {
        let block = TextBlock([StyledText("one two three four", .plain), StyledText("", .plain), StyledText("five", .plain)])
        var surface = Surface(Size(9, 3))
        #expect(block.draw(on: &surface, in: surface.bounds) == 5)
        #expect(surface.lines == ["one two", "three", "four"])
        surface = Surface(Size(9, 3))
        block.draw(on: &surface, in: surface.bounds, offset: 99)
        #expect(surface.lines == ["four", "", "five"])
    }

    @Test func keysAndValuesStandInColumns() {
        let list = KeyValueList(
            [.init("missing", [StyledText("11", .plain)]), .init("mean ± sd", [StyledText("32.4 ± 24.6", .plain)])],
            keyStyle: .plain)
        var surface = Surface(Size(30, 3))
        #expect(list.draw(on: &surface, in: surface.bounds) == 2)
        #expect(surface.lines == ["missing    11", "mean ± sd  32.4 ± 24.6", ""])
    }

    @Test func listsMoveAndAnswerTheMouse() {
        let list = ListView(rows: 20) { [StyledText("line \($0)", .plain)] }
        var state = TableState()
        for _ in 0..<6 { #expect(list.handle("j", state: &state, height: 4)) }
        var surface = Surface(Size(20, 4))
        list.draw(on: &surface, in: surface.bounds, state: state)
        #expect(surface.lines.map { $0.prefix(6) } == ["line 3", "line 4", "line 5", "line 6"])
        #expect(list.hit(Point(2, 1), in: surface.bounds, state: state) == 4)
    }
}
