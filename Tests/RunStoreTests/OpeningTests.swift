import GRDB
import Glibc
import Recipes
import RunStore
import TestSupport
import Testing

/// What is in the way of opening a store is one sentence, and nothing is touched.
@Suite struct OpeningTests {
    let folder = TemporaryFolder()

    private func error(_ body: () throws -> Void) -> AssayError? {
        do {
            try body()
            return nil
        } catch {
            return error as? AssayError
        }
    }

    private func database(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder.path + "/runs.sqlite")
        try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
        try queue.close()
    }

    @Test func aNewerStoreIsRefusedAndLeftAlone() throws {
        do {
            let store = try RunStore(folder: folder.path)
            _ = try store.create(newRun())
        }
        try database("PRAGMA user_version = 1000")
        let before = try readBytes(folder.path + "/runs.sqlite")
        #expect(error { _ = try RunStore(folder: folder.path) }?.code == "newer_store")
        #expect(try readBytes(folder.path + "/runs.sqlite") == before)
    }

    @Test func anotherProgramsDatabaseIsRefused() throws {
        try database("CREATE TABLE theirs (x)")
        #expect(error { _ = try RunStore(folder: folder.path) }?.code == "not_a_store")
    }

    @Test func whatIsNoDatabaseIsRefused() throws {
        try writeBytes(Array("name,age\nanna,3\n".utf8) + Array(repeating: 65, count: 4096), to: folder.path + "/runs.sqlite")
        #expect(error { _ = try RunStore(folder: folder.path) }?.code == "not_a_store")
    }

    @Test func anEmptyFileBecomesAStore() throws {
        try writeBytes([], to: folder.path + "/runs.sqlite")
        #expect(try RunStore(folder: folder.path).runs().isEmpty)
    }

    @Test func aDamagedStoreIsSaidToBeDamaged() throws {
        do {
            let store = try RunStore(folder: folder.path)
            for seed in 0..<200 { _ = try store.create(newRun(seed: seed)) }
        }
        var bytes = try readBytes(folder.path + "/runs.sqlite")
        for place in 4096..<bytes.count { bytes[place] = UInt8(truncatingIfNeeded: place &* 31) }
        try writeBytes(bytes, to: folder.path + "/runs.sqlite")
        let found = error {
            let store = try RunStore(folder: folder.path)
            _ = try store.runs()
            _ = try store.create(newRun())
        }
        #expect(found?.code == "store_damaged")
    }

    @Test func aFileInTheWayIsASentence() throws {
        try writeBytes([], to: folder.path + "/file")
        let found = try #require(error { _ = try RunStore(folder: folder.path + "/file/.assay") })
        #expect(found.message.contains(folder.path + "/file"))
    }

    @Test func existenceIsToldWithoutMakingAnything() throws {
        let path = folder.path + "/none/.assay"
        #expect(!RunStore.exists(in: path))
        #expect(access(folder.path + "/none", F_OK) != 0)
        _ = try RunStore(folder: path)
        #expect(RunStore.exists(in: path))
    }

    /// Needs to be root, to mount a small file system.
    @Test func aFullDiskLosesNothingThatWasKept() throws {
        let small = folder.path + "/small"
        mkdir(small, 0o755)
        guard mount("tmpfs", small, "tmpfs", 0, "size=1m") == 0 else { return }
        defer { umount2(small, Int32(MNT_DETACH)) }
        do {
            let store = try RunStore(folder: small)
            let run = try store.running()
            var kept = 0
            var found: AssayError?
            for batch in 0..<1000 where found == nil {
                do throws(AssayError) {
                    try store.append([points("1/valid/auc", from: batch * 1000 + 1, count: 1000) { Double($0) }], to: run.id)
                    kept += 1000
                } catch {
                    found = error
                }
            }
            #expect(found?.code == "disk_full")
            #expect(kept > 0)
            #expect(try store.points(of: run.id).first?.steps.count == kept)
        }
        #expect(try RunStore(folder: small).runs().count == 1)
    }
}

func readBytes(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "rb"))
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes[..<count])
}

func writeBytes(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "wb"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
}
