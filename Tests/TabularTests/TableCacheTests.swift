import Glibc
import Recipes
import TestSupport
import Testing

@testable import Tabular

@Suite struct TableCacheTests {
    static let text: String = {
        var lines = ["age,city,when,note,ok"]
        for row in 0..<60 {
            let age = row % 7 == 0 ? "NA" : String(20 + row % 30)
            let city = ["Oslo", "Rome", "\"Li\"\"ma\"", ""][row % 4]
            lines.append("\(age),\(city),2024-01-\(10 + row % 20),a note \(row) of some length,\(row % 2 == 0 ? "yes" : "no")")
        }
        lines.append("1,Oslo")
        return lines.joined(separator: "\n")
    }()

    /// Puts other bytes in the place of a file; whoever has the old one mapped keeps it.
    private func replace(_ path: String, with bytes: [UInt8]) throws {
        unlink(path)
        try write(bytes, to: path)
    }

    /// Runs a body with a source file, its table, and a cache that holds it.
    static func withCache(_ body: (_ source: String, _ cache: String, _ table: Table) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let source = "\(folder)/data.csv"
            let cache = "\(folder)/cache/tables"
            try write(Array(text.utf8), to: source)
            try body(source, cache, TableImporter(cacheFolder: cache).table(at: source))
        }
    }

    @Test func keepsEverything() throws {
        try Self.withCache { source, cache, first in
            #expect(names(in: cache).count == 1)
            let again = try TableImporter(cacheFolder: cache).table(at: source)
            #expect(areEqual(first, again))
            #expect(again.remarks.count == 1)
            #expect(names(in: cache).count == 1)
            // What is read is the cache: with other bytes under the same name it would be found out by its key.
            let fresh = try TableImporter(cacheFolder: nil).table(at: source)
            #expect(areEqual(fresh, again))
        }
    }

    @Test func isNamedByContent() throws {
        try Self.withCache { source, cache, first in
            let copy = source + ".copy"
            try write(Array(Self.text.utf8), to: copy)
            let other = try TableImporter(cacheFolder: cache).table(at: copy)
            #expect(other.source.fingerprint == first.source.fingerprint)
            #expect(other.name == "data.csv.copy")
            #expect(names(in: cache).count == 1)
            try write(Array((Self.text + "\n2,Rome").utf8), to: source)
            let changed = try TableImporter(cacheFolder: cache).table(at: source)
            #expect(changed.source.fingerprint != first.source.fingerprint)
            #expect(changed.rowCount == first.rowCount + 1)
        }
    }

    @Test func cutFilesAreReadAgain() throws {
        try Self.withCache { source, cache, first in
            let file = try "\(cache)/" + #require(names(in: cache).first)
            let whole = try contents(of: file)
            for length in stride(from: 0, to: whole.count, by: 97) {
                try replace(file, with: Array(whole[..<length]))
                #expect(areEqual(try TableImporter(cacheFolder: cache).table(at: source), first), "cut to \(length)")
                #expect(try contents(of: file) == whole, "written again after a cut to \(length)")
            }
        }
    }

    @Test func changedFilesAreReadAgain() throws {
        try Self.withCache { source, cache, first in
            let file = try "\(cache)/" + #require(names(in: cache).first)
            let whole = try contents(of: file)
            for place in stride(from: 0, to: whole.count, by: 97) {
                for change: UInt8 in [0x01, 0x80, 0xFF] {
                    var bytes = whole
                    bytes[place] ^= change
                    try replace(file, with: bytes)
                    #expect(areEqual(try TableImporter(cacheFolder: cache).table(at: source), first), "byte \(place)")
                }
            }
        }
    }

    @Test func anotherTablesFileIsNotBelieved() throws {
        try Self.withCache { source, cache, first in
            let file = try "\(cache)/" + #require(names(in: cache).first)
            let other = source + ".other"
            try write(Array("a,b\n1,2\n".utf8), to: other)
            _ = try TableImporter(cacheFolder: cache).table(at: other)
            let strange = try "\(cache)/" + #require(names(in: cache).first { "\(cache)/\($0)" != file })
            try replace(file, with: contents(of: strange))
            #expect(areEqual(try TableImporter(cacheFolder: cache).table(at: source), first))
        }
    }

    @Test func unwritableFoldersAreNoError() throws {
        try withTemporaryFolder { folder in
            let source = "\(folder)/data.csv"
            try write(Array(Self.text.utf8), to: source)
            for cache in ["\(folder)/data.csv", "/proc/none/there", ""] {
                #expect(try TableImporter(cacheFolder: cache).table(at: source).rowCount == 61)
            }
        }
    }

    @Test func optionsHaveTablesOfTheirOwn() throws {
        try Self.withCache { source, cache, first in
            let importer = TableImporter(cacheFolder: cache)
            let asWords = try importer.table(at: source, options: ReadingOptions(kinds: ["age": .category]))
            #expect(asWords["age"]?.kind == .category)
            #expect(asWords.source.fingerprint != first.source.fingerprint)
            // Saying what would have been found makes the same table.
            let same = try importer.table(at: source, options: ReadingOptions(delimiter: ",", header: true))
            #expect(areEqual(same, first))
            #expect(areEqual(try importer.table(at: source, options: ReadingOptions(kinds: ["age": .category])), asWords))
            #expect(areEqual(try importer.table(at: source), first))
        }
    }

    @Test func bypassingReadsTheSource() throws {
        try Self.withCache { source, cache, first in
            let fresh = try TableImporter(cacheFolder: cache).table(at: source, bypassingCache: true)
            #expect(areEqual(fresh, first))
        }
    }

    @Test func sourcesAreRememberedByTheirTimes() throws {
        try withTemporaryFolder { folder in
            let cache = TableCache(folder: folder)
            var status = stat()
            status.st_size = 2 << 20
            status.st_mtim = timespec(tv_sec: 1_700_000_000, tv_nsec: 5)
            status.st_ctim = status.st_mtim
            let content = String(repeating: "0a", count: 16)
            cache.remember(content, of: FileIdentity(status))
            #expect(cache.content(of: FileIdentity(status)) == content)

            var later = status
            later.st_mtim.tv_nsec += 1
            #expect(cache.content(of: FileIdentity(later)) == nil)
            var larger = status
            larger.st_size += 1
            #expect(cache.content(of: FileIdentity(larger)) == nil)

            // A change within the same tick of the clock would not show.
            var fresh = status
            clock_gettime(CLOCK_REALTIME, &fresh.st_ctim)
            cache.remember(content, of: FileIdentity(fresh))
            #expect(cache.content(of: FileIdentity(fresh)) == nil)

            for file in names(in: folder) { try write(Array("rubbish".utf8), to: "\(folder)/\(file)") }
            #expect(cache.content(of: FileIdentity(status)) == nil)
        }
    }

    /// Keeps a table of one column of ones.
    private func keep(_ rows: Int, key: String, in cache: TableCache) throws {
        let source = Recipe.Source(fingerprint: "f", header: true, delimiter: ",")
        let values = [Double](repeating: 1, count: rows)
        let end = CacheFormat.prefix + rows * 8
        let bodies = try #require(cache.bodies(size: end))
        values.withUnsafeBytes { bodies.write($0, at: CacheFormat.prefix) }
        let checksum = values.withUnsafeBufferPointer { Checksum.of($0, from: 0) }
        let entry = CacheFormat.Entry(
            name: "x", kind: .number, decimals: 0, hasTime: false, missingSpellings: [],
            values: .init(offset: CacheFormat.prefix, length: rows * 8, checksum: checksum))
        let table = CachedTable(source: source, rows: rows, columns: [], remarks: [])
        _ = cache.keep(table, [entry], in: bodies, end: end, key: key)
    }

    @Test func leastRecentlyUsedTablesGo() throws {
        try withTemporaryFolder { folder in
            var cache = TableCache(folder: folder)
            cache.sizeLimit = 3 * 8500
            for key in ["a", "b", "c"] {
                try keep(1000, key: key, in: cache)
                usleep(2000)
            }
            #expect(cache.table(key: "a")?.columns.first?.numbers?.allSatisfy { $0 == 1 } == true)
            usleep(2000)
            try keep(1000, key: "d", in: cache)
            #expect(cache.table(key: "b") == nil)
            #expect(cache.table(key: "a") != nil)
            #expect(cache.table(key: "d") != nil)
        }
    }

    @Test func filesThatNobodyWritesAreSwept() throws {
        try withTemporaryFolder { folder in
            let cache = TableCache(folder: folder)
            // What a killed import leaves behind, and what another one is at.
            try write([1, 2, 3], to: "\(folder)/1-2.part")
            let other = try #require(cache.bodies(size: 100))
            try keep(10, key: "a", in: cache)
            #expect(
                names(in: folder).filter { $0.hasSuffix(".part") } == [other.path.split(separator: "/").last.map(String.init)])
        }
    }

    @Test func largeTablesAreCheckedWhenTheyHaveChanged() throws {
        try withTemporaryFolder { folder in
            var cache = TableCache(folder: folder)
            cache.checkedSize = 0
            try keep(1000, key: "a", in: cache)
            #expect(names(in: folder).count == 2)
            #expect(cache.table(key: "a") != nil)
            let path = "\(folder)/a.v\(CacheFormat.version).table"
            var bytes = try contents(of: path)
            usleep(20_000)
            // The same again is another file, is checked, and is known from then on.
            try replace(path, with: bytes)
            #expect(cache.table(key: "a") != nil)
            bytes[CacheFormat.prefix + 77] ^= 4
            usleep(20_000)
            try replace(path, with: bytes)
            #expect(cache.table(key: "a") == nil)
            // Where the file system tells of no change, only a look at all values finds it.
            let file = try #require(TableFile(opening: path, key: "a"))
            #expect(!file.isIntact())
        }
    }

    @Test func hostileDirectoriesAreRefused() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.table"
            // Well-formed checksums around lengths that lead nowhere.
            let source = Recipe.Source(fingerprint: "f", header: true, delimiter: ",")
            let good = CacheFormat.Body(offset: 64, length: 8, checksum: 0)
            for (offset, length, rows, words) in [
                (Int.max, 8, 1, 0), (0, 8, 1, 0), (64, Int.max, 1, 0), (64, 8, 1 << 32, 0), (64, 8, 2, 0), (64, 4, 1, 1 << 31),
                (72, 8, 1, 0), (128, 8, 1, 0), (64, 8, 2, 1 << 31),
            ] {
                let body = CacheFormat.Body(offset: offset, length: length, checksum: 0)
                let entry = CacheFormat.Entry(
                    name: "x", kind: .number, decimals: 0, hasTime: false, missingSpellings: [], values: body,
                    words: words > 0 ? .init(count: words, text: good, offsets: good) : nil)
                let directory = CacheFormat.Directory(
                    source: source, rows: rows, remarks: [], decisions: ReadingDecisions(),
                    entries: [CacheFormat.Entry](repeating: entry, count: 3))
                let bytes = CacheFormat.bytes(of: directory, key: "k")
                let start = CacheFormat.start(directory: bytes, at: 128)
                try write(start + [UInt8](repeating: 0, count: 128 - start.count) + bytes, to: path)
                #expect(TableFile(opening: path, key: "k") == nil, "\(offset) \(length) \(rows) \(words)")
            }
        }
    }
}
