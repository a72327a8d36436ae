import Foundation
import Recipes
import TestSupport
import Testing

/// An import may be killed at any moment: whoever comes next reads the right table, and clears what is left.
@Suite(.serialized) struct KilledImportTests {
    /// What `import --json` tells of a table: all but the time it took.
    private struct Read: Equatable {
        var rows: Int?
        var fingerprint: String?
        var columns: JSON?

        init(_ json: JSON) {
            rows = json["rows"]?.intValue
            fingerprint = json["fingerprint"]?.stringValue
            columns = json["columns"]
        }
    }

    /// The optimised program reads a large file; the other one would take minutes for so many imports of it.
    private static let executable = Tool.release ?? Tool.executable
    private static let rows = Tool.release == nil ? 60_000 : 700_000

    private func writeTable(_ path: String) throws {
        var state: UInt64 = 7
        var text = "id,value,word,note\n"
        for row in 0..<Self.rows {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text += "\(row),\(Double(state >> 40) / 1000),w\(state >> 50),\"a note, the \(state >> 44)th\"\n"
        }
        try writeText(text, to: path)
    }

    private func read(_ tool: Tool) throws -> Read {
        Read(try tool.run(["import", "x.csv", "--json"], executable: Self.executable).json())
    }

    private func cached(_ tool: Tool) -> [String] {
        (try? FileManager.default.subpathsOfDirectory(atPath: tool.folder + "/cache").filter { $0.contains(".") }) ?? []
    }

    @Test func killingAtAnyMomentLeavesNoHalfTable() throws {
        try withTool { tool in
            try writeTable(tool.folder + "/x.csv")
            let undisturbed = Tool(folder: tool.folder, environment: ["XDG_CACHE_HOME": tool.folder + "/other"])
            let clock = ContinuousClock()
            let began = clock.now
            let wanted = try read(undisturbed)
            let duration = clock.now - began
            #expect(wanted.rows == Self.rows)
            var random = SeededGenerator(seed: 11)
            var killed = 0
            for attempt in 0..<25 {
                let process = try tool.start(["import", "x.csv", "--quiet"], executable: Self.executable).process
                // Spread over all of it, and a little behind its end, where the last files are written.
                let share = (Double(attempt) + Double.random(in: 0..<1, using: &random)) / 25 * 1.1
                Thread.sleep(forTimeInterval: duration / .seconds(1) * share)
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                if process.terminationReason == .uncaughtSignal { killed += 1 }
                #expect(try read(tool) == wanted, "killed after \(share) of its time")
                #expect(cached(tool).filter { $0.hasSuffix(".part") } == [], "killed after \(share) of its time")
                // What the cache says now is what it says the next time.
                if attempt % 8 == 0 { #expect(try read(tool) == wanted) }
                try FileManager.default.removeItem(atPath: tool.folder + "/cache")
            }
            #expect(killed > 5)
        }
    }

    @Test func aKilledImportLeavesNothingForLong() throws {
        try withTool { tool in
            try writeTable(tool.folder + "/x.csv")
            // Killed as soon as it has begun to write, many times over: nothing piles up.
            for _ in 0..<3 {
                let process = try tool.start(["import", "x.csv", "--quiet"], executable: Self.executable).process
                while process.isRunning, !cached(tool).contains(where: { $0.hasSuffix(".part") }) { usleep(500) }
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
            }
            _ = try read(tool)
            #expect(cached(tool).filter { $0.hasSuffix(".part") } == [])
            #expect(cached(tool).filter { $0.hasSuffix(".table") }.count == 1)
        }
    }

    @Test func damageToTheCacheIsNoticedAndMended() throws {
        try withTool { tool in
            try tool.table("x.csv", rows: 4000)
            let wanted = try read(tool)
            let profile = try tool("profile", "x.csv", "--json").output
            let name = try #require(cached(tool).first { $0.hasSuffix(".table") })
            let path = "\(tool.folder)/cache/\(name)"
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            var random = SeededGenerator(seed: 5)
            for attempt in 0..<30 {
                // The header, the directory at the end, and the bodies between them.
                let range = [0..<32, whole.count - 200..<whole.count, 64..<whole.count - 200][attempt % 3]
                var bytes = whole
                bytes[Int.random(in: range, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                try bytes.write(to: URL(fileURLWithPath: path))
                #expect(try read(tool) == wanted, "attempt \(attempt)")
                if attempt % 6 == 2 { #expect(try tool("profile", "x.csv", "--json").output == profile, "attempt \(attempt)") }
            }
        }
    }
}
