import Terminal
import Testing

/// No scalar that a cell, a name or a sentence may hold reaches the terminal so that it acts on it.
@Suite struct HostileTextTests {
    /// Every scalar that there is, in stretches.
    static let blocks = stride(from: UInt32(0), to: 0x110000, by: 0x4000).map { $0 }

    /// Whether a scalar may be sent: it takes a column or stands on one that does, and has no meaning of its own.
    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x20 || (0x7F..<0xA0).contains(value) { return false }  // C0, DEL, C1
        if [0x061C, 0x200E, 0x200F, 0xFEFF, 0xAD].contains(value) { return false }
        if (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) { return false }  // direction
        if (0x200B...0x200D).contains(value) || (0x2060...0x2064).contains(value) { return false }  // no width
        if value == 0x2028 || value == 0x2029 || (0xE0000...0xE007F).contains(value) { return false }
        return !(0xFDD0...0xFDEF).contains(value) && value & 0xFFFE != 0xFFFE
    }

    @Test(arguments: blocks) func everyScalarIsMadeHarmless(_ first: UInt32) {
        for value in first..<first + 0x4000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a\(String(scalar))b"
            for sent in TerminalText.harmless(text).unicodeScalars where !Self.isSafe(sent) {
                Issue.record("U+\(String(value, radix: 16)) sends U+\(String(sent.value, radix: 16))")
            }
        }
    }

    @Test(arguments: blocks) func noScalarIsDrawnAsItself(_ first: UInt32) {
        var surface = Surface(Size(8, 1))
        for value in first..<first + 0x4000 {
            guard let scalar = Unicode.Scalar(value), !Self.isSafe(scalar) else { continue }
            surface.write("a\(String(scalar))b", x: 0, y: 0, style: .plain)
            for cell in surface.cells {
                for sent in cell.text.unicodeScalars where !Self.isSafe(sent) {
                    Issue.record("U+\(String(value, radix: 16)) is drawn as U+\(String(sent.value, radix: 16))")
                }
            }
            #expect(Cell(String(scalar)).text.unicodeScalars.allSatisfy(Self.isSafe))
        }
    }

    @Test(arguments: [
        "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{1B}]8;;http://x\u{1B}\\link", "\u{1B}P1$r\u{1B}\\", "\u{9B}31m",
        "\u{9D}52;c;eA==\u{9C}",
        "\u{90}q\u{9C}", "a\rb", "a\u{8}\u{8}b", "\u{E}line\u{F}", "\u{85}", "\u{202E}abc", "\u{2066}x\u{2069}", "a\u{200B}b",
        "\u{FEFF}",
        String(decoding: [0x61, 0xFF, 0xC2, 0x1B] as [UInt8], as: UTF8.self),
    ]) func sequencesAreWords(_ text: String) {
        let ways = [
            TerminalText.harmless(text), TerminalText.fitted(text, columns: 3), TerminalText.fitted(text, columns: 80),
            TerminalText.wrapped(text, columns: 5).joined(),
        ]
        for way in ways { #expect(way.unicodeScalars.allSatisfy(Self.isSafe), "\(way.debugDescription)") }
    }
}
