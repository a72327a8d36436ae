import Foundation
import Glibc
import Recipes
import TestSupport
import Testing

/// Cells, names of columns and files, and errors that quote them reach a terminal as plain text only.
@Suite struct CommandLineHostileTextTests {
    /// What would act: sequences of colours and titles, controls of both sets, direction marks, what has no width.
    private static let hostile = "\u{1B}[31mred\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}evil\u{2066}\u{200B}\u{8}\u{85}x"

    private func makeFiles(_ tool: Tool) throws -> (table: String, error: String) {
        let name = "a\u{1B}[2J\u{9B}1m\u{202E}.csv"
        var text = "plan\(Self.hostile),number,y\n"
        for row in 0..<60 { text += "\(Self.hostile)\(row % 3),\(row).5,\(row % 2 == 0 ? "yes" : "no")\n" }
        // A value that is quoted in a remark.
        text += "plain,\(Self.hostile),yes\n"
        try writeText(text, to: tool.folder + "/" + name)
        return (name, "none-\(Self.hostile).csv")
    }

    /// The scalars of a text that would act on a terminal, but for line feeds and, where asked for, our own colours.
    private func acting(_ text: String, allowingColours: Bool = false) -> [String] {
        var text = text.replacing("\r\n", with: "\n")
        if allowingColours {
            for code in ["0", "1", "2", "31", "32", "33"] { text = text.replacing("\u{1B}[\(code)m", with: "") }
        }
        return text.unicodeScalars.filter { scalar in
            let value = scalar.value
            if value == 0x0A { return false }
            return value < 0x20 || (0x7F..<0xA0).contains(value) || (0x200B...0x200F).contains(value)
                || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        }.map { "U+" + String($0.value, radix: 16) }
    }

    @Test func plainOutputHasNoControls() throws {
        try withTool { tool in
            let (table, missing) = try makeFiles(tool)
            for words in [
                ["profile", table], ["profile", table, "--target", "y"], ["profile", missing], ["runs", "--query", Self.hostile],
            ] {
                let answer = try tool.run(words)
                #expect(acting(answer.output) == [], "\(words)")
                #expect(acting(answer.error) == [], "\(words)")
                #expect(!(answer.output + answer.error).isEmpty, "\(words)")
            }
        }
    }

    @Test func aTerminalGetsOurColoursOnly() throws {
        try withTool { tool in
            let (table, missing) = try makeFiles(tool)
            for words in [["profile", table], ["profile", table, "--json"], ["profile", missing, "--json"]] {
                let text = try onTerminal(words, tool)
                #expect(acting(text, allowingColours: true) == [], "\(words)")
                #expect(!text.isEmpty)
                if words.contains("--json"), !words.contains(missing) {
                    let columns = try JSON(parsing: text.replacing("\r\n", with: "\n"))["columns"]?.arrayValue
                    #expect(columns?.first?["name"]?.stringValue?.contains("\u{1B}[31mred") == true)
                }
            }
        }
    }

    /// What a terminal gets on standard output.
    private func onTerminal(_ arguments: [String], _ tool: Tool) throws -> String {
        let main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var lock: Int32 = 0
        var number: UInt32 = 0
        // TIOCSPTLCK and TIOCGPTN, which unlock the other side and name it.
        let isOpen = main >= 0 && ioctl(main, 0x4004_5431, &lock) == 0 && ioctl(main, 0x8004_5430, &number) == 0
        try #require(isOpen)
        let name = "/dev/pts/\(number)"
        let side = open(name, O_RDWR | O_NOCTTY)
        try #require(side >= 0)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Tool.executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: tool.folder)
        process.environment = [
            "HOME": tool.folder, "TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_CACHE_HOME": tool.folder + "/cache",
            "XDG_STATE_HOME": tool.folder + "/state",
        ]
        process.standardOutput = FileHandle(fileDescriptor: side)
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        close(side)
        // The terminal's buffer is small: what is written has to be read while it goes on.
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(main, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        close(main)
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
