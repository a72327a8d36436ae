import Terminal
import Testing

@Suite struct SurfaceTests {
    private let red = Style(.palette(1))

    @Test func textIsWrittenAndCounted() {
        var surface = Surface(Size(10, 2))
        #expect(surface.write("hello", x: 1, y: 0, style: red) == 5)
        #expect(surface.write("日本", x: 0, y: 1, style: red) == 4)
        #expect(surface.lines == [" hello", "日本"])
        #expect(surface[1, 0].style == red)
        #expect(surface[1, 1].text == "")
    }

    @Test func textIsCutAtItsWidth() {
        var surface = Surface(Size(10, 3))
        #expect(surface.write("abcdef", x: 0, y: 0, style: red, width: 4) == 4)
        surface.write("日本語", x: 0, y: 1, style: red, width: 4)
        surface.write("beyond the edge", x: 4, y: 2, style: red)
        #expect(surface.lines == ["abc…", "日…", "    beyon…"])
    }

    @Test func textIsAligned() {
        var surface = Surface(Size(10, 3))
        #expect(surface.write("ab", x: 0, y: 0, style: red, width: 10, align: .right) == 10)
        surface.write("ab", x: 0, y: 1, style: red, width: 10, align: .centre)
        surface.write("a long text that is cut", x: 0, y: 2, style: red, width: 6, align: .right)
        #expect(surface.lines == ["        ab", "    ab", "a lon…"])
    }

    @Test func wideCharactersAreNeverHalved() {
        var surface = Surface(Size(6, 4))
        surface.write("日本語", x: 0, y: 0, style: red)
        surface.write("x", x: 1, y: 0, style: red)
        surface.write("日本語", x: 0, y: 1, style: red)
        surface.write("x", x: 2, y: 1, style: red)
        surface.write("日本語", x: 0, y: 2, style: red)
        surface.fill(Rect(x: 1, y: 2, width: 2, height: 1), "-", style: red)
        surface.withClip(Rect(x: 1, y: 3, width: 4, height: 1)) { surface in
            surface.write("日本語", x: 0, y: 3, style: red, width: 6)
        }
        #expect(surface.lines == [" x本語", "日x 語", " -- 語", "  本"])
        checkHalves(surface)
    }

    private func checkHalves(_ surface: Surface) {
        for y in 0..<surface.size.height {
            for x in 0..<surface.size.width where surface[x, y].text.isEmpty {
                #expect(x > 0 && surface[x - 1, y].grapheme.columns == 2)
            }
        }
    }

    @Test func anythingCanBeWrittenAnywhere() {
        let texts = ["", "a", "日本語", "e\u{301}", "\u{1B}[0m", "👨‍👩‍👧日", String(repeating: "日x", count: 20)]
        for text in texts {
            for x in -5...8 {
                for width in [nil, -1, 0, 1, 2, 3, 7, 100] {
                    for align in [Alignment.left, .centre, .right] {
                        var surface = Surface(Size(7, 2))
                        surface.write("語語語", x: 0, y: 0, style: red)
                        surface.write(text, x: x, y: 0, style: red, width: width, align: align)
                        surface.write(text, x: x, y: -1, style: red)
                        surface.write(text, x: x, y: 2, style: red)
                        checkHalves(surface)
                    }
                }
            }
        }
    }

    @Test func clipsHold() {
        var surface = Surface(Size(8, 3))
        surface.withClip(Rect(x: 2, y: 1, width: 4, height: 1)) { surface in
            surface.fill(surface.bounds, "#", style: red)
            surface.write("abcdefgh", x: 0, y: 1, style: red, width: 8)
            surface[0, 0] = Cell("x")
        }
        #expect(surface.lines == ["", "  cdef", ""])
        surface[0, 0] = Cell("x")
        #expect(surface.lines[0] == "x")
    }

    @Test func boxesHaveTitlesAndFigures() {
        var surface = Surface(Size(24, 4))
        let inside = surface.box(
            surface.bounds, style: red, title: [StyledText("runs", red)], figures: [StyledText("41 of 58", red)])
        surface.divider(of: surface.bounds, y: 2, style: red, title: [StyledText("more", red)])
        #expect(
            surface.lines == [
                "╭ runs ────── 41 of 58 ╮", "│                      │", "├ more ────────────────┤", "╰──────────────────────╯",
            ])
        #expect(inside == Rect(x: 1, y: 1, width: 22, height: 2))
    }

    @Test func figuresGiveWayToTheTitle() {
        var surface = Surface(Size(14, 2))
        surface.box(surface.bounds, style: red, title: [StyledText("a title", red)], figures: [StyledText("41 of 58", red)])
        #expect(surface.lines[0] == "╭ a title ───╮")
        var small = Surface(Size(8, 2))
        small.box(small.bounds, style: red, title: [StyledText("a long title", red)])
        #expect(small.lines[0].count == 8)
        var none = Surface(Size(1, 1))
        #expect(none.box(none.bounds, style: red).isEmpty)
    }

    @Test func boxesHaveAnAlphabetForEveryTerminal() {
        var surface = Surface(Size(8, 2), glyphs: .ascii)
        surface.box(surface.bounds, style: red, title: [StyledText("abcdefg", red)])
        #expect(surface.lines == ["+ abcd~+", "+------+"])
    }

    @Test func restylingKeepsTheText() {
        var surface = Surface(Size(4, 1))
        surface.write("日a", x: 0, y: 0, style: red)
        surface.restyle(Rect(x: 0, y: 0, width: 2, height: 1)) { $0.background = .palette(4) }
        #expect(surface.lines == ["日a"])
        #expect(surface[1, 0].style == red.on(.palette(4)))
        #expect(surface[2, 0].style == red)
    }

    @Test func paragraphsEndWithAnEllipsis() {
        var surface = Surface(Size(10, 2))
        #expect(surface.write(paragraph: "one two three four five", in: surface.bounds, style: red) == 2)
        #expect(surface.lines == ["one two", "three fou…"])
    }

    @Test func cellsAreHarmlessToo() {
        #expect(Cell("\u{1B}").text == "␛")
        #expect(Cell("ab").text == "a")
        #expect(Cell("").grapheme.isContinuation)
    }

    @Test func cellsAreSmall() {
        #expect(MemoryLayout<Cell>.stride <= 32)
    }
}
