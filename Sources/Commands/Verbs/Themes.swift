import ArgumentParser
import Interface
import Recipes
import Terminal

/// `assay themes`: the themes there are, each with a sample.
struct Themes: Verb {
    static let configuration = CommandConfiguration(commandName: "themes", abstract: "List the themes, each with a sample.")

    @OptionGroup var common: CommonOptions

    func perform() throws(AssayError) -> Int32 {
        let library = ThemeLibrary()
        var documents: [JSON] = []
        var text = TextTable([.words("theme"), .words("appearance"), .words("about")])
        var samples: [String] = []
        for entry in library.entries {
            let theme: Theme
            do throws(AssayError) {
                theme = try library.theme(named: entry.name)
            } catch {
                // One file that is wrong does not hide the others.
                remark("assay: \(error.sentence)")
                continue
            }
            documents.append([
                "name": .string(theme.name), "summary": .string(theme.summary), "appearance": .string(theme.appearance.rawValue),
                "path": .text(entry.path), "default": .bool(theme.name == ThemeLibrary.defaultName),
            ])
            text.add([theme.name, theme.appearance.rawValue, theme.summary])
            samples.append(ThemeSample(theme: theme).text)
        }
        guard !common.json else {
            printDocument(.array(documents))
            return 0
        }
        let lines = text.lines(on: console)
        console.line(lines.first ?? ConsoleText(""))
        for (line, sample) in zip(lines.dropFirst(), samples) {
            console.line(line)
            if console.hasColor { Console.write("  " + sample + "\n\n", to: 1) }
        }
        return 0
    }
}

/// A few words and blocks in the colours of a theme, as escape sequences.
private struct ThemeSample {
    let theme: Theme

    var text: String {
        let words: [(String, Role)] = [
            (" text ", .text), ("dim ", .dim), ("accent ", .accent), ("good ", .good), ("bad ", .bad), ("warning ", .warning),
            (" selection ", .selection), (" ", .text),
        ]
        let series = (0..<8).map { ("██", Role.series($0)) }
        return (words + series + [(" ", .text)]).map { piece($0.0, theme[$0.1]) }.joined()
    }

    private func piece(_ text: String, _ style: Style) -> String {
        var codes: [String] = []
        if style.attributes.contains(.bold) { codes.append("1") }
        if style.attributes.contains(.dim) { codes.append("2") }
        if style.attributes.contains(.italic) { codes.append("3") }
        if style.attributes.contains(.underline) { codes.append("4") }
        if style.attributes.contains(.reverse) { codes.append("7") }
        codes += [code(style.foreground, base: 38), code(style.background, base: 48)].compactMap { $0 }
        return "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
    }

    /// The parameters of a colour; 38 is for the foreground, 48 for the background.
    private func code(_ colour: Colour, base: Int) -> String? {
        switch colour {
        case .terminal: nil
        case .palette(let index): "\(base);5;\(index)"
        case .rgb(let red, let green, let blue): "\(base);2;\(red);\(green);\(blue)"
        }
    }
}
