import Glibc
import Terminal
import TestSupport
import Testing

@testable import Interface

@Suite struct BuiltinThemesTests {
    private static let names = [
        "assay-dark", "assay-light", "colour-blind", "high-contrast", "gruvbox", "nord", "terminal", "mono",
    ]
    private static let painted = ["assay-dark", "assay-light", "colour-blind", "high-contrast", "gruvbox", "nord"]

    /// The source of the themes inside the program, made from the files.
    private func source() throws -> String {
        var text = """
            /// The files of `themes/`, so that the program needs none beside it. Made from them by `ASSAY_UPDATE=1 swift test --filter
            /// BuiltinThemesTests`; a test holds both to be the same.
            let builtinThemes: [(name: String, text: String)] = [

            """
        for name in Self.names {
            text += "    (\n        \"\(name)\",\n        #\"\"\"\n"
            for line in try readText("\(packageFolder)/themes/\(name).toml").split(
                separator: "\n", omittingEmptySubsequences: false)
            {
                text += line.isEmpty ? "\n" : "        \(line)\n"
            }
            text += "        \"\"\"#\n    ),\n"
        }
        return text + "]\n"
    }

    @Test func theProgramHoldsTheFiles() throws {
        let path = "\(packageFolder)/Sources/Interface/Themes/BuiltinThemes.swift"
        let wanted = try source()
        if getenv("ASSAY_UPDATE").map({ String(cString: $0) }) == "1" { try writeText(wanted, to: path) }
        #expect(try readText(path) == wanted, "run ASSAY_UPDATE=1 swift test --filter BuiltinThemesTests")
        for theme in builtinThemes where getenv("ASSAY_UPDATE") == nil {
            #expect(theme.text == (try readText("\(packageFolder)/themes/\(theme.name).toml")))
        }
    }

    @Test(arguments: names)
    func everyThemeHasEveryRole(name: String) throws {
        let theme = try ThemeLibrary(folder: nil).theme(named: name)
        #expect(!theme.summary.isEmpty)
        #expect(theme.hasEveryRole)
    }

    /// The web's guidelines: 4.5 for what is read, 3 for what is large, drawn or said twice.
    @Test(arguments: painted)
    func contrastSuffices(name: String) throws {
        let theme = try ThemeLibrary(folder: nil).theme(named: name)
        func expect(_ roles: [Role], on grounds: [Role], atLeast least: Double) throws {
            for role in roles {
                for ground in grounds {
                    let ratio = try #require(Contrast.ratio(theme[role].foreground, theme[ground].background))
                    #expect(ratio >= least, "\(name): \(role.rawValue) on \(ground.rawValue) is \(ratio)")
                }
            }
        }
        let ground: [Role] = [.text]
        let laid: [Role] = [.selection, .selectionInactive, .overlay]
        try expect([.text, .strong], on: ground + laid, atLeast: 4.5)
        try expect([.title, .titleFocused], on: [.text, .overlay], atLeast: 4.5)
        try expect(
            [.accent, .good, .bad, .warning, .info, .error, .running, .key, .keyLabel, .header, .dim, .figures], on: ground,
            atLeast: 4.5)
        try expect([.dim, .accent, .good, .bad, .warning, .info, .error, .key, .match, .marked], on: laid, atLeast: 3)
        try expect(
            (0..<8).map(Role.series) + [.bar, .barSecond, .baseline, .best, .frameFocused, .chartLabel], on: ground, atLeast: 3)
        try expect([.missing, .faint], on: ground, atLeast: 2.5)
        try expect([.frame, .barTrack, .chartAxis], on: ground, atLeast: 1.4)
        for role in [Role.cursor, .tabCurrent, .selection, .selectionInactive, .badge, .input, .crosshair] {
            try expect([role], on: [role], atLeast: 4.5)
        }
        try expect([.placeholder], on: [.placeholder], atLeast: 3)
        // A selection has to be seen as one.
        #expect(
            theme[.selection].background != theme.background
                && theme[.selection].background != theme[.selectionInactive].background)
    }

    @Test(arguments: painted)
    func seriesCanBeToldApart(name: String) throws {
        let theme = try ThemeLibrary(folder: nil).theme(named: name)
        #expect(Set((0..<8).map { theme[.series($0)].foreground }).count == 8)
        // Reduced to 256 colours too.
        #expect(Set((0..<8).map { theme[.series($0)].foreground.number(at: .twoHundredFiftySix) }).count >= 7)
        #expect(
            theme[.selection].background.number(at: .twoHundredFiftySix) != theme.background.number(at: .twoHundredFiftySix))
    }

    @Test func themesWithoutColourHaveNone() throws {
        let mono = try ThemeLibrary(folder: nil).theme(named: "mono")
        for role in Role.allCases {
            #expect(mono[role].foreground == .terminal && mono[role].background == .terminal)
        }
        #expect(mono[.selection].attributes != mono[.text].attributes)
        #expect(mono[.good].attributes != mono[.bad].attributes)
    }

    @Test func themesFollowTheTerminal() throws {
        let library = ThemeLibrary(folder: nil)
        #expect(try library.theme(named: "nord", for: TerminalAbilities(colours: 0)).name == "mono")
        #expect(try library.theme(named: "nord", for: TerminalAbilities(colours: 8)).name == "terminal")
        #expect(try library.theme(named: "nord", for: TerminalAbilities(colours: 16)).name == "terminal")
        #expect(try library.theme(named: "nord", for: TerminalAbilities(colours: 256)).name == "nord")
        #expect(ThemeLibrary.standard.name == "assay-dark")
    }
}
