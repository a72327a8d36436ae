import Glibc
import Recipes
import TestSupport
import Testing

@testable import Tabular

@Suite struct TablePreviewTests {
    /// The preview of a file, and the whole table.
    private func preview(_ bytes: [UInt8], options: ReadingOptions = ReadingOptions()) throws -> (TablePreview, Table) {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            try write(bytes, to: path)
            let importer = TableImporter(cacheFolder: nil)
            return (
                try #require(try importer.preview(at: path, options: options)), try importer.table(at: path, options: options)
            )
        }
    }

    /// The first rows are those of the table, and those of the sample are rows of it from its beginning to its end.
    private func expectRows(_ preview: TablePreview, of table: Table, id: String = "id") throws {
        #expect(!preview.isWhole)
        #expect(abs(preview.estimatedRows - table.rowCount) < table.rowCount / 50)
        #expect(preview.first.columns.map(\.name) == table.columns.map(\.name))
        #expect(preview.first.remarks == [] && preview.first.source.fingerprint == "")
        #expect(preview.first.rowCount > 500)
        for row in stride(from: 0, to: preview.first.rowCount, by: 97) {
            #expect(preview.first.texts(row: row) == table.texts(row: row))
        }
        let sample = try #require(preview.sample)
        #expect(sample.kinds == preview.first.kinds && sample.remarks == [])
        let ids = try #require(sample[id]?.numbers)
        #expect(ids.count > 2000)
        #expect(ids.first == 0 && (ids.max() ?? 0) > Double(table.rowCount) * 0.97)
        for row in ids.indices { #expect(sample.texts(row: row) == table.texts(row: Int(ids[row]))) }
    }

    @Test func aSmallFileIsThereAsAWhole() throws {
        for text in ["a,b\n1,x\n2,\"y\ny\"\n", "a,b\n1,x\n2,\"y\ny\""] {
            let (preview, table) = try preview(Array(text.utf8))
            #expect(preview.isWhole && preview.estimatedRows == 2)
            #expect(preview.first.texts(row: 1) == table.texts(row: 1))
            #expect(preview.first.kinds == table.kinds)
        }
    }

    @Test(arguments: [
        "plain", "\"first, and\nsecond \"\"line\"\"\"", "\"1,2.0,w1,x\n2,3.0,w2,y\n\"", "5\" of it", "\"a,\"\"\n,\",b\"\"\"",
        "\"\n\n\n\"",
    ])
    func aLargeFileIsSampled(_ odd: String) throws {
        var text = "id,value,word,note\n"
        for row in 0..<120_000 {
            text += "\(row),\(Double(row) / 4),w\(row % 9),\(row % 3 == 0 ? odd : "plain")\n"
        }
        let (preview, table) = try preview(Array(text.utf8))
        try expectRows(preview, of: table)
    }

    @Test func longFieldsWithLinesAreNoRows() throws {
        var text = "id,letter\n"
        for row in 0..<6000 {
            text += "\(row),\"" + (0..<30).map { "line \($0) of \(row), and so on\n" }.joined() + "\"\n"
        }
        let (preview, table) = try preview(Array(text.utf8))
        let sample = try #require(preview.sample)
        let ids = try #require(sample["id"]?.numbers)
        for row in ids.indices { #expect(sample.texts(row: row) == table.texts(row: Int(ids[row]))) }
        #expect(abs(preview.estimatedRows - 6000) < 200)
    }

    @Test func withoutAHeaderTheFirstRowIsARow() throws {
        let text = (0..<150_000).map { "\($0),\($0 % 7),w\($0 % 5)\n" }.joined()
        let (preview, table) = try preview(Array(text.utf8))
        #expect(!preview.first.source.header)
        try expectRows(preview, of: table, id: "c1")
    }

    @Test func whatStandsAboveTheTableIsLeftOut() throws {
        var text = "# made by a program\n# in two lines\nid;value;word\n"
        for row in 0..<120_000 { text += "\(row);\(row % 10),5;w\(row % 5)\n" }
        let (preview, table) = try preview(Array(text.utf8))
        #expect(preview.first["value"]?.kind == table["value"]?.kind)
        #expect(preview.first.decisions.skippedLines == 2)
        try expectRows(preview, of: table)
    }

    @Test func otherEncodingsAreSeen() throws {
        let text = "city,id\n" + (0..<200_000).map { "Malmö,\($0)\n" }.joined()
        let (latin, table) = try preview(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        #expect(latin.first.decisions.encoding == table.decisions.encoding)
        try expectRows(latin, of: table)
        for isLittle in [true, false] {
            let units = [0xFEFF] + Array(text.utf16)
            let bytes = units.flatMap { isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            let (wide, table) = try preview(bytes)
            #expect(wide.first.decisions.encoding == table.decisions.encoding)
            try expectRows(wide, of: table)
        }
    }

    @Test func aLongFirstLineIsReadToItsEnd() throws {
        let name = String(repeating: "x", count: 2 << 20)
        let text = "id,\(name)\n" + (0..<20_000).map { "\($0),\(String(repeating: "y", count: 400))\n" }.joined()
        let (preview, table) = try preview(Array(text.utf8))
        #expect(preview.first.columns.map(\.name) == ["id", name])
        try expectRows(preview, of: table)
    }

    @Test func aQuoteThatNeverClosesHidesNoRows() throws {
        var text = "id,note\n"
        for row in 0..<150_000 { text += "\(row),\(row == 40_000 ? "\"open" : "n\(row % 5)")\n" }
        let (preview, table) = try preview(Array(text.utf8))
        for row in stride(from: 0, to: preview.first.rowCount, by: 97) {
            #expect(preview.first.texts(row: row) == table.texts(row: row))
        }
        #expect(preview.first.rowCount == 40_000)
    }

    @Test func aHeadAloneHasNoSample() throws {
        let text = Array(("id,word\n" + (0..<10_000).map { "\($0),w\($0 % 5)\n" }.joined()).utf8)
        let importer = TableImporter(cacheFolder: nil)
        let head = try importer.preview(
            ofHead: Array(text.prefix(50_003)), share: 0.25, as: "x.csv.gz", options: ReadingOptions())
        #expect(head.sample == nil && !head.isWhole && head.first.name == "x.csv.gz")
        #expect(abs(head.estimatedRows - 4 * head.first.rowCount) < 10)
        #expect(head.first.text(row: head.first.rowCount - 1, column: 0) == "\(head.first.rowCount - 1)")
        let whole = try importer.preview(ofHead: text, share: 1, as: "x.csv.gz", options: ReadingOptions())
        #expect(whole.isWhole && whole.first.rowCount == 10_000)
    }

    @Test func aPipeHasNone() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let other = open(path, O_RDWR | O_CLOEXEC)
            defer { close(other) }
            let preview = try TableImporter(cacheFolder: nil).preview(at: path)
            #expect(preview == nil)
            #expect(!TableImporter(cacheFolder: nil).takesLong(path))
        }
    }

    @Test func errorsAreThoseOfTheImporter() {
        #expect(throws: AssayError.self) { _ = try preview([]) }
        #expect(throws: AssayError.self) { _ = try preview(Array("PAR1xxxx".utf8)) }
    }

    @Test func onlyWhatIsNotInTheCacheTakesLong() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            try write(Array("a,b\n1,2\n".utf8), to: path)
            let importer = TableImporter(cacheFolder: folder + "/cache")
            #expect(!importer.takesLong(path))
            try write(Array(("a,b\n" + (0..<400_000).map { "\($0),\($0 % 7)00\n" }.joined()).utf8), to: path)
            #expect(importer.takesLong(path))
            // A file that was written this second is not known by its times.
            var times = [timespec(tv_sec: 1_700_000_000, tv_nsec: 0), timespec(tv_sec: 1_700_000_000, tv_nsec: 0)]
            utimensat(AT_FDCWD, path, &times, 0)
            sleep(3)
            _ = try importer.table(at: path)
            #expect(!importer.takesLong(path))
            #expect(importer.takesLong(path, options: ReadingOptions(kinds: ["a": .category])))
        }
    }
}
