import Foundation
import Recipes
import TestSupport
import Testing

/// `assay merge` and `assay runs --mlflow`: runs from elsewhere and to elsewhere.
@Suite struct CommandLineMergeTests {
    @Test func theRunsOfAnotherProjectComeOnce() throws {
        try withTool { tool in
            try tool.table()
            for project in ["a", "b"] {
                for seed in ["1", "2"] {
                    let words = ["train", "two.csv", "--target", "y", "--project", project, "--seed", seed, "--quiet", "--json"]
                    _ = try tool.run(words + Tool.small).json()
                }
            }
            _ = try tool("tag", "1", "keep", "--project", "a").json
            let first = try tool("merge", "a", "--project", "b", "--json").json()
            #expect(first["new"]?.arrayValue?.compactMap { $0["number"]?.intValue } == [3, 4])
            #expect(first["new"]?.arrayValue?.compactMap { $0["number_there"]?.intValue } == [1, 2])
            #expect(try tool("runs", "--project", "b", "--query", "tag:keep", "--json").json().arrayValue?.count == 1)
            let again = try tool("merge", "a", "--project", "b")
            #expect(again.status == 0 && again.output == "Nothing new: 2 here already.\n")
            // They are as good as if they had been made here.
            #expect(try tool("verify", "3", "--project", "b", "--json").json()["identical"]?.boolValue == true)
            let dry = try tool("delete", "--query", "number>3", "--dry-run", "--project", "b", "--json").json()
            #expect(dry["would_bin"]?.arrayValue?.count == 1)
            #expect(try tool("runs", "--project", "b", "--json").json().arrayValue?.count == 4)
            _ = try tool("delete", "4", "--project", "b")
            _ = try tool("delete", "--empty", "--project", "b")
            #expect(try tool("merge", "a", "--project", "b").output == "Nothing new: 1 here already, 1 deleted here.\n")
        }
    }

    @Test func whatCannotBeMergedIsSaidInASentence() throws {
        try withTool { tool in
            try tool.table()
            for (words, status, part) in [
                (["merge", "nowhere"], 2, "is not there"), (["merge", "."], 2, "no event files"),
                (["merge", "two.csv"], 1, "is no database"), (["merge"], 2, "missing"),
            ] {
                let answer = try tool.run(words)
                #expect(answer.status == Int32(status) && answer.error.contains(part), "\(words) \(answer.error)")
                #expect(answer.errorLines.count == 1)
            }
            _ = try tool.run(["train", "two.csv", "--target", "y", "--quiet"] + Tool.small)
            let itself = try tool("merge", tool.folder)
            #expect(itself.status == 2 && itself.error.contains("this project itself"))
            #expect(try tool("runs", "--mlflow", "two.csv").status == 1)
            #expect(try tool("runs", "--experiment", "e").status == 2)
            #expect(try tool("runs", "--mlflow", "m.db", "--csv").status == 2)
            #expect(try tool("runs", "--mlflow", "m.db", "--query", "state:failed").status == 1)
        }
    }

    @Test func namesFromOutsideDoNotReachTheTerminal() throws {
        try withTool { tool in
            let made = try tool(
                "log", input: #"{"t":"hello","v":1,"trainer":"evil\u001b[2Jname"}"# + "\n" + #"{"t":"end","status":"ok"}"# + "\n")
            #expect(made.status == 0)
            #expect(try tool("runs", "--mlflow", "m.db").status == 0)
            for words in [["merge", "m.db", "--project", "q"], ["runs", "--project", "q"], ["show", "1", "--project", "q"]] {
                let answer = try tool.run(words)
                #expect(answer.status == 0 && !(answer.output + answer.error).contains("\u{1B}"), "\(words)")
            }
        }
    }

    /// What the real program makes of a store of ours, and what we make of one of its own.
    @Test func theRealMLflowOpensWhatIsWritten() throws {
        // Where it is not installed there is nothing to try.
        guard let python = Tool.python(with: "mlflow") else { return }
        try withTool { tool in
            try tool.table()
            for seed in ["1", "2"] {
                _ = try tool.run(["train", "two.csv", "--target", "y", "--seed", seed, "--project", "p", "--quiet"] + Tool.small)
            }
            _ = try tool("note", "1", "a note", "--project", "p")
            _ = try tool("tag", "1", "team=red", "keep", "--project", "p")
            #expect(try tool("runs", "--project", "p", "--mlflow", "out.db").status == 0)
            let script = """
                import json, mlflow
                client = mlflow.MlflowClient("sqlite:///out.db")
                found = [e for e in client.search_experiments() if e.name == "p"][0]
                rows = []
                for run in client.search_runs([found.experiment_id], order_by=["start_time"]):
                    points = client.get_metric_history(run.info.run_id, "1/valid/log_loss")
                    rows.append({"id": run.info.run_id, "name": run.info.run_name, "status": run.info.status,
                        "params": run.data.params, "tags": run.data.tags, "metrics": run.data.metrics,
                        "points": [[p.step, p.value] for p in points], "times": [p.timestamp for p in points]})
                mine = client.create_run(found.experiment_id, run_name="by hand")
                client.log_param(mine.info.run_id, "rate", 0.25)
                for step in range(3): client.log_metric(mine.info.run_id, "val_auc", 0.5 + step / 10, step=step)
                client.set_terminated(mine.info.run_id)
                print(json.dumps(rows))
                """
            let process = Process()
            process.executableURL = URL(fileURLWithPath: python)
            process.arguments = ["-W", "ignore", "-c", script]
            process.currentDirectoryURL = URL(fileURLWithPath: tool.folder)
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let said = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            let runs = try #require(try JSON(parsing: String(decoding: said, as: UTF8.self)).arrayValue)
            #expect(runs.map { $0["name"]?.stringValue } == ["1 boosting", "2 boosting"])
            let shown = try tool("show", "1", "--points", "--project", "p", "--json").json()
            #expect(runs[0]["points"] == shown["points"]?["1/valid/log_loss"])
            #expect(runs[0]["metrics"]?["log_loss"] == shown["metrics"]?["log_loss"]?["mean"])
            #expect(runs[0]["status"]?.stringValue == "FINISHED" && runs[0]["params"]?["n_estimators"]?.stringValue == "10")
            #expect(runs[0]["tags"]?["mlflow.note.content"]?.stringValue == "a note")
            #expect(runs[0]["tags"]?["team"]?.stringValue == "red" && runs[0]["tags"]?["keep"]?.stringValue == "")
            let times = runs[0]["times"]?.arrayValue?.compactMap(\.doubleValue) ?? []
            #expect(times == times.sorted() && (shown["created"]?.doubleValue ?? .infinity) * 1000 <= times[0] + 1)

            // The file has MLflow's newest schema by now; what changed is written into that.
            _ = try tool("note", "2", "another", "--project", "p")
            let again = try tool("runs", "--project", "p", "--mlflow", "out.db", "--json").json()
            #expect(again["changed"]?.intValue == 1 && again["unchanged"]?.intValue == 1)
            // And the run that MLflow made comes in.
            let merged = try tool("merge", "out.db", "--project", "p", "--json").json()
            #expect(merged["known"]?.intValue == 2 && merged["new"]?.arrayValue?.count == 1)
            let mine = try tool("show", "last", "--points", "--project", "p", "--json").json()
            #expect(
                mine["points"]?["1/valid/auc"] == [[0, 0.5], [1, 0.6], [2, 0.7]] && mine["note"]?.stringValue == "by hand")
            #expect(mine["recipe"]?["model"]?["parameters"]?["rate"]?.doubleValue == 0.25)
        }
    }
}
