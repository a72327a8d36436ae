import Interface
import Terminal
import Testing

@Suite struct ChromeTests {
    private let theme = ThemeLibrary.standard
    private let tabs = ["Data", "Features", "Model", "Train", "Runs", "Compare"].enumerated()
        .map { TabLine.Tab(key: String($0 + 1), title: $1) }

    private func line(_ width: Int, _ draw: (Rect, inout Surface) -> Void) -> String {
        var surface = theme.surface(Size(width, 1), glyphs: .unicode)
        draw(surface.bounds, &surface)
        return surface.lines[0]
    }

    @Test func theTopLineGivesWayStepByStep() {
        let top = TabLine(project: "churn", tabs: tabs, current: 3, work: "◐ 1 running 61 %  0:02 left")
        #expect(
            line(120) { top.draw(in: $0, on: &$1, theme: theme) }
                == " assay · churn         1 Data   2 Features   3 Model   4 Train   5 Runs   6 Compare         ◐ 1 running 61 %  0:02 left"
        )
        for width in [60, 80, 100, 200] {
            let text = line(width) { top.draw(in: $0, on: &$1, theme: theme) }
            #expect(text.contains("4 Train") && text.hasSuffix("0:02 left"), "\(width): \(text)")
        }
    }

    @Test func tabsAnswerTheMouse() throws {
        let top = TabLine(project: "churn", tabs: tabs, current: 3, work: "idle")
        for width in [60, 80, 120] {
            let text = Array(line(width) { top.draw(in: $0, on: &$1, theme: theme) })
            for key in 1...6 {
                let x = try #require(text.firstIndex(of: Character(String(key))))
                #expect(top.tab(at: x, width: width) == key - 1)
            }
        }
        #expect(top.tab(at: 0, width: 120) == nil)
    }

    @Test func theFooterHasKeysThatFitAndHelpAlways() {
        let keys = [("Space", "on/off"), ("%", "encode"), ("R", "train")].map {
            FooterKey(id: $1, key: KeySequence(Key(named: $0) ?? "x"), title: $1)
        }
        let help = FooterKey(id: "help", key: "?", title: "keys")
        let footer = FooterLine(keys: keys, figures: "0.04 s", help: help)
        #expect(
            line(60) { footer.draw(in: $0, on: &$1, theme: theme) }
                == " Space on/off  % encode  R train  ? keys             0.04 s")
        #expect(line(36) { footer.draw(in: $0, on: &$1, theme: theme) } == " Space on/off  ? keys        0.04 s")
        #expect(footer.command(at: 16, width: 60) == "encode")
        #expect(footer.command(at: 59, width: 60) == nil)
        var said = footer
        said.message = Message("no such column", .error)
        #expect(line(60) { said.draw(in: $0, on: &$1, theme: theme) } == " ▲ no such column")
        #expect(said.command(at: 3, width: 60) == nil)
    }

    @Test func panesShowTheirFocus() {
        var surface = theme.surface(Size(30, 3), glyphs: .unicode)
        let inside = surface.pane(surface.bounds, title: "folds", figures: "5", isFocused: true, theme: theme)
        #expect(surface.lines[0] == "╭ folds ────────────────── 5 ╮")
        #expect(surface[0, 0].style == theme[.frameFocused])
        #expect(inside == Rect(x: 1, y: 1, width: 28, height: 1))
    }

    @Test func aSmallScreenSaysSo() {
        #expect(
            SmallScreen.applies(to: Size(59, 30)) && SmallScreen.applies(to: Size(80, 15))
                && !SmallScreen.applies(to: Size(60, 16)))
        var surface = theme.surface(Size(30, 5), glyphs: .unicode)
        SmallScreen.draw(on: &surface, theme: theme)
        #expect(surface.lines.contains { $0.contains("assay needs 60×16") })
        #expect(surface.lines.contains { $0.contains("here it is 30×5") })
    }
}
