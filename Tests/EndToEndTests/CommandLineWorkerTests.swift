import Foundation
import Recipes
import TestSupport
import Testing

/// Runs that go on without the program that started them.
@Suite struct CommandLineWorkerTests {
    /// Waits until a run is over.
    private func end(of run: String, _ tool: Tool) throws -> JSON {
        for _ in 0..<600 {
            let shown = try tool("show", run, "--json").json()
            if let state = shown["state"]?.stringValue.flatMap(RunState.init(rawValue:)), state.isOver { return shown }
            usleep(50_000)
        }
        Issue.record("run \(run) does not end")
        return .null
    }

    @Test func aDetachedRunOutlivesWhatStartedIt() throws {
        try withTool { tool in
            try tool.table()
            let left = try tool.run(["train", "two.csv", "--target", "y", "--detach", "--json"] + Tool.small).json()
            #expect(left["state"]?.stringValue == "queued" || left["state"]?.stringValue == "running")
            let id = try #require(left["run"]?.stringValue)
            let shown = try end(of: id, tool)
            #expect(shown["state"]?.stringValue == "done", "\(shown["failure"]?.stringValue ?? "")")
            let here = try tool.run(["train", "--from", id, "--json"]).json()
            #expect(here["metrics"] == shown["metrics"])
        }
    }

    @Test func theQueueIsWorkedOnUntilItIsEmpty() throws {
        try withTool { tool in
            try tool.table()
            for seed in 1...3 {
                _ = try tool.run(["train", "two.csv", "--target", "y", "--detach", "--seed", "\(seed)"] + Tool.small)
            }
            for run in 1...3 { #expect(try end(of: String(run), tool)["state"]?.stringValue == "done") }
            #expect(try tool("work", "--json").json()["runs"] == .array([]))
        }
    }

    @Test func aKilledWorkerLeavesAnInterruptedRunThatResumes() throws {
        try withTool { tool in
            try tool.table(rows: 400)
            let options = ["--set", "n_estimators=100000", "--set", "learning_rate=0.01"]
            let left = try tool.run(["train", "two.csv", "--target", "y", "--detach", "--json"] + options).json()
            let id = try #require(left["run"]?.stringValue)
            let pid = try running(id, tool)
            #expect(try tool("pause", id, "--json").status == 0)
            kill(pid, SIGKILL)
            for _ in 0..<200 {
                if try tool("show", id, "--json").json()["state"]?.stringValue == "interrupted" { break }
                usleep(20_000)
            }
            #expect(try tool("show", id, "--json").json()["state"]?.stringValue == "interrupted")
            #expect(try tool("resume", id, "--detach", "--json").status == 0)
            _ = try running(id, tool)
            #expect(try tool("cancel", id, "--json").status == 0)
            #expect(try end(of: id, tool)["state"]?.stringValue == "cancelled")
        }
    }

    @Test func interruptingOnceKeepsAndTwiceCancels() throws {
        try withTool { tool in
            try tool.table(rows: 400)
            let arguments =
                ["train", "two.csv", "--target", "y", "--json", "--set", "n_estimators=100000", "--set", "learning_rate=0.001"]
            let kept = try tool.start(arguments)
            _ = try running("last", tool)
            kill(kept.process.processIdentifier, SIGINT)
            let answer = kept.finish()
            #expect(answer.status == 0)
            #expect(try answer.json()["state"]?.stringValue == "stopped")

            let thrown = try tool.start(arguments)
            _ = try running("2", tool)
            kill(thrown.process.processIdentifier, SIGINT)
            kill(thrown.process.processIdentifier, SIGTERM)
            #expect(thrown.finish().status == 130)
            #expect(try tool("show", "2", "--json").json()["state"]?.stringValue == "cancelled")
        }
    }

    /// Waits until a run trains, and gives its process.
    private func running(_ run: String, _ tool: Tool) throws -> pid_t {
        for _ in 0..<600 {
            let answer = try tool("show", run, "--json")
            if answer.status == 0 {
                let shown = try answer.json()
                let done = shown["progress"]?["done"]?.intValue ?? 0
                if shown["state"]?.stringValue == "running", done > 0, let pid = shown["pid"]?.intValue { return pid_t(pid) }
            }
            usleep(20_000)
        }
        throw AssayError(code: "late", message: "run \(run) does not begin")
    }
}
