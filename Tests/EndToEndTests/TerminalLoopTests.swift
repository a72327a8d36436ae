import Recipes
import TestSupport
import Testing

/// The whole loop at the keyboard: see the data, change one thing, train, see what it did, keep it or undo it, come back.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct TerminalLoopTests {
    /// A build for people trains more trees in the time.
    private static let trees = Tool.executable.contains("/release/") ? (few: 50, many: 300) : (few: 10, many: 25)

    @Test(arguments: [(200, 60), (80, 24)])
    func theLoopFromOpeningToOpeningAgain(columns: Int, rows: Int) async throws {
        try await withWorkbench(.churn, columns: columns, rows: rows) { workbench in
            let opened = try await workbench.open()
            #expect(opened.lines.count == rows)
            #expect(opened.contains("7,043 rows × 21"))
            try await workbench.terminal.wait(for: "target churn 26.5 % yes")
            try await seeTheData(workbench)
            try await switchFeatures(workbench)
            try await trainLogistic(workbench)
            try await trainBoosting(workbench)
            try await lookAtRuns(workbench)
            try await compare(workbench)
            try await filter(workbench)
            try await findCommands(workbench)
            try await workbench.quit()
            try await openAgain(workbench)
            try await workbench.quit()
        }
    }

    private func seeTheData(_ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try terminal.press("1", "Right", "Right", "Right", "Right", "Right")
        let profile = try await terminal.wait(for: "tenure · number", "quartiles", "missing")
        #expect(profile.line(with: "missing", "11") != nil)
        #expect(profile.contains("█"), "the histogram")
    }

    private func switchFeatures(_ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try terminal.press("2")
        try await terminal.wait(for: "features · 19 of 20 on")
        try terminal.press("Down", "Down", "Space")
        try await terminal.wait(for: "switched senior off", "features · 18 of 20 on", "○")
        try terminal.press("u")
        try await terminal.wait(for: "took back: switched senior off", "features · 19 of 20 on")
        try terminal.press("U")
        try await terminal.wait(for: "did again: switched senior off", "features · 18 of 20 on")
        // The one that gives the answer away; the last line is the target.
        try terminal.press("G", "Up", "Space")
        try await terminal.wait(for: "switched exit_survey off", "features · 17 of 20 on")
    }

    /// Lines from logistic regression down to boosting.
    private static var linesBetween: Int {
        get throws {
            let keys = ModelFamily.all.map(\.key)
            return try #require(keys.firstIndex(of: "boosting")) - #require(keys.firstIndex(of: "logistic"))
        }
    }

    private func trainLogistic(_ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try terminal.press("3")
        try await terminal.wait(for: "Gradient boosting", "boosting · the recipe")
        for _ in 0..<(try Self.linesBetween) { try terminal.press("Up") }
        try terminal.press("Enter")
        try await terminal.wait(for: "model is logistic", "logistic · the recipe")
        try terminal.press("Right")
        try await terminal.wait(for: "C is 2", "1 changed")
        // From anywhere.
        try terminal.press("2", "R")
        try await terminal.wait(for: "queued: logistic on 17 features")
        let over = try await isDone(1, terminal)
        #expect(over.dots > 0, "the curve\n\(over)")
    }

    private func trainBoosting(_ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try terminal.press("3")
        try await terminal.wait(for: "logistic · the recipe")
        try terminal.press("Tab")
        for _ in 0..<(try Self.linesBetween) { try terminal.press("Down") }
        try terminal.press("Enter")
        try await terminal.wait(for: "model is boosting", "n_estimators")
        try terminal.press("Enter")
        try workbench.answer("0")
        try await terminal.wait(until: "the range is told") { $0.bottom.contains("100000") }
        try terminal.press("Enter")
        try workbench.answer("\(Self.trees.few)")
        try await terminal.wait(for: "n_estimators is \(Self.trees.few)")
        try terminal.press("R")
        let growing = try await terminal.wait(until: "points of run 2 come in") { screen in
            screen.line(with: "run 2 · cv:5") != nil && screen.dots > 0
        }
        let over = try await isDone(2, terminal)
        #expect(growing == over || growing.text != over.text)
        #expect(over.contains("AUC · validation") && over.contains("train "), "\(over)")
        #expect(over.contains("run 1"), "what it is held against is drawn too\n\(over)")

        try terminal.press("3", "Enter")
        try workbench.answer("\(Self.trees.many)")
        try await terminal.wait(for: "n_estimators is \(Self.trees.many)", "n_estimators \(Self.trees.few)→\(Self.trees.many)")
        try terminal.press("R")
        var dots: Set<Int> = []
        _ = try await terminal.wait(until: "the curve of run 3 grows to its end") { screen in
            if screen.line(with: "run 3 · cv:5") != nil { dots.insert(screen.dots) }
            return screen.line(with: "run 3 · cv:5", "done") != nil && screen.contains("idle")
        }
        #expect(dots.count > 1, "the curve grew")
        let headline = try terminal.screen().lines[1]
        #expect(headline.contains("run 3 from 2:  n_estimators \(Self.trees.few)→\(Self.trees.many)"))
    }

    /// Waits until the Train screen says that a run is done, and nothing else goes on.
    private func isDone(_ number: Int, _ terminal: TmuxTerminal) async throws -> CapturedScreen {
        try await terminal.wait(until: "run \(number) is done", patience: 4 * TmuxTerminal.patience) { screen in
            screen.line(with: "run \(number) · cv:5", "done") != nil && screen.contains("idle")
        }
    }

    private func lookAtRuns(_ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try terminal.press("5")
        let runs = try await terminal.wait(for: "runs · 3", "what changed")
        for (number, words) in [(1, ["first", "logistic"]), (2, ["model →", "boosting"]), (3, ["n_estimators", "boosting"])] {
            let line = try #require(
                runs.lines.first { $0.hasPrefix("│") && $0.split(separator: " ").contains("\(number)") }, "\(runs)")
            for word in words { #expect(line.contains(word)) }
            #expect(line.contains(/0\.8\d{3}/) && line.contains(/±0\.\d{4}/), "its AUC and how sure it is: \(line)")
        }
        try terminal.press("Down", "Space", "Up", "Up", "Space")
        try await terminal.wait(for: "2 marked", "◉")
    }

    private func compare(_ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try terminal.press("c")
        let compared = try await terminal.wait(for: "only what differs", "same folds", "│AUC", "AUC · validation")
        #expect(compared.line(with: "n_estimators", "\(Self.trees.few)", "\(Self.trees.many)") != nil, "\(compared)")
        let line = try #require(compared.line(with: "│AUC"), "\(compared)")
        #expect(line.contains(/0\.8\d{3} +0\.8\d{3} +[+−]?0\.\d{4} +\[[+−]?0\.\d{4}, [+−]?0\.\d{4}\]/), "\(line)")
        #expect(compared.dots > 0, "their curves")
        try terminal.press("B")
        try await terminal.wait(for: "run 2 is the baseline")
        // By its number too, with the runs that are marked.
        try terminal.press("1", "6")
        try await terminal.wait(for: "only what differs", "same folds")
    }

    private func filter(_ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try terminal.press("5", "/")
        try terminal.type("model:logistic")
        try await terminal.wait(for: "runs · 1 of 3")
        try terminal.press("Enter")
        try await terminal.wait(until: "the line is closed") { $0.contains("/model:logistic ") && $0.bottom.contains("? keys") }
        try terminal.press("Escape")
        try await terminal.wait(for: "all are shown again", "runs · 3")
        try terminal.press("1", "/")
        try terminal.type("tenure>70")
        try terminal.press("Enter")
        try await terminal.wait(for: "/tenure>70")
        try terminal.press("Escape")
        try await terminal.wait(without: "/tenure>70")
    }

    private func findCommands(_ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try terminal.press("?")
        try terminal.type("remedy")
        try await terminal.wait(for: "Keys · Data", "No key here does \"remedy\"")
        try terminal.press("C-u")
        try terminal.type("target")
        try await terminal.wait(for: "Keys · Data", "Esc close", "Makes the column")
        try terminal.press("Escape")
        try await terminal.wait(without: "Keys · Data")
        // The palette finds what is on another screen's keys.
        try terminal.press(":")
        try await terminal.wait(for: "Commands")
        try terminal.type("theme")
        try terminal.press("Enter")
        try await terminal.wait(for: "Themes")
        let before = try terminal.styledLine(0)
        try terminal.press("Down", "Down")
        try await terminal.wait(until: "the theme is tried on") { _ in (try? terminal.styledLine(0)) != before }
        try terminal.press("Escape")
        try await terminal.wait(without: "Themes")
        #expect(try terminal.styledLine(0) == before, "a look at a theme leaves nothing behind")
        try terminal.press("T")
        try await terminal.wait(for: "Themes")
        try terminal.type("mono")
        try terminal.press("Enter")
        try await terminal.wait(without: "Themes")
        #expect(try readText(workbench.tool.folder + "/state/assay/theme") == "mono\n")
    }

    private func openAgain(_ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try await workbench.open()
        try terminal.press("5")
        let runs = try await terminal.wait(for: "runs · 3", "boosting", "logistic")
        #expect(runs.text.contains(/0\.8\d{3}/))
        try terminal.press("2")
        try await terminal.wait(for: "features · 17 of 20 on")
        try terminal.press("3")
        try await terminal.wait(until: "the draft is as it was left") { screen in
            screen.line(with: "n_estimators", " \(Self.trees.many) ", "not 100") != nil
        }
        try terminal.press("u")
        try await terminal.wait(for: "took back: run 2 is the baseline")
        try terminal.press("u")
        try await terminal.wait(for: "took back: n_estimators is \(Self.trees.many)")
        try terminal.press("u", "u")
        try await terminal.wait(for: "took back: model is boosting", "logistic · the recipe")
        try terminal.press("U", "U", "U")
        try await terminal.wait(for: "did again: n_estimators is \(Self.trees.many)")
        try terminal.press("4")
        let train = try await terminal.wait(for: "run 3 · cv:5", "AUC · validation")
        #expect(train.dots > 0, "the curves are there again")
    }
}
