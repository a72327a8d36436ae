import Terminal

/// Text for a terminal in which only the styles of ``Console`` act: whatever came from cells, names, files or errors is made harmless
/// as it is put in.
struct ConsoleText {
    /// What is written, with the sequences of styles.
    private(set) var written: String

    /// Any text, from anywhere.
    init(_ text: String) { written = TerminalText.harmless(text) }

    /// A text between the sequences that begin and end a style.
    init(_ text: ConsoleText, begin: String, end: String) { written = begin + text.written + end }

    static func + (a: ConsoleText, b: ConsoleText) -> ConsoleText {
        var sum = a
        sum.written += b.written
        return sum
    }

    static func + (a: ConsoleText, b: String) -> ConsoleText { a + ConsoleText(b) }
    static func + (a: String, b: ConsoleText) -> ConsoleText { ConsoleText(a) + b }

    /// Several lines of our own words, such as help: line feeds stay.
    static func lines(_ text: String) -> ConsoleText {
        var all = ConsoleText("")
        all.written = text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.harmless(String($0)) }
            .joined(separator: "\n")
        return all
    }

    /// A document in which what a terminal would act on stands as `\u` and four digits, which is the same document.
    static func document(_ json: String) -> ConsoleText {
        var scalars = String.UnicodeScalarView()
        for scalar in json.unicodeScalars {
            let isGlue =
                ScalarWidth.kind(of: scalar) == .ignorable && scalar.value != 0x200D
                && scalar.properties.generalCategory == .format
            guard scalar != "\n", ScalarWidth.kind(of: scalar) == .dangerous || isGlue else {
                scalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                scalars.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
            }
        }
        var all = ConsoleText("")
        all.written = String(scalars)
        return all
    }
}
