import Interface
import Terminal
import TestSupport
import Testing

@Suite struct OverlayTests {
    private let theme = ThemeLibrary.standard
    private let bounds = Rect(Size(80, 24))

    private func rows(_ context: SampleContext = SampleContext()) throws -> [CommandRow] {
        try CommandRegistry(sampleCommands).allRows(in: ["runs", "table"], context: context)
    }

    private func drawn(_ draw: (inout Surface) -> Void) -> [String] {
        var surface = theme.surface(bounds.rectSize, glyphs: .unicode)
        draw(&surface)
        return surface.lines
    }

    @Test func thePaletteFiltersAndChooses() throws {
        var palette = Palette(rows: try rows())
        for key in "resum" { #expect(palette.handle(Key(key)) == .open) }
        #expect(palette.handle("Enter") == .chosen("runs.resume"))
        #expect(palette.handle("Esc") == .cancelled)
        expectGolden(drawn { _ = palette.draw(in: bounds, on: &$0, theme: theme) }, "interface/palette-80x24")
    }

    @Test func thePaletteSaysWhyNot() throws {
        var palette = Palette(rows: try rows())
        palette.paste("compare")
        #expect(palette.handle("Enter") == .open)
        #expect(
            drawn { _ = palette.draw(in: bounds, on: &$0, theme: theme) }.contains { $0.contains("Not now: no run is marked.") })
        for _ in 0..<7 { _ = palette.handle("Backspace") }
        #expect(palette.query.isEmpty)
        #expect(palette.handle("Backspace") == .cancelled)
    }

    @Test func thePaletteAnswersTheMouse() throws {
        var palette = Palette(rows: try rows())
        let lines = drawn { _ = palette.draw(in: bounds, on: &$0, theme: theme) }
        let y = try #require(lines.firstIndex { $0.contains(" resume ") })
        #expect(palette.handle(MouseEvent(.press, at: Point(30, y)), in: bounds) == .chosen("runs.resume"))
        #expect(palette.handle(MouseEvent(.press, at: Point(0, 0)), in: bounds) == .cancelled)
    }

    @Test func helpHasHeadingsAndFiresKeys() throws {
        let all = try CommandRegistry(sampleCommands).rows(in: ["runs", "table"], context: SampleContext(selected: 1))
        var help = HelpView(rows: all, place: "Runs")
        expectGolden(drawn { _ = help.draw(in: bounds, on: &$0, theme: theme) }, "interface/help-80x24")
        #expect(help.handle("↓") == .open)
        #expect(help.handle("Enter") == .chosen("runs.resume"))
        help.paste("first")
        #expect(help.selected?.id == "table.top")
        #expect(help.handle("Esc") == .cancelled)
    }

    @Test func thePickerReportsWhatIsUnderTheCursor() {
        let items = [
            Picker.Item("one", isCurrent: false), Picker.Item("two", detail: "the second", isCurrent: true),
            Picker.Item("three", reason: "not here"),
        ]
        var picker = Picker(title: "themes", items: items)
        #expect(picker.highlighted == 1)
        #expect(picker.handle("↓") == .highlighted(2))
        #expect(picker.handle("Enter") == .open)
        #expect(picker.handle("↓") == .highlighted(0))
        #expect(picker.handle("t") == .highlighted(1))
        expectGolden(drawn { _ = picker.draw(in: bounds, on: &$0, theme: theme) }, "interface/picker-80x24")
        #expect(picker.handle("Enter") == .chosen(1))
        #expect(picker.handle("Esc") == .cancelled)
    }

    @Test func thePromptAnswers() {
        var prompt = Prompt(label: "/", history: LineHistory(["auc>0.8"]))
        #expect(prompt.handle("a") == .highlighted("a"))
        #expect(prompt.handle("↑") == .highlighted("auc>0.8"))
        #expect(prompt.paste(" x") == .highlighted("auc>0.8 x"))
        prompt.remark = Message("12 of 58", .answer)
        let lines = drawn { surface in
            let point = prompt.draw(in: Rect(x: 0, y: 23, width: 80, height: 1), on: &surface, theme: theme)
            #expect(point == Point(12, 23))
        }
        #expect(lines[23].hasPrefix(" / auc>0.8 x") && lines[23].hasSuffix("12 of 58"))
        #expect(prompt.handle("Enter") == .chosen("auc>0.8 x"))
        #expect(prompt.handle("Ctrl-U") == .highlighted(""))
        #expect(prompt.handle("Backspace") == .cancelled)
    }

    @Test func jumpLabelsLeadToTheirPlaces() {
        var few = JumpLabels(places: [Point(0, 0), Point(5, 1)])
        #expect(drawn { few.draw(on: &$0, theme: theme) }[1] == "     s")
        #expect(few.handle("s") == .chosen(1))
        #expect(few.handle("Esc") == .cancelled)
        var many = JumpLabels(places: (0..<60).map { Point($0, 0) })
        #expect(many.handle("s") == .open)
        #expect(many.handle("d") == .chosen(28))
    }

    /// Whatever the size, nothing may fail.
    @Test func overlaysFitEverywhere() throws {
        let palette = Palette(rows: try rows())
        let help = HelpView(rows: try rows(), place: "Runs")
        let picker = Picker(title: "x", items: (0..<40).map { Picker.Item("item \($0)", detail: "日本語") })
        let prompt = Prompt(label: "a long label", text: "text")
        let hint = PrefixHint(pressed: "g", entries: [FooterKey(id: "a", key: "g", title: "first row")])
        for width in [0, 1, 2, 3, 5, 9, 20, 40, 60, 300] {
            for height in [0, 1, 2, 3, 5, 9, 20, 100] {
                let bounds = Rect(Size(width, height))
                var surface = theme.surface(Size(width, height), glyphs: .unicode)
                _ = palette.draw(in: bounds, on: &surface, theme: theme)
                _ = help.draw(in: bounds, on: &surface, theme: theme)
                _ = picker.draw(in: bounds, on: &surface, theme: theme)
                _ = prompt.draw(in: bounds, on: &surface, theme: theme)
                _ = prompt.drawBox(title: "x", in: bounds, on: &surface, theme: theme)
                hint.draw(in: bounds, on: &surface, theme: theme)
                SmallScreen.draw(on: &surface, theme: theme)
            }
        }
    }
}

extension Rect {
    fileprivate var rectSize: Size { Size(width, height) }
}
