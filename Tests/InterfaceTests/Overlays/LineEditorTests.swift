import Interface
import Terminal
import Testing

@Suite struct LineEditorTests {
    private func edit(_ text: String, _ keys: [Key]) -> LineEditor {
        var editor = LineEditor(text)
        for key in keys { editor.handle(key) }
        return editor
    }

    @Test(arguments: [
        ("", ["a", "b"] as [Key], "ab", 2), ("ab", ["←", "x"], "axb", 2), ("ab", ["Home", "x"], "xab", 1),
        ("ab", ["Ctrl-A", "Delete"], "b", 0),
        ("one two", ["Ctrl-W"], "one ", 4), ("a.b c.d", ["Ctrl-W"], "a.b ", 4), ("one two", ["Ctrl-U"], "", 0),
        ("one two", ["Ctrl-←", "Ctrl-K"], "one ", 4), ("one two", ["Alt-b", "Ctrl-U"], "two", 0),
        ("ab", ["Backspace", "Backspace", "Backspace"], "", 0),
        ("ab", ["Ctrl-A", "Ctrl-F", "Ctrl-D", "Ctrl-E", "c"], "ac", 2), ("one two", ["Home", "Alt-d"], " two", 0),
        ("日本", ["Backspace"], "日", 1),
    ])
    func keysEdit(text: String, keys: [Key], result: String, cursor: Int) {
        let editor = edit(text, keys)
        #expect(editor.text == result)
        #expect(editor.cursor == cursor)
    }

    @Test func marksJoinTheirLetter() {
        let editor = edit("", ["e", Key("\u{301}"), "x"])
        #expect(editor.text == "e\u{301}x")
        #expect(editor.cursor == 2)
    }

    @Test func pastesLoseTheirLineBreaks() {
        var editor = LineEditor("ad")
        editor.handle("←")
        editor.insert("b\r\nc\t")
        #expect(editor.text == "ab c d")
        #expect(editor.cursor == 5)
    }

    @Test func unknownKeysAreLeftToOthers() {
        var editor = LineEditor("a")
        #expect(!editor.handle("Enter") && !editor.handle("Ctrl-P") && !editor.handle("F1") && !editor.handle("Alt-x"))
    }

    @Test func theCursorIsAlwaysSeen() {
        let editor = LineEditor("a long line 日本語")
        for width in 1...20 {
            var surface = Surface(Size(20, 1))
            let point = editor.draw(on: &surface, x: 0, y: 0, width: width, style: .plain)
            #expect(point.map { $0.x < width } == true)
        }
        var surface = Surface(Size(8, 1))
        #expect(editor.draw(on: &surface, x: 0, y: 0, width: 8, style: .plain)?.x == 7 || surface.lines[0].hasSuffix("語"))
    }

    @Test func historyGoesBackAndForth() {
        var history = LineHistory(["one", "two"])
        #expect(history.older(than: "dra") == "two")
        #expect(history.older(than: "two") == "one")
        #expect(history.older(than: "one") == nil)
        #expect(history.newer() == "two")
        #expect(history.newer() == "dra")
        #expect(history.newer() == nil)
        history.add("one")
        #expect(history.entries == ["two", "one"])
    }
}
