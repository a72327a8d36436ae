import Foundation
import Glibc
import Recipes
import TestSupport
import Testing

/// `assay log`: lines of any program become a run.
@Suite struct CommandLineLogTests {
    private static let lines = """
        {"t":"hello","v":1,"trainer":"reinforce.py","params":{"rate":0.01,"deep":true},"total":3}
        {"t":"metric","step":1,"values":{"accuracy":0.5,"1/train/loss":2.5}}
        {"t":"metric","step":2,"values":{"accuracy":0.75,"1/train/loss":1.5,"2/valid/accuracy":0.25}}
        this is no message

        """

    @Test func linesBecomeARun() throws {
        try withTool { tool in
            let first = try tool(
                "log", "--name", "first try", "--json", input: Self.lines + "{\"t\":\"end\",\"status\":\"ok\"}\n")
            let id = try #require(try first.json()["run"]?.stringValue)
            let shown = try tool("show", id, "--points", "--json").json()
            #expect(shown["state"]?.stringValue == "done" && shown["note"]?.stringValue == "first try")
            #expect(shown["model"]?.stringValue == "reinforce.py")
            #expect(shown["recipe"]?["model"]?["parameters"] == ["rate": 0.01, "deep": true])
            #expect(shown["metrics"]?["accuracy"]?["folds"] == [0.75, 0.25])
            #expect(shown["points"]?["1/valid/accuracy"] == [[1, 0.5], [2, 0.75]])
            #expect(shown["points"]?["1/train/loss"] == [[1, 2.5], [2, 1.5]])
            #expect(shown["trainer"]?["malformed"]?.intValue == 1)
            let listed = try tool("runs", "--query", "model:reinforce.py accuracy>0.4", "--json").json()
            #expect(listed.arrayValue?.count == 1)
            for words in [["verify", id], ["resume", id]] {
                #expect(try tool.run(words).status == 1)
            }
            // It has no table, and can be held against others all the same.
            #expect(try tool("compare", id, id, "--json").json()["pairs"]?.arrayValue?.count == 1)
        }
    }

    @Test func howItEndsIsWhatTheLinesSay() throws {
        try withTool { tool in
            let broken = try tool("log", input: Self.lines)
            #expect(broken.status == 1 && broken.error.contains("broke off"))
            let failed = try tool("log", input: Self.lines + "{\"t\":\"end\",\"status\":\"failed\",\"text\":\"no memory\"}\n")
            #expect(failed.status == 1 && failed.error.contains("no memory"))
            let noise = try tool("log", input: String(repeating: "noise\n", count: 101))
            #expect(noise.status == 1 && noise.error.contains("more than 100 lines"))
            let states = try tool("runs", "--sort", "number", "--json").json().arrayValue?.compactMap { $0["state"]?.stringValue }
            #expect(states?.sorted() == ["failed", "failed", "interrupted"])
        }
    }

    @Test func theRunIsLiveBeforeThePipeEnds() throws {
        try withTool { tool in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Tool.executable)
            process.arguments = ["log", "--json"]
            process.currentDirectoryURL = URL(fileURLWithPath: tool.folder)
            process.environment = ["HOME": tool.folder, "XDG_STATE_HOME": tool.folder + "/state", "PATH": "/usr/bin:/bin"]
            let input = Pipe()
            process.standardInput = input
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            // The run is told before a line was read.
            let said = try JSON(parsing: String(decoding: output.fileHandleForReading.availableData, as: UTF8.self))
            let id = try #require(said["run"]?.stringValue)
            input.fileHandleForWriting.write(Data(Self.lines.utf8))
            var points = 0
            for _ in 0..<200 where points < 2 {
                usleep(20_000)
                let shown = try tool("show", id, "--points", "--json").json()
                #expect(shown["state"]?.stringValue == "running")
                points = shown["points"]?["1/valid/accuracy"]?.arrayValue?.count ?? 0
            }
            #expect(points == 2)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(try tool("show", id, "--json").json()["state"]?.stringValue == "interrupted")
        }
    }
}
