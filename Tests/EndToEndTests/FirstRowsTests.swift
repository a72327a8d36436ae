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
            /// Waits for something that is seen while the file is read; false where a busy machine looked only after the end.
            func isSeen(_ what: String, _ condition: @escaping (CapturedScreen) -> Bool) async throws -> Bool {
                func isRead(_ screen: CapturedScreen) -> Bool { screen.contains("rows × 4") && !screen.contains("of about") }
                return !isRead(try await terminal.wait(until: what) { isRead($0) || condition($0) })
            }
            guard
                try await isSeen(
                    "first rows are seen", { $0.text.contains(/of about [\d.]+ M rows/) && $0.contains(" 12.25") }),
                // The profile of a sample, with what it is of.
                try await isSeen("the sample is profiled", { $0.text.contains(/from \S+ of \S+ M rows/) })
            else { return }
            // The rows can be gone through meanwhile.
            try terminal.press("G")
            guard try await isSeen("the last of the first rows", { !$0.contains(" 12.25") }) else { return }
            try terminal.press("g")
            guard try await isSeen("the first of them again", { $0.contains(" 12.25") }) else { return }
            try terminal.press("Escape")
            guard try await isSeen("the end of the reading", { $0.contains("was stopped") }) else { return }
            try await workbench.quit()
            // Where nothing was kept there may be no folder.
            let left = (try? FileManager.default.subpathsOfDirectory(atPath: workbench.tool.folder + "/cache")) ?? []
            #expect(left.filter { $0.hasSuffix(".part") || $0.hasSuffix(".table") } == [])
        }
    }
}
