import Foundation
import GRDB
import Recipes
import TestSupport
import Testing

@testable import RunStore

/// docs/store.md is a promise: it names all that there is, and its program reads what it says it reads.
@Suite struct StoreManualTests {
    let folder = TemporaryFolder()

    private func manual() throws -> String { try readText(packageFolder + "/docs/store.md") }

    @Test func everyTableAndColumnIsNamed() throws {
        _ = try RunStore(folder: folder.path + "/.assay")
        let queue = try DatabaseQueue(path: folder.path + "/.assay/runs.sqlite")
        let schema = try queue.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
                .map { ($0, try db.columns(in: $0).map(\.name)) }
        }
        // What stands below each heading, in the first cell of a row.
        var named: [String: Set<String>] = [:]
        var table: String?
        for line in try manual().split(separator: "\n") {
            let words = line.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
            if line.hasPrefix("### `") {
                table = words[1]
                named[words[1]] = []
            } else if line.hasPrefix("## ") {
                table = nil
            } else if let table, line.hasPrefix("| `"), let cell = line.dropFirst(2).components(separatedBy: " | ").first {
                for (place, word) in cell.components(separatedBy: "`").enumerated() where place % 2 == 1 {
                    named[table]?.insert(word)
                }
            }
        }
        #expect(Set(schema.map(\.0)) == Set(named.keys))
        for (table, columns) in schema {
            #expect(Set(columns) == named[table], "\(table)")
        }
    }

    @Test func theVersionIsTheOneThatItSays() throws {
        let text = try manual()
        #expect(text.contains("the version of the schema, \(Schema.version) today"))
        #expect(text.contains("runs.sqlite.v\(Schema.version - 1).backup"))
        #expect(text.contains("0x" + String(Schema.applicationID, radix: 16)))
    }

    /// Where Python is not installed there is nothing to try.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "there is no python3"))
    func itsProgramReadsWhatWasWritten() throws {
        let store = try RunStore(folder: folder.path + "/.assay")
        let run = try store.running()
        // Regular and irregular steps, sealed and not, and what is missing.
        try store.append([points("1/valid/auc", from: -5, count: 5000, every: 3) { Double($0) / 7 }], to: run.id)
        try store.append([points("1/valid/auc", from: 20_000, count: 10) { $0 == 20_003 ? .nan : Double($0) }], to: run.id)
        let squares = (1...4500).map { $0 * $0 }
        let curve = SeriesPoints(name: SeriesName("refit/train/log_loss"), steps: squares, values: squares.map { 1 / Double($0) })
        try store.append([curve, points("2/valid/auc", from: 0, count: 3) { _ in 0.5 }], to: run.id)
        #expect(try store.series(of: run.id).contains { $0.count > 4096 })

        let section = try #require(try manual().components(separatedBy: "## Reading points without assay").last)
        let lines = section.components(separatedBy: "\n").drop { !$0.hasPrefix("    ") }
        let program = lines.prefix { $0.isEmpty || $0.hasPrefix("    ") }.map { $0.dropFirst(4) }.joined(separator: "\n")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", program, folder.path, String(run.number)]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)

        var read: [String: (steps: [Int], values: [Double])] = [:]
        for line in said.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            read[words[0], default: ([], [])].steps.append(try #require(Int(words[1])))
            read[words[0]]?.values.append(try #require(Double(words[2])))
        }
        for series in try store.points(of: run.id) {
            let found = try #require(read[series.name.description])
            #expect(found.steps == series.steps)
            #expect(found.values.map { $0.isNaN ? -1 : $0 } == series.values.map { $0.isNaN ? -1 : $0 })
        }
        #expect(read.count == 3)
    }
}
