import Foundation
import Recipes
import TestSupport
import Testing

/// What takes room, what could go, and what is wrong.
@Suite struct CommandLineHousekeepingTests {
    @Test func roomIsShownAndFreedOnlyWhenAskedFor() throws {
        try withTool { tool in
            try tool.table()
            for seed in 1...2 {
                _ = try tool.run(["train", "two.csv", "--target", "y", "--seed", "\(seed)", "--quiet"] + Tool.small)
            }
            let lost = tool.folder + "/.assay/checkpoints/gone"
            try FileManager.default.createDirectory(
                atPath: tool.folder + "/.assay/checkpoints", withIntermediateDirectories: true)
            try writeText("half a state", to: lost)
            let shown = try tool("gc", "--json").json()
            #expect(shown["runs"]?.arrayValue?.count == 2 && shown["freed"] == .null)
            #expect(shown["leftovers"]?.arrayValue?.count == 1 && shown["evictable"]?.arrayValue?.count == 1)
            #expect(FileManager.default.fileExists(atPath: lost))
            #expect(try tool("gc", "--results").status == 2)
            #expect(try tool("gc", "--free", "--results").output.contains("Freed "))
            #expect(!FileManager.default.fileExists(atPath: lost))
            // The last run keeps its model; the first can be had again.
            #expect(try tool("verify", "1").status == 0)
            #expect(try tool("predict", "last", "two.csv", "--out", "p.csv").status == 0)
        }
    }

    @Test func theDoctorSaysWhatIsWrongAndMendsWhatItCan() throws {
        try withTool { tool in
            try tool.table()
            _ = try tool.run(["train", "two.csv", "--target", "y", "--quiet"] + Tool.small)
            var fit = tool
            fit.environment["TERM"] = "xterm-256color"
            #expect(try fit("doctor").status == 0)
            var unfit = tool
            unfit.environment["TERM"] = "no-such-terminal"
            let answer = try unfit("doctor")
            #expect(answer.status == 1 && answer.output.contains("no description of no-such-terminal"))
            try FileManager.default.createDirectory(
                atPath: tool.folder + "/.assay/checkpoints", withIntermediateDirectories: true)
            try writeText("half a state", to: tool.folder + "/.assay/checkpoints/gone")
            #expect(try fit("doctor").output.contains("leftovers"))
            let mended = try fit("doctor", "--mend", "--json").json()
            #expect(mended.arrayValue?.contains { $0["level"]?.stringValue == "mended" } == true)
            #expect(try !fit("doctor").output.contains("leftovers"))
        }
    }

    @Test func aDamagedStoreIsFound() throws {
        try withTool { tool in
            try tool.table()
            for seed in 1...3 {
                _ = try tool.run(["train", "two.csv", "--target", "y", "--seed", "\(seed)", "--quiet"] + Tool.small)
            }
            let path = tool.folder + "/.assay/runs.sqlite"
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            for place in bytes.count / 2..<bytes.count { bytes[place] = UInt8(truncatingIfNeeded: place &* 31) }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            var fit = tool
            fit.environment["TERM"] = "xterm-256color"
            let answer = try fit("doctor")
            #expect(answer.status == 1 && answer.output.contains("wrong"))
        }
    }
}
