import Foundation
import Glibc
import Recipes
import TestSupport
import Testing

/// Outside trainers by the command line, the sample project among them.
@Suite struct CommandLineTrainerTests {
    /// A copy of the sample projects that the trainers need, with nothing of anybody's runs.
    private func withSamples(_ body: (Tool, _ project: String) throws -> Void) throws {
        try withTool { tool in
            let project = tool.folder + "/trainers"
            for name in ["trainers", "wine"] {
                try FileManager.default.createDirectory(atPath: tool.folder + "/" + name, withIntermediateDirectories: true)
                for file in try FileManager.default.contentsOfDirectory(atPath: packageFolder + "/sample-projects/" + name)
                where !file.hasPrefix(".") && !file.hasPrefix("_") {
                    try FileManager.default.copyItem(
                        atPath: "\(packageFolder)/sample-projects/\(name)/\(file)", toPath: "\(tool.folder)/\(name)/\(file)")
                }
            }
            try body(tool, project)
        }
    }

    @Test func theTrainerInAwkKnowsTheSharesAsTheBaselineDoes() throws {
        try withSamples { tool, project in
            let outside = try tool("train", "--project", project, "--trainer", "shares", "--trust", "--json").json()
            let native = try tool("train", "--project", project, "--model", "baseline", "--json").json()
            #expect(outside["state"]?.stringValue == "done")
            for metric in ["log_loss", "accuracy", "brier"] {
                let folds = try [outside, native].map { try #require($0["metrics"]?[metric]?["folds"]?.arrayValue) }
                for (a, b) in zip(folds[0], folds[1]) {
                    #expect(abs((a.doubleValue ?? 0) - (b.doubleValue ?? 1)) < 1e-9, "\(metric)")
                }
            }
            let pairs = try tool("compare", "1", "2", "--project", project, "--json").json()["pairs"]?.arrayValue
            #expect(pairs?.first?["metrics"]?.arrayValue?.isEmpty == false)
        }
    }

    @Test(arguments: [
        ("plain", nil, 0.93), ("sklearn", "sklearn", 0.9), ("lightgbm", "lightgbm", 0.9), ("torch", "torch", 0.93),
    ])
    func theTrainersOfTheSampleProjectWork(name: String, library: String?, accuracy: Double) throws {
        // Where the library is not installed there is nothing to try.
        guard let python = Tool.python(with: library) else { return }
        try withSamples { tool, project in
            var tool = tool
            tool.environment["ASSAY_PYTHON"] = python
            let few = ["sklearn": ["--set", "max_iter=20"], "lightgbm": ["--set", "n_estimators=30"]][name] ?? []
            let run = try tool.run(["train", "--project", project, "--trainer", name, "--trust", "--json"] + few).json()
            #expect(run["state"]?.stringValue == "done")
            #expect((run["metrics"]?["accuracy"]?["mean"]?.doubleValue ?? 0) > accuracy)
            let shown = try tool("show", "last", "--points", "--project", project, "--json").json()
            #expect((shown["points"]?["5/valid/log_loss"]?.arrayValue?.count ?? 0) > 1)
            #expect(shown["trainer"]?["malformed"]?.intValue == 0)
            #expect(shown["trainer"]?["params"] == shown["recipe"]?["model"]?["parameters"])
            if name == "lightgbm" { #expect(shown["trainer"]?["artifacts"]?.arrayValue?.count == 1) }
        }
    }

    @Test func noSampleTrainerIsLongerThanSixtyLines() throws {
        let folder = packageFolder + "/sample-projects/trainers"
        for file in try FileManager.default.contentsOfDirectory(atPath: folder)
        where file.hasSuffix(".py") || file.hasSuffix(".sh") {
            #expect(
                try readText(folder + "/" + file).split(separator: "\n", omittingEmptySubsequences: false).count <= 60, "\(file)")
        }
    }

    @Test func nothingIsStartedBeforeSomebodyAgreed() throws {
        try withTool { tool in
            try tool.table()
            try writeText("touch started\n", to: tool.folder + "/train.sh")
            let words = ["train", "two.csv", "--target", "y", "--trainer", "sh train.sh"]
            for more in [[], ["--detach"]] {
                let refused = try tool.run(words + more)
                #expect(refused.status == 1 && refused.error.contains("sh train.sh") && refused.error.contains("--trust"))
            }
            #expect(!FileManager.default.fileExists(atPath: tool.folder + "/started"))
            #expect(try tool.run(words + ["--trust"]).status == 0)
            #expect(FileManager.default.fileExists(atPath: tool.folder + "/started"))
            // Agreed to once, it is not asked for again, until the script changes.
            #expect(try tool.run(words + ["--detach"]).status == 0)
            try writeText("touch changed\n", to: tool.folder + "/train.sh")
            #expect(try tool("verify", "1").status == 1)
            #expect(try tool("resume", "1").status == 1)
            #expect(!FileManager.default.fileExists(atPath: tool.folder + "/changed"))
        }
    }

    @Test func aKilledWorkerTakesItsTrainerAlong() throws {
        try withTool { tool in
            try tool.table()
            try writeText(
                "sleep 1000 &\necho $$ $! > pids\nwhile true; do echo '{\"t\":\"metric\",\"values\":{\"a\":1}}'; sleep 0.05; done\n",
                to: tool.folder + "/train.sh")
            let running = try tool.start(["train", "two.csv", "--target", "y", "--trainer", "sh train.sh", "--trust"])
            func pids() -> [pid_t] {
                ((try? readText(tool.folder + "/pids")) ?? "").split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
            }
            func lives(_ pid: pid_t) -> Bool {
                let text = (try? readText("/proc/\(pid)/stat")) ?? ""
                return !text.isEmpty && !text.contains(") Z ")
            }
            for _ in 0..<400 where pids().count < 2 { usleep(25_000) }
            let family = pids()
            #expect(family.count == 2 && family.allSatisfy(lives))
            kill(running.process.processIdentifier, SIGKILL)
            for _ in 0..<400 where family.contains(where: lives) { usleep(25_000) }
            #expect(!family.contains(where: lives))
            let shown = try tool("show", "last", "--json").json()
            #expect(shown["state"]?.stringValue == "interrupted")
        }
    }

    @Test func hostileWordsOfATrainerStayText() throws {
        try withTool { tool in
            try tool.table()
            let hostile = #"\u001b[31mred\u001b]0;owned\u0007\u009b2J\u202eevil"#
            try writeText(
                """
                echo '{"t":"hello","trainer":"\(hostile)","params":{"\(hostile)":"\(hostile)"}}'
                echo '{"t":"artifact","name":"\(hostile)","path":"\(hostile)"}'
                printf '\\033[31mValueError: \\033]0;owned\\007\\302\\2332J\\n' >&2
                echo '{"t":"end","status":"failed","text":"\(hostile)"}'
                """, to: tool.folder + "/train.sh")
            let words = ["train", "two.csv", "--target", "y", "--trainer", "sh train.sh", "--trust"]
            for answer in [try tool.run(words), try tool("show", "last"), try tool("runs")] {
                let acting = (answer.output + answer.error).unicodeScalars.filter {
                    ($0.value < 0x20 && $0.value != 0x0A) || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
                }
                #expect(acting.isEmpty)
                #expect(!(answer.output + answer.error).isEmpty)
            }
        }
    }

    @Test func aProjectsTrainersAreReadFromItsFile() throws {
        try withTool { tool in
            try tool.table()
            try writeText("exit 0\n", to: tool.folder + "/train.sh")
            try writeText(
                """
                data = "two.csv"
                target = "y"
                trainer = "mine"
                [trainers.mine]
                command = ["sh", "train.sh"]
                parameters = { depth = 4, rate = 0.5, loss = "mae" }
                """, to: tool.folder + "/assay.toml")
            #expect(try tool("train", "--trust", "--json").status == 0)
            let recipe = try tool("show", "last", "--recipe").json()
            #expect(recipe["trainer"] == ["sh", "train.sh"])
            #expect(recipe["model"]?["parameters"] == ["depth": 4, "rate": 0.5, "loss": "mae"])
            #expect(try tool("train", "--set", "depth=5", "--json").status == 0)
            #expect(try tool("show", "last", "--recipe").json()["model"]?["parameters"]?["depth"]?.intValue == 5)
            #expect(try tool("train", "--model", "baseline", "--json").status == 0)
            #expect(try tool("show", "last", "--recipe").json()["trainer"] == nil)
            try writeText("target = \"y\"\ntrainer = \"none\"\n", to: tool.folder + "/assay.toml")
            let wrong = try tool("train", "two.csv")
            #expect(wrong.status == 1 && wrong.error.contains("line 2"))
        }
    }
}
