import Foundation
import Glibc
import Learning
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Experiments

@Suite struct TrainerFailureTests {
    let bench: TrainerBench

    init() throws { bench = try TrainerBench() }

    @Test func aCrashIsToldWithTheLastWords() throws {
        let status = try bench.run("echo one >&2; echo 'ValueError: bad depth' >&2; exit 3")
        #expect(status.state == .failed)
        #expect(status.failure == "train.sh ended with status 3: ValueError: bad depth")
        let signal = try bench.run("echo out of memory >&2; kill -9 $$")
        #expect(signal.failure == "train.sh was ended by signal 9 (Killed): out of memory")
        let silent = try bench.run("exit 1")
        #expect(silent.failure == "train.sh ended with status 1")
        let said = try bench.run(#"echo '{"t":"end","status":"failed","text":"no memory left"}'"#)
        #expect(said.failure == "train.sh says that it failed: no memory left")
    }

    @Test func aProgramThatIsNotThereIsASentence() throws {
        let recipe = try TrainerBench.recipe(["no-such-program-of-mine", "x"])
        if let trainer = recipe.trainer, let question = bench.project.trustQuestion(for: trainer) {
            try bench.project.trust(question)
        }
        let new = bench.newRun(recipe)
        #expect(code { _ = try bench.worker.train(new) } == "no_trainer")
        #expect(try bench.store.run(new.id).failure?.contains("no-such-program-of-mine") == true)
    }

    @Test func malformedLinesAreCountedAndToldAndEndTheRunAfterAHundred() throws {
        let noise = #"for i in $(seq 1 COUNT); do echo "not a message"; done"#
        let some = try bench.run(noise.replacing("COUNT", with: "100") + "\n" + TrainerBench.predictions)
        #expect(some.state == .done)
        let record = "\(bench.store.folder)/artifacts/\(some.id)/trainer.json"
        let said = try JSON(parsing: String(contentsOfFile: record, encoding: .utf8))
        #expect(said["malformed"]?.intValue == 100)
        #expect(said["remarks"]?.arrayValue?.first?.stringValue?.contains("100 lines that were no message") == true)
        let many = try bench.run(noise.replacing("COUNT", with: "101") + "\nsleep 60\n" + TrainerBench.predictions)
        #expect(many.state == .failed)
        #expect(many.failure?.contains("more than 100 lines that are no messages") == true)
    }

    @Test func strangeLinesNeverTrap() throws {
        let lines = [
            #"{"t":"metric","step":1e300,"values":{"a":1}}"#, #"{"t":"metric","step":-1,"values":{"a":1}}"#,
            #"{"t":"metric","step":1.5,"values":{"a":1}}"#, #"{"t":"metric","values":{"a":"x"}}"#, #"{"t":"metric"}"#,
            #"{"t":"metric","values":{"a":NaN}}"#, #"{"t":"metric","values":{"\\u001b[31m":1}}"#,
            #"{"t":"metric","values":{"":1}}"#,
            #"{"t":"progress"}"#, #"{"t":"progress","done":9007199254740993,"total":1}"#, #"{"t":"predictions"}"#,
            #"{"t":"predictions","fold":1,"rows":[1.5],"p":[0.5]}"#, #"{"t":"predictions","fold":1,"rows":[1,2],"p":[0.5]}"#,
            #"{"t":"predictions","fold":1e18,"rows":[1],"p":[0.5]}"#, #"{"t":"artifact"}"#, #"{"t":"log"}"#, #"{"t":7}"#, "[]",
            "{}", "7",
            #"{"t":"hello","total":-4}"#, #"{"t":"metric","step":1,"step":2,"values":{}}"#,
        ]
        let quiet = [
            #"{"t":"future","x":1}"#, "", "   ", #"{"t":"metric","values":{}}"#, #"{"t":"artifact","name":"a","path":"../../x"}"#,
        ]
        let script =
            (lines + quiet).map { "echo '\($0)'" }.joined(separator: "\n") + "\n" + TrainerBench.predictions
            + "\nprintf '\\377\\376\\n'\nprintf '{\"t\":\"metric\",\"values\":{\"cut\":1'"
        let run = try bench.run(script)
        #expect(run.state == .done, "\(run.failure ?? "")")
        let record = "\(bench.store.folder)/artifacts/\(run.id)/trainer.json"
        let said = try JSON(parsing: String(contentsOfFile: record, encoding: .utf8))
        #expect(said["malformed"]?.intValue == lines.count + 2)
        #expect(bench.log(of: run).contains("JSON has no NaN"))
        #expect(bench.log(of: run).contains("it was cut off"))
        #expect(said["remarks"]?.arrayValue?.contains { $0.stringValue?.contains("the artefact a is not kept") == true } == true)
    }

    @Test func aLineWithoutAnEndIsStillTaken() throws {
        let run = try bench.run(TrainerBench.predictions + "\n" + #"printf '{"t":"metric","values":{"last":1}}'"#)
        #expect(run.state == .done)
        #expect(try bench.store.series(of: run.id).map(\.name.metric) == ["last"])
    }

    @Test func artefactsStayInTheRunsFolder() throws {
        try "secret".write(toFile: bench.project.folder + "/outside.bin", atomically: true, encoding: .utf8)
        let run = try bench.run(
            """
            echo '{"t":"artifact","name":"../../../../../evil\\u001b[2J","path":"'$PWD'/outside.bin"}'
            echo '{"t":"artifact","name":"none","path":"nowhere"}'
            echo '{"t":"artifact","name":"folder","path":"/etc"}'
            echo '{"t":"artifact","name":"device","path":"/dev/zero"}'
            \(TrainerBench.predictions)
            """)
        #expect(run.state == .done)
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(bench.store.folder)/artifacts/\(run.id)")
        #expect(names.sorted() == ["evil_[2J", "trainer.json"])
        #expect(!FileManager.default.fileExists(atPath: bench.project.folder + "/evil"))
    }

    @Test func hugeLinesAreBounded() throws {
        var reader = LineReader("a", longestLine: 1000)
        var told: [String] = []
        var messages = 0
        let text = String(repeating: "x", count: 100_000) + "\n{\"t\":\"log\",\"text\":\"a\"}\n"
        for byte in text.utf8 {
            try withUnsafeBytes(of: byte) { bytes throws(AssayError) in
                try reader.take(bytes, tell: { told.append($0) }) { _ throws(AssayError) in messages += 1 }
            }
        }
        #expect(told.count == 1 && told[0].contains("it is longer than") && messages == 1)
    }

    @Test func whatWasNotAgreedToIsNotStarted() throws {
        let run = bench.newRun(try bench.recipe(script: "touch started", trusted: false))
        #expect(code { _ = try bench.worker.train(run) } == "untrusted")
        #expect(!FileManager.default.fileExists(atPath: bench.project.folder + "/started"))
        #expect(try bench.store.run(run.id).failure?.contains("sh train.sh") == true)
        let trainer = try #require(run.recipe.trainer)
        try bench.project.trust(try #require(bench.project.trustQuestion(for: trainer)))
        #expect(bench.project.trustQuestion(for: trainer) == nil)
        // Another command and a changed script are asked for anew; another project does not inherit the answer.
        #expect(bench.project.trustQuestion(for: try OutsideTrainer(command: ["sh", "train.sh", "-x"])) != nil)
        var other = bench.project
        other.folder += "/elsewhere"
        #expect(other.trustQuestion(for: trainer) != nil)
        _ = try bench.recipe(script: "touch started # changed", trusted: false)
        let question = try #require(bench.project.trustQuestion(for: trainer))
        #expect(question.files == ["train.sh"] && question.line == "sh train.sh")
    }
}
