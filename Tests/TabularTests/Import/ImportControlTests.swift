import Glibc
import Recipes
import Synchronization
import TestSupport
import Testing

@testable import Tabular

@Suite struct ImportControlTests {
    private static let text = "a,b\n" + (0..<20_000).map { "\($0 % 97),w\($0 % 13)\n" }.joined()

    @Test(arguments: [1, 2]) func aStoppedImportLeavesNothing(_ threads: Int) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            try write(Array(Self.text.utf8), to: path)
            var importer = TableImporter(cacheFolder: folder + "/cache")
            importer.chunk = 5000
            /// How often an import asks that is stopped behind so many questions; nil where it was not.
            func asked(limit: Int) throws -> Int {
                let calls = Atomic(0)
                let control = ImportControl(threads: threads) { calls.add(1, ordering: .relaxed).newValue > limit }
                do throws(AssayError) {
                    _ = try importer.table(at: path, bypassingCache: true, control: control) { _ in }
                    #expect(limit == .max)
                } catch {
                    #expect(error.code == "import_stopped", "stopped behind \(limit)")
                    #expect(names(in: folder + "/cache") == [], "stopped behind \(limit)")
                }
                return calls.load(ordering: .relaxed)
            }
            let whole = try asked(limit: .max)
            #expect(whole > 10)
            removeCache(folder + "/cache")
            // A file that was written just now is hashed once more in the end, so the last questions are not always asked.
            for limit in 0..<whole - 3 { _ = try asked(limit: limit) }
            #expect(try importer.table(at: path).rowCount == 20_000)
        }
    }

    private func removeCache(_ folder: String) {
        for name in names(in: folder) { unlink("\(folder)/\(name)") }
    }

    @Test func progressTellsPhasesBytesAndRows() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            try write(Array(Self.text.utf8), to: path)
            var importer = TableImporter(cacheFolder: nil)
            importer.chunk = 5000
            var told: [ImportProgress] = []
            let table = try importer.table(at: path, control: ImportControl(threads: 1)) { told.append($0) }
            #expect(told.map(\.share) == told.map(\.share).sorted())
            #expect(told.last?.share == 1 && told.last?.rows == table.rowCount)
            #expect(told.allSatisfy { $0.bytesTotal == Self.text.utf8.count && $0.bytesDone <= $0.bytesTotal })
            let reading = told.filter { $0.phase == .reading }
            #expect(reading.last?.rows == 20_000 && reading.count > 10)
        }
    }

    /// Reads a file whose bytes another thread changes in the middle of the reading.
    private func table(
        of text: String, changing change: @escaping (String) throws -> Void
    ) throws -> Result<(table: Table, again: Table), AssayError> {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            try write(Array(text.utf8), to: path)
            var importer = TableImporter(cacheFolder: folder + "/cache")
            importer.chunk = 5000
            var hasChanged = false
            do throws(AssayError) {
                let table = try importer.table(at: path, control: ImportControl(threads: 1)) { progress in
                    guard !hasChanged, progress.phase == .reading else { return }
                    hasChanged = true
                    try? change(path)
                }
                return .success((table, try importer.table(at: path)))
            } catch {
                return .failure(error)
            }
        }
    }

    @Test func aSourceThatChangesWhileItIsReadIsReadAnew() throws {
        // Other bytes in the place of those that were hashed.
        let result = try table(of: Self.text) { path in try write(Array(Self.text.replacing("w3", with: "q3").utf8), to: path) }
            .get()
        #expect(result.table.text(row: 3, column: 1) == "q3")
        #expect(areEqual(result.again, result.table))
    }

    @Test func aSourceThatIsCutWhileItIsReadIsReadAnew() throws {
        let result = try table(of: Self.text) { path in truncate(path, 60_000) }.get()
        #expect(result.table.rowCount < 15_000)
        #expect(areEqual(result.again, result.table))
    }

    @Test func aSourceThatGrowsWhileItIsReadIsAtLeastWhatItWas() throws {
        let result = try table(of: Self.text) { path in
            let file = try #require(fopen(path, "ab"))
            fputs("5,new\n", file)
            fclose(file)
        }.get()
        #expect([20_000, 20_001].contains(result.table.rowCount))
        #expect(result.again.rowCount == 20_001)
        #expect(result.again.text(row: 20_000, column: 1) == "new")
    }

    @Test func aPipeIsReadToItsEnd() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let text = Self.text
            let writer = Thread { try? write(Array(text.utf8), to: path) }
            let table = try TableImporter(cacheFolder: nil).table(at: path)
            writer.join()
            #expect(table.rowCount == 20_000)
        }
    }

    @Test func nobodyWaitsForASilentPipe() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let other = open(path, O_RDWR | O_CLOEXEC)
            defer { close(other) }
            let calls = Atomic(0)
            let control = ImportControl { calls.add(1, ordering: .relaxed).newValue > 3 }
            let error = #expect(throws: AssayError.self) {
                try TableImporter(cacheFolder: folder + "/cache").table(at: path, control: control) { _ in }
            }
            #expect(error?.code == "import_stopped")
            #expect(names(in: folder + "/cache") == [])
        }
    }

    /// A thread that runs a body.
    private final class Thread: @unchecked Sendable {
        private var handle = pthread_t()
        private let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
            pthread_create(
                &handle, nil,
                { pointer in
                    pointer.map { Unmanaged<Thread>.fromOpaque($0).takeUnretainedValue().body() }
                    return nil
                }, Unmanaged.passUnretained(self).toOpaque())
        }

        func join() { pthread_join(handle, nil) }
    }
}
