import Foundation
import Recipes
import TestSupport
import Testing

/// A large file is seen before it is read.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct FirstRowsTests {
    /// Writes a table of some 150 MB, the same rows over and over.
    private func writeLarge(_ path: String) throws {
        try writeText("first,second,third,city\n", to: path)
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        let rows = (0..<20_000).map { "\($0).25,\($0 % 100),text \($0 % 1000),\(["Rome", "Oslo", "Lima"][$0 % 3])\n" }.joined()
        let block = Data(rows.utf8)
        for _ in 0..<(150 << 20) / block.count { try file.write(contentsOf: block) }
        try file.close()
    }

    @Test func rowsAndTheirProfileAreThereBeforeTheImportEnds() async throws {
        try await withWorkbench(.small, columns: 140, rows: 40) { workbench in
            let terminal = workbench.terminal
            try writeLarge(workbench.tool.folder + "/large.csv")
            try terminal.enter("clear; \"$ASSAY\" large.csv; echo \"status $?\"")
            let screen = try await terminal.wait(until: "first rows are seen") {
                $0.contains("the first ") && $0.contains(" 12.25") && $0.contains("text 12")
            }
            #expect(screen.text.contains(/of about [\d.]+ M rows/), "\(screen)")
            // The profile of a sample, with what it is of.
            try await terminal.wait(until: "the sample is profiled") { $0.text.contains(/from \S+ of \S+ M rows/) }
            // The rows can be gone through meanwhile.
            try terminal.press("G")
            try await terminal.wait(until: "the last of the first rows") { !$0.contains(" 12.25") && $0.contains("the first ") }
            try terminal.press("g")
            try await terminal.wait(for: " 12.25", "the first ")
            try terminal.press("Escape")
            try await terminal.wait(for: "was stopped")
            try await workbench.quit()
            // Where nothing was kept there may be no folder.
            let left = (try? FileManager.default.subpathsOfDirectory(atPath: workbench.tool.folder + "/cache")) ?? []
            #expect(left.filter { $0.hasSuffix(".part") || $0.hasSuffix(".table") } == [])
        }
    }
}
