import Terminal
import Testing

@Suite struct TerminalTextTests {
    @Test func controlsBecomeVisible() {
        #expect(TerminalText.harmless("\u{1B}[31mred\r\n\t\u{7F}") == "␛[31mred␍␊␉␡")
        #expect(TerminalText.harmless("\u{9B}31m") == "\u{FFFD}31m")
    }

    @Test func directionMarksAndTagsAreReplaced() {
        #expect(TerminalText.harmless("a\u{202E}b\u{2066}c\u{E0061}") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
    }

    @Test func emojiSequencesKeepTheirFirstPicture() {
        #expect(TerminalText.harmless("👨‍👩‍👧!") == "👨!")
        #expect(TerminalText.harmless("👍🏽") == "👍")
        #expect(TerminalText.harmless("❤\u{FE0F}") == "❤")
        #expect(TerminalText.harmless("🇩🇪") == "DE")
    }

    @Test func marksStayOnTheirLetters() {
        #expect(TerminalText.harmless("e\u{301}") == "e\u{301}")
        #expect(TerminalText.harmless("\u{301}x") == "\u{25CC}\u{301}x")
        let many = "a" + String(repeating: "\u{301}", count: 50)
        #expect(TerminalText.harmless(many).unicodeScalars.count == 5)
    }

    @Test func nothingHarmfulIsLeft() {
        var all = String.UnicodeScalarView()
        for value in UInt32(0)..<0x3000 { if let scalar = Unicode.Scalar(value) { all.append(scalar) } }
        for scalar in TerminalText.harmless(String(all)).unicodeScalars {
            #expect(ScalarWidth.kind(of: scalar) != .dangerous || scalar == "\u{FFFD}")
        }
        let once = TerminalText.harmless(String(all))
        #expect(TerminalText.harmless(once) == once)
    }

    @Test func textIsCutWithAnEllipsis() {
        #expect(TerminalText.fitted("abcdef", columns: 6) == "abcdef")
        #expect(TerminalText.fitted("abcdef", columns: 4) == "abc…")
        #expect(TerminalText.fitted("日本語", columns: 4) == "日…")
        #expect(TerminalText.fitted("日本語", columns: 1) == "…")
        #expect(TerminalText.fitted("abc", columns: 0) == "")
    }

    @Test func textIsWrappedAtBlanks() {
        #expect(TerminalText.wrapped("the quick brown fox", columns: 10) == ["the quick", "brown fox"])
        #expect(TerminalText.wrapped("abcdefghij", columns: 4) == ["abcd", "efgh", "ij"])
        #expect(TerminalText.wrapped("a\n\nb", columns: 4) == ["a", "", "b"])
        #expect(TerminalText.wrapped("日本語日本", columns: 5) == ["日本", "語日", "本"])
    }
}
