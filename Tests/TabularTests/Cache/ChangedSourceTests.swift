import Glibc
import Recipes
import TestSupport
import Testing

@testable import Tabular

/// A source that is another one by now is read anew, whatever its times say.
@Suite struct ChangedSourceTests {
    /// Some two MB, so that the file is known by its identity; `odd` stands in one row.
    private func text(_ odd: Int) -> [UInt8] {
        Array(("a,b\n" + (0..<130_000).map { "\($0 == 77_777 ? odd : 100_000 + $0),word\($0 % 7)\n" }.joined()).utf8)
    }

    private func setTime(_ path: String, _ seconds: Int) {
        var times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
        utimensat(AT_FDCWD, path, &times, 0)
    }

    @Test func changesAreNoticed() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/x.csv"
            let importer = TableImporter(cacheFolder: folder + "/cache")
            func odd() throws -> Double? { try importer.table(at: path)["a"]?.numbers?[77_777] }
            try write(text(111_111), to: path)
            setTime(path, 1_700_000_000)
            // What changed less than two seconds ago is not known by its times.
            sleep(3)
            #expect(try odd() == 111_111)
            #expect(names(in: folder + "/cache").contains { $0.hasSuffix(".source") })
            #expect(try odd() == 111_111)

            // The same size at another time.
            try write(text(222_222), to: path)
            #expect(try odd() == 222_222)
            // The same size and the same time of change, as a copy that keeps times has them: the time of the inode is another.
            try write(text(333_333), to: path)
            setTime(path, 1_700_000_000)
            #expect(try odd() == 333_333)
            sleep(3)
            #expect(try odd() == 333_333)
            // Another file in its place.
            try write(text(444_444), to: folder + "/y.csv")
            setTime(folder + "/y.csv", 1_700_000_000)
            #expect(rename(folder + "/y.csv", path) == 0)
            #expect(try odd() == 444_444)
            // What is there again is found again, and only once kept.
            try write(text(111_111), to: path)
            #expect(try odd() == 111_111)
            #expect(names(in: folder + "/cache").filter { $0.hasSuffix(".table") }.count == 4)
        }
    }
}
