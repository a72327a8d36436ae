import Glibc
import TestSupport
import Testing

/// How the program behaves towards a terminal: what it asks for, what it gives back, and what it does when that is little.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct TerminalDriverTests {
    @Test func anySizeIsSurvived() async throws {
        try await withWorkbench(.small, columns: 80, rows: 24) { workbench in
            let terminal = workbench.terminal
            let whole = try await workbench.open()
            for (columns, rows) in [(59, 24), (80, 15), (50, 12), (7, 3), (1, 1), (300, 100)] {
                try terminal.resize(columns: columns, rows: rows)
                try await terminal.wait(until: "it is drawn at \(columns)x\(rows)") { screen in
                    guard screen.lines.count == rows else { return false }
                    if columns >= 60, rows >= 16 { return screen.bottom.contains("? keys") }
                    if columns >= 20, rows >= 3 { return screen.contains("assay needs 60×16") }
                    return !screen.contains("Data") && !screen.contains("│")
                }
                // No key may do harm where nothing can be seen.
                try terminal.press("2", "Down", "5", "PageDown", "1")
            }
            try terminal.resize(columns: 80, rows: 24)
            try await terminal.wait(until: "it is drawn as before") { $0 == whole }
            try await workbench.quit()
        }
    }

    @Test func aTerminalTooSmallAtTheStartSaysSo() async throws {
        try await withWorkbench(.small, columns: 40, rows: 10) { workbench in
            try workbench.terminal.enter("clear; \"$ASSAY\" project; echo \"status $?\"")
            try await workbench.terminal.wait(for: "assay needs 60×16", "here it is 40×10", "work goes on")
            try await workbench.quit()
        }
    }

    @Test(arguments: [
        ("env -u TERM", "TERM is not set"), ("env TERM=", "TERM is not set"), ("env TERM=nonsense", "\"nonsense\" is not known"),
        ("env TERM=dumb", "\"dumb\" cannot show screens"),
    ])
    func aTerminalThatCannotShowScreensIsToldInOneSentence(settings: String, words: String) async throws {
        try await withWorkbench(.small, columns: 200, rows: 24) { workbench in
            let terminal = workbench.terminal
            try terminal.enter("clear; \(settings) \"$ASSAY\" project; echo \"status $?\"")
            let screen = try await terminal.wait(for: "status 1")
            // The command, the sentence, the status, the next prompt.
            let lines = screen.lines.filter { !$0.isEmpty && !$0.contains("$ASSAY") }
            #expect(lines.count == 3, "\(screen)")
            #expect(lines.first?.contains(words) == true && lines.first?.contains("--plain") == true, "\(screen)")
            #expect(try terminal.variable("alternate_on") == "0")
            try await echoes(terminal)
        }
    }

    @Test(arguments: ["vt100", "linux", "xterm", "xterm-16color", "screen-256color", "xterm-direct"])
    func itDrawsOnATerminal(ofType type: String) async throws {
        guard TmuxTerminal.knows(type) else { return }
        try await withWorkbench(.small, columns: 80, rows: 24) { workbench in
            let terminal = workbench.terminal
            let screen = try await workbench.open("env TERM=\(type)")
            #expect(screen.line(with: "1 Data", "6 Compare") != nil)
            #expect(screen.contains("age") && screen.contains("Rome"), "\(screen)")
            try terminal.press("2")
            try await terminal.wait(for: "features", "5 of 5 on")
            try terminal.press("Down", "Space")
            try await terminal.wait(for: "switched city off")
            try await workbench.quit()
            try await echoes(terminal)
        }
    }

    @Test func withoutColourItTellsAllTheSame() async throws {
        try await withWorkbench(.small, columns: 80, rows: 24) { workbench in
            let terminal = workbench.terminal
            try await workbench.open("env NO_COLOR=1")
            for row in 0..<24 {
                let line = try terminal.styledLine(row)
                #expect(!line.contains(/\u{1B}\[[0-9;:]*(3[0-7]|4[0-7]|9[0-7]|38|48)[;:m]/), "\(line.debugDescription)")
            }
            try terminal.press("2", "Space")
            let screen = try await terminal.wait(for: "switched age off", "4 of 5 on")
            #expect(screen.contains("○") && screen.contains("●"), "on and off are told without colour\n\(screen)")
            try await workbench.quit()
        }
    }

    @Test func underTheLocaleCNothingButASCIIIsSent() async throws {
        try await withWorkbench(.small, columns: 100, rows: 30) { workbench in
            let terminal = workbench.terminal
            for model in ["logistic", "baseline"] {
                let arguments = ["train", "--project", workbench.project, "--model", model, "--quiet"]
                #expect(try workbench.tool.run(arguments).status == 0)
            }
            try await workbench.open("env LC_ALL=C")
            try terminal.record(to: workbench.tool.folder + "/bytes")
            for (key, words) in [("2", "features"), ("3", "recipe"), ("4", "run 2"), ("5", "runs . 2"), ("1", "small.csv")] {
                try terminal.press(key)
                let screen = try await terminal.wait(until: "screen \(key) is drawn") { $0.contains(words) }
                #expect(screen.isASCII, "\(screen)")
            }
            try terminal.press("5", "Space", "Space", "c")
            try await terminal.wait(for: "only what differs", "same folds")
            try terminal.press("?")
            try await terminal.wait(for: "Keys")
            #expect(try terminal.screen().isASCII)
            #expect(try readText(workbench.tool.folder + "/bytes").utf8.allSatisfy { $0 < 0x80 })
        }
    }

    @Test func stoppedAndContinuedItIsAsBefore() async throws {
        try await withWorkbench(.small, columns: 80, rows: 24) { workbench in
            let terminal = workbench.terminal
            let before = try await workbench.open()
            try terminal.press("C-z")
            try await terminal.wait(for: "Stopped")
            #expect(try terminal.variable("alternate_on") == "0")
            #expect(try terminal.variable("mouse_any_flag") == "0")
            try await echoes(terminal)
            try terminal.enter("clear; fg; echo \"status $?\"")
            try await terminal.wait(until: "it is drawn as before") { $0 == before }
            // From outside, without a chance to tidy up, and with another size when it wakes.
            let process = try workbench.process()
            kill(process, SIGSTOP)
            try await terminal.wait(for: "Stopped")
            try terminal.resize(columns: 120, rows: 36)
            try terminal.enter("fg; echo \"status $?\"")
            try await terminal.wait(until: "it is drawn at the new size") { $0.lines.count == 36 && $0.bottom.contains("? keys") }
            try terminal.resize(columns: 80, rows: 24)
            try await terminal.wait(until: "it is drawn as before") { $0 == before }
            try await workbench.quit()
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT])
    func aSignalThatEndsItGivesTheTerminalBack(signal: Int32) async throws {
        try await withWorkbench(.small, columns: 80, rows: 24) { workbench in
            let terminal = workbench.terminal
            try await workbench.open()
            #expect(try terminal.variable("alternate_on") == "1")
            kill(try workbench.process(), signal)
            try await terminal.wait(for: "status ", TmuxTerminal.prompt)
            for flag in ["alternate_on", "mouse_any_flag", "keypad_flag", "keypad_cursor_flag"] {
                #expect(try terminal.variable(flag) == "0", "\(flag)")
            }
            #expect(try terminal.variable("cursor_flag") == "1")
            try await echoes(terminal)
        }
    }

    @Test func aPasteIsNoKeys() async throws {
        try await withWorkbench(.small, columns: 80, rows: 24) { workbench in
            let terminal = workbench.terminal
            let before = try await workbench.open()
            try terminal.paste((0..<500).map { "q R d \($0) \u{1B}[A : ? !\n" }.joined())
            try terminal.press("5", "1")
            try await terminal.wait(until: "nothing has changed") { $0 == before }
            try terminal.press("5")
            try await terminal.wait(for: "runs · 0")
            // Into a line that is being typed it goes as one line.
            try terminal.press("/")
            try terminal.paste("model:\nlogistic\n")
            try await terminal.wait(until: "the text stands in the line") {
                $0.bottom.contains("model:") && $0.bottom.contains("logistic")
            }
            try terminal.press("Escape")
            try await terminal.wait(without: "logistic")
            try await workbench.quit()
        }
    }

    @Test func theMouseShowsScreensAndPicksRows() async throws {
        try await withWorkbench(.small, columns: 100, rows: 30) { workbench in
            let terminal = workbench.terminal
            let screen = try await workbench.open()
            #expect(try terminal.variable("mouse_any_flag") == "1")
            let tab = try #require(screen.place(of: "2 Features"))
            try terminal.click(column: tab.column + 3, row: tab.row)
            // The bottom line comes last; a capture may show half of a frame.
            let features = try await terminal.wait(for: "features · 5 of 5 on", "% encoding  W warnings", "? keys")
            // A key of the bottom line is a button.
            let help = try #require(features.place(of: "? keys"))
            try terminal.click(column: help.column + 2, row: help.row)
            try await terminal.wait(for: "Keys · Features")
            try terminal.press("Escape")
            try await terminal.wait(without: "Keys · Features")
            let row = try #require(features.place(of: "spend"))
            try terminal.click(column: row.column, row: row.row)
            try terminal.press("Space")
            try await terminal.wait(for: "switched spend off")
            try await workbench.quit()
        }
    }

    @Test func idleItSendsNothing() async throws {
        try await withWorkbench(.small, columns: 80, rows: 24) { workbench in
            let terminal = workbench.terminal
            try await workbench.open()
            let bytes = workbench.tool.folder + "/bytes"
            // What was still under way when the screen stood.
            var last = try terminal.screen()
            repeat {
                last = try terminal.screen()
                try await Task.sleep(for: .milliseconds(500))
            } while try terminal.screen() != last
            try terminal.record(to: bytes)
            try await Task.sleep(for: .seconds(2))
            #expect(try readText(bytes).debugDescription == "\"\"")
            try terminal.press("Down")
            for _ in 0..<600 where try readText(bytes).isEmpty { try await Task.sleep(for: .milliseconds(50)) }
            #expect(try !readText(bytes).isEmpty, "a key is answered")
            try await workbench.quit()
        }
    }

    /// The shell's line works: what is typed is seen, and the cursor can be moved in it.
    private func echoes(_ terminal: TmuxTerminal, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try terminal.enter("stty -a | tr ' ' '\\n' | grep -x -e '-*icanon' -e '-*isig' | tr '\\n' ' '; echo al''ive")
        try await terminal.wait(for: "icanon", "isig", "alive", sourceLocation: sourceLocation)
        let screen = try terminal.screen()
        #expect(screen.lines.contains("isig icanon alive"), "\(screen)", sourceLocation: sourceLocation)
    }
}
