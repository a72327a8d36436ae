import Glibc
import Recipes
import TestSupport
import Testing

/// Runs belong to nobody's terminal: they outlive it, are found again, and are seen from every other.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct TerminalClosingTests {
    /// Asks for so many trees and trains; returns when the first points are drawn.
    private func train(trees: Int, _ workbench: TerminalWorkbench) async throws {
        let terminal = workbench.terminal
        try terminal.press("3")
        try await terminal.wait(for: "boosting · the recipe")
        try terminal.press("Tab", "Enter")
        try workbench.answer("\(trees)")
        // What was said of it may be gone before a busy machine looks.
        try await terminal.wait(until: "n_estimators is \(trees)") { screen in
            screen.line(with: "n_estimators ")?.contains("← \(trees) →") ?? false
        }
        try terminal.press("R")
        try await terminal.wait(until: "points of the run come in") { screen in
            screen.line(with: "run 1 · cv:5") != nil && screen.dots > 0
        }
    }

    @Test func aRunEndsAfterItsTerminalWasClosed() async throws {
        try await withWorkbench(.churn, columns: 120, rows: 36) { workbench in
            try await workbench.open()
            try await train(trees: 20, workbench)
            let process = try workbench.process()
            workbench.terminal.close()
            try await ends(process)
            let over = try await workbench.wait(until: "is over") { state(of: $0)?.isOver == true }
            #expect(state(of: over) == .done, "\(over["failure"]?.stringValue ?? "")")
            #expect(over["metrics"]?["auc"]?["folds"]?.arrayValue?.count == 5)

            let again = try await workbench.elsewhere(columns: 80, rows: 24)
            try await again.open()
            try again.terminal.press("4")
            let screen = try await again.terminal.wait(for: "run 1 · cv:5", "done", "idle")
            #expect(screen.dots > 0, "\(screen)")
            try await again.quit()
        }
    }

    @Test func aRunGoesOnWithoutATerminalAndIsFoundGoingOn() async throws {
        try await withWorkbench(.churn, columns: 120, rows: 36) { workbench in
            try await workbench.open()
            try await train(trees: 100_000, workbench)
            workbench.terminal.close()
            let first = try await workbench.wait(until: "trains") { state(of: $0) == .running && done($0) > 0 }
            let later = try await workbench.wait(until: "trains on") { done($0) > done(first) }
            #expect(state(of: later) == .running)

            let again = try await workbench.elsewhere(columns: 80, rows: 24)
            try await again.open()
            try await again.terminal.wait(for: "1 running")
            try again.terminal.press("4")
            let found = try await again.terminal.wait(for: "run 1 · cv:5", "running", "of 100000")
            try await again.terminal.wait(until: "its curve grows") { $0.contains("running") && $0.lines != found.lines }

            // A worker that dies without a word is no worker any more, and nobody has to ask.
            kill(try #require(try again.show()["pid"]?.intValue.flatMap { pid_t(exactly: $0) }), SIGKILL)
            try await again.terminal.wait(for: "interrupted", "idle")
            try again.terminal.press("5")
            try await again.terminal.wait(until: "the run counts as interrupted") {
                $0.line(with: "interrup", "boosting") != nil
            }
            try again.terminal.press("r")
            try await again.terminal.wait(for: "1 running")
            try again.terminal.press("4")
            try await again.terminal.wait(until: "points come in again") { screen in
                screen.line(with: "run 1 · cv:5", "running") != nil && screen.dots > 0
            }
            try again.terminal.press("X")
            try await again.terminal.wait(for: "cancelled", "idle")
            try await again.quit()
        }
    }

    @Test func aRunStartedElsewhereAppearsByItself() async throws {
        try await withWorkbench(.small, columns: 100, rows: 30) { workbench in
            try await workbench.open()
            try workbench.terminal.press("5")
            try await workbench.terminal.wait(for: "runs · 0")
            let arguments = ["train", "--project", workbench.project, "--model", "logistic", "--quiet"]
            #expect(try workbench.tool.run(arguments).status == 0)
            let screen = try await workbench.terminal.wait(for: "runs · 1", "logistic")
            #expect(screen.text.contains(/0\.\d{4}/), "its score too")
            try await workbench.quit()
        }
    }

    @Test func aRunIsPausedGoesOnAndIsStopped() async throws {
        try await withWorkbench(.small, columns: 100, rows: 30) { workbench in
            let terminal = workbench.terminal
            try await workbench.open()
            try await train(trees: 100_000, workbench)
            try terminal.press("p")
            try await terminal.wait(for: "1 paused")
            let paused = try workbench.show()
            #expect(state(of: paused) == .paused)
            try terminal.press("p")
            try await terminal.wait(for: "1 running")
            try await workbench.wait(until: "goes on") { done($0) > done(paused) }
            try terminal.press("C-c")
            try await terminal.wait(for: "stopped", "idle")
            #expect(state(of: try workbench.show()) == .stopped)
            // With nothing at hand the same key leaves.
            try terminal.press("C-c")
            try await terminal.wait(for: "status 0")
        }
    }

    private func state(of run: JSON) -> RunState? { run["state"]?.stringValue.flatMap(RunState.init(rawValue:)) }

    private func done(_ run: JSON) -> Int { run["progress"]?["done"]?.intValue ?? 0 }

    /// Waits until a process is gone.
    private func ends(_ process: pid_t) async throws {
        for _ in 0..<600 {
            if kill(process, 0) != 0 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the workbench goes on without its terminal")
    }
}
