import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
    /// The events of bytes as a terminal sends them, where the terminal's library recognises nothing.
    private func events(_ text: String, then units: [InputDecoder.Unit] = [.pause]) -> [InputEvent] {
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        for scalar in text.unicodeScalars { decoder.feed(.scalar(scalar), into: &events) }
        for unit in units { decoder.feed(unit, into: &events) }
        return events
    }

    @Test func charactersAndControls() {
        #expect(
            events("aR日\r\t\u{7F}\u{3}\u{1F}\0")
                == ["a", "R", "日", "Enter", "Tab", "Backspace", "Ctrl-C", "Ctrl-_", "Ctrl-Space"].map { .key($0) })
    }

    @Test func escapeAndAlt() {
        #expect(events("\u{1B}") == [.key("Esc")])
        #expect(events("\u{1B}x") == [.key("Alt-x")])
        #expect(events("\u{1B}[") == [.key("Alt-[")])
        #expect(events("\u{1B}O") == [.key("Alt-O")])
        #expect(events("\u{1B}\u{1B}") == [.key("Esc"), .key("Esc")])
        #expect(events("\u{1B}", then: [.key("↓"), .pause]) == [.key("Esc"), .key("↓")])
    }

    @Test(arguments: [
        ("[A", "↑"), ("OB", "↓"), ("[1;5C", "Ctrl-→"), ("[1;2D", "Shift-←"), ("[1;3A", "Alt-↑"), ("[Z", "Shift-Tab"),
        ("[5~", "PageUp"),
        ("[3;5~", "Ctrl-Delete"), ("OP", "F1"), ("[15~", "F5"), ("[24~", "F12"), ("[H", "Home"), ("[97;5u", "Ctrl-A"),
        ("[27;5;112~", "Ctrl-P"),
        ("[13;2u", "Shift-Enter"),
    ])
    func sequences(bytes: String, name: String) throws {
        let key = try #require(Key(named: name))
        #expect(events("\u{1B}" + bytes, then: []) == [.key(key)])
    }

    @Test func answersAndUnknownSequencesAreSwallowed() {
        #expect(
            events("\u{1B}[?62;c\u{1B}[I\u{1B}[12;34Rx\u{1B}]11;rgb:1515/1818/1e1e\u{7}y\u{1B}]0;t\u{1B}\\z").suffix(3) == [
                .key("x"), .key("y"), .key("z"),
            ])
    }

    @Test func answersAreKept() {
        var decoder = InputDecoder()
        var found: [InputEvent] = []
        for scalar in "\u{1B}]11;rgb:1515/1818/1e1e\u{1B}\\".unicodeScalars { decoder.feed(.scalar(scalar), into: &found) }
        #expect(decoder.backgroundAnswer == "rgb:1515/1818/1e1e")
        #expect(!decoder.hasIdentified)
        for scalar in "\u{1B}[?62;4c".unicodeScalars { decoder.feed(.scalar(scalar), into: &found) }
        #expect(decoder.hasIdentified && found.isEmpty)
    }

    @Test(arguments: [
        ("0;250;5M", MouseEvent(.press, at: Point(249, 4))), ("0;1;1m", MouseEvent(.release, at: Point(0, 0))),
        ("2;3;4M", MouseEvent(.press, at: Point(2, 3), button: 3)), ("32;3;4M", MouseEvent(.drag, at: Point(2, 3))),
        ("64;3;4M", MouseEvent(.wheelUp, at: Point(2, 3))), ("69;3;4M", MouseEvent(.wheelDown, at: Point(2, 3), shift: true)),
        ("16;3;4M", MouseEvent(.press, at: Point(2, 3), control: true)),
    ])
    func mouseReports(bytes: String, event: MouseEvent) {
        #expect(events("\u{1B}[<" + bytes, then: []) == [.mouse(event)])
        var decoder = InputDecoder()
        var found: [InputEvent] = []
        decoder.feed(.mouseBegin, into: &found)
        for scalar in bytes.unicodeScalars { decoder.feed(.scalar(scalar), into: &found) }
        #expect(found == [.mouse(event)])
    }

    @Test(arguments: ["0;0;1M", "0;1M", "66;1;1M", "35;1;1M", ";;M", "99999999999999999999;1;1M"])
    func unusableMouseReportsAreDropped(bytes: String) {
        #expect(events("\u{1B}[<" + bytes + "q", then: []) == [.key("q")])
    }

    @Test func pastesComeWhole() {
        var decoder = InputDecoder()
        var found: [InputEvent] = []
        decoder.feed(.pasteBegin, into: &found)
        for scalar in "two\rlines\u{1B}[31m q".unicodeScalars { decoder.feed(.scalar(scalar), into: &found) }
        decoder.feed(.key("↓"), into: &found)
        #expect(found.isEmpty && decoder.isInPaste)
        decoder.feed(.pasteEnd, into: &found)
        #expect(found == [.paste("two\nlines\u{1B}[31m q")])
        #expect(!decoder.isInside)
    }

    @Test func aLostEndMarkDoesNotSwallowTheKeyboard() {
        var decoder = InputDecoder()
        var found: [InputEvent] = []
        for unit: InputDecoder.Unit in [.pasteBegin, .scalar("a"), .pause, .scalar("q")] { decoder.feed(unit, into: &found) }
        #expect(found == [.paste("a"), .key("q")])
    }

    @Test func anyBytesAreSurvived() {
        var state: UInt64 = 7
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: state >> 33) & 0x7F))
                if state >> 60 == 3 { text += "\u{1B}[<" }
            }
            var decoder = InputDecoder()
            var found: [InputEvent] = []
            for scalar in text.unicodeScalars { decoder.feed(.scalar(scalar), into: &found) }
            for _ in 0..<2 { decoder.feed(.pause, into: &found) }
            #expect(!decoder.isInPaste)
        }
    }

    @Test func extendedKeysAreKnownByName() {
        #expect(NcursesKeys.key(named: "kLFT5") == "Ctrl-←")
        #expect(NcursesKeys.key(named: "kUP2") == "Shift-↑")
        #expect(NcursesKeys.key(named: "kDC6") == Key(.delete, control: true, shift: true))
        #expect(NcursesKeys.key(named: "KEY_RESIZE") == nil)
    }
}
