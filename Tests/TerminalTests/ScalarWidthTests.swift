import Terminal
import Testing

@Suite struct ScalarWidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("─", 1), ("⣿", 1), ("█", 1), ("①", 1), ("▲", 1), ("日", 2), ("カ", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2),
        ("😀", 2), ("⌚", 2), ("✅", 2), ("❤", 1), ("\u{301}", 0), ("\u{E31}", 0), ("\u{200B}", 0), ("\u{FE0F}", 0), ("\u{1160}", 0),
        ("\u{2FFFD}", 2), ("\u{1FAE8}", 2), ("\u{1249}", 1),
    ])
    func scalarsTakeTheirColumns(text: String, columns: Int) throws {
        let scalar = try #require(text.unicodeScalars.first)
        #expect(ScalarWidth.columns(of: scalar) == columns)
    }

    @Test(arguments: [
        "\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{200F}", "\u{2028}", "\u{E0041}", "\u{FFFE}", "\0",
    ])
    func whatCouldActOnTheTerminalIsDangerous(text: String) throws {
        let scalar = try #require(text.unicodeScalars.first)
        #expect(ScalarWidth.kind(of: scalar) == .dangerous)
    }

    @Test func textsTakeTheSumOfTheirColumns() {
        #expect(TerminalText.columns(of: "日本語") == 6)
        #expect(TerminalText.columns(of: "e\u{301}té") == 3)
        #expect(TerminalText.columns(of: "👨‍👩‍👧 x") == 4)
        #expect(TerminalText.columns(of: "👍🏽") == 2)
        #expect(TerminalText.columns(of: "🇺🇸") == 2)
        #expect(TerminalText.columns(of: "1️⃣") == 1)
    }
}
