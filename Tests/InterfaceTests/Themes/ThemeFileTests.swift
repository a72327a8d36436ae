import Glibc
import Recipes
import Terminal
import TestSupport
import Testing

@testable import Interface

@Suite struct ThemeFileTests {
    /// The theme of a text, where others may inherit from the given ones and from those of the program.
    private func theme(_ text: String, others: [String: String] = [:]) throws -> Theme {
        let library = ThemeLibrary(folder: nil)
        let resolver = ThemeResolver { name throws(AssayError) in
            if let text = others[name] { return try ThemeFile(name: name, place: name, text: text) }
            guard let builtin = builtinThemes.first(where: { $0.name == name }) else {
                throw .unknownWord(name, kind: "theme", known: library.entries.map(\.name))
            }
            return try ThemeFile(name: name, place: name, text: builtin.text)
        }
        return try resolver.theme(try ThemeFile(name: "mine", place: "mine.toml", text: text))
    }

    @Test func looksAreRead() throws {
        let mine = try theme(
            """
            inherits = "mono"
            [palette]
            sea = "#102030"
            [roles]
            text = "white on sea"
            accent = "#ff0000 bold underline"
            selection = "sea on bright-yellow reverse"
            dim = "dim"
            """)
        #expect(mine[.text] == Style(.palette(7), on: .rgb(0x10, 0x20, 0x30)))
        #expect(mine[.accent] == Style(.rgb(255, 0, 0), on: .rgb(0x10, 0x20, 0x30), [.bold, .underline]))
        #expect(mine[.selection] == Style(.rgb(0x10, 0x20, 0x30), on: .palette(11), .reverse))
        #expect(mine[.dim].attributes == .dim)
    }

    @Test func aPaletteAloneMakesATheme() throws {
        let mine = try theme("[palette]\nground = \"#000001\"\naccent = \"#010203\"")
        #expect(mine.background == .rgb(0, 0, 1))
        #expect(mine[.frameFocused].foreground == .rgb(1, 2, 3))
        #expect(mine.hasEveryRole)
    }

    @Test func themesInheritThroughSeveral() throws {
        let mine = try theme(
            "inherits = \"b\"\n[palette]\nx = \"#030303\"",
            others: [
                "b": "inherits = \"c\"\n[roles]\nbad = \"x\"", "c": "[palette]\nx = \"#010101\"\n[roles]\ngood = \"x bold\"",
            ])
        #expect(mine[.good].foreground == .rgb(3, 3, 3))
        #expect(mine[.bad].foreground == .rgb(3, 3, 3))
    }

    @Test(arguments: [
        (
            "[roles]\ntext = \"white\"\n\nselction = \"red\"", "mine.toml, line 4: there is no role \"selction\"",
            "did you mean selection?"
        ),
        (
            "[palette]\nink = \"#ffffff\"\n[roles]\ntext = \"inc\"", "mine.toml, line 4: there is no colour \"inc\"",
            "did you mean ink?"
        ),
        ("[roles]\ntext = \"white fat\"", "mine.toml, line 2: there is no attribute \"fat\"", ""),
        ("[palette]\n\nink = \"#ff\"", "mine.toml, line 3: ink is no colour", ""),
        ("[palette]\nbold = \"#ffffff\"", "mine.toml, line 2: bold is an attribute", ""),
        ("[roles]\ntext = 7", "mine.toml, line 2: the look of text is no text", ""),
        ("sumary = \"x\"", "mine.toml, line 1: there is no theme setting \"sumary\"", "did you mean summary?"),
        ("appearance = \"grey\"", "mine.toml, line 1: there is no appearance \"grey\"", ""),
        ("[roles]\ntext = \"white", "mine.toml, line 2: ", ""),
        ("inherits = \"nrod\"", "there is no theme \"nrod\"", "did you mean nord?"),
    ])
    func errorsNameTheLine(text: String, message: String, hint: String) throws {
        do {
            _ = try theme(text)
            Issue.record("no error")
        } catch let error as AssayError {
            #expect(error.message.hasPrefix(message), "\(error.message)")
            #expect(hint.isEmpty || error.hint == hint, "\(error.hint)")
        }
    }

    @Test func circlesAreFound() {
        #expect(throws: AssayError.self) { try theme("inherits = \"b\"", others: ["b": "inherits = \"mine\""]) }
    }

    @Test func aPersonsFilesAreFoundAndMayReplaceThoseOfTheProgram() throws {
        var template = Array("/tmp/assay-themes-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        defer {
            for name in ["nord", "own"] { unlink("\(folder)/\(name).toml") }
            rmdir(folder)
        }
        try writeText("inherits = \"assay-light\"", to: "\(folder)/nord.toml")
        try writeText("summary = \"my own\"", to: "\(folder)/own.toml")
        let library = ThemeLibrary(folder: folder)
        #expect(try library.theme(named: "nord").appearance == .light)
        #expect(try library.theme(named: "own").summary == "my own")
        #expect(library.entries.map(\.name).contains("gruvbox"))
        #expect(library.entries.last == ThemeLibrary.Entry(name: "own", path: "\(folder)/own.toml"))
        #expect(throws: AssayError.self) { try library.theme(named: "onw") }
    }
}
