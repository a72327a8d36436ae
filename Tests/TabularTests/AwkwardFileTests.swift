import Glibc
import Recipes
import Tabular
import TestSupport
import Testing

/// Files of `Tests/AwkwardFiles`, each beside the cells that were written down for it before it was ever read.
@Suite struct AwkwardFileTests {
    static let folder = packageFolder + "/Tests/AwkwardFiles"
    static let files = names(in: folder).filter { !$0.hasSuffix(".json") }

    @Test func thereAreManyAndEachHasItsCells() {
        #expect(Self.files.count >= 50)
        #expect(names(in: Self.folder).filter { $0.hasSuffix(".json") } == Self.files.map { $0 + ".json" })
    }

    @Test(arguments: files) func theCellsAreThoseWrittenDown(_ file: String) throws {
        let expected = try JSON(parsing: readText("\(Self.folder)/\(file).json"))
        let options = ReadingOptions(json: expected["options"] ?? [:])
        if let code = expected["error"]?.stringValue {
            let error = #expect(throws: AssayError.self) {
                try TableImporter(cacheFolder: nil).table(at: "\(Self.folder)/\(file)", options: options)
            }
            #expect(error?.code == code)
            return
        }
        try withTemporaryFolder { cache in
            // The second comes from the cache.
            for _ in 0..<2 {
                let table = try TableImporter(cacheFolder: cache).table(at: "\(Self.folder)/\(file)", options: options)
                try check(table, expected)
            }
        }
    }

    private func check(_ table: Table, _ expected: JSON) throws {
        let columns = try #require(expected["columns"]?.arrayValue)
        #expect(table.columns.map(\.name) == columns.map { $0["name"]?.stringValue ?? "" })
        #expect(table.columns.map(\.kind.rawValue) == columns.map { $0["kind"]?.stringValue ?? "" })
        for (column, wanted) in zip(table.columns, columns) {
            let cells = try #require(wanted["cells"]?.arrayValue)
            #expect(column.count == cells.count, "\(column.name)")
            guard column.count == cells.count else { continue }
            for (row, cell) in cells.enumerated() {
                if cell.isNull {
                    #expect(column.isMissing(row), "\(column.name), row \(row)")
                } else if let number = cell.doubleValue {
                    #expect(column.numbers?[row] == number, "\(column.name), row \(row)")
                } else {
                    #expect(column.text(row: row) == cell.stringValue, "\(column.name), row \(row)")
                }
            }
        }
        #expect(table.remarks == expected["remarks"]?.arrayValue?.compactMap(\.stringValue))
        let decided: [String: JSON] = [
            "encoding": .string(table.decisions.encoding.rawValue), "delimiter": .string(table.decisions.delimiter),
            "header": .bool(table.decisions.header), "skipped_lines": JSON(table.decisions.skippedLines),
            "missing": .array(table.decisions.missing.map(JSON.string)),
        ]
        for (name, value) in expected["decisions"]?.objectValue ?? [:] { #expect(decided[name] == value, "\(name)") }
    }

    // MARK: Large ones

    @Test func aHundredThousandColumns() throws {
        let count = 100_000
        let header = (0..<count).map { "v\($0)" }.joined(separator: ",")
        let row = (0..<count).map { String($0 % 7) }.joined(separator: ",")
        let table = try table("\(header)\n\(row)\n\(row)\n")
        #expect(table.columns.count == count)
        #expect(table.rowCount == 2)
        #expect(table.columns.enumerated().allSatisfy { $1.name == "v\($0)" && $1.numbers?[1] == Double($0 % 7) })
        #expect(table.remarks == [])
    }

    @Test func aFieldOfSixtyFourMegabytes() throws {
        let size = 64 << 20
        var bytes = Array("a,b\n1,\"".utf8)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "x"), count: size))
        bytes += Array("\n\"\n2,y\n".utf8)
        let table = try table(bytes: bytes, options: ReadingOptions(delimiter: ",", header: true))
        #expect(table.rowCount == 2)
        #expect(table.text(row: 0, column: 1)?.utf8.count == size + 1)
        #expect(table.texts(row: 1) == ["2", "y"])
    }

    // MARK: Files that change

    @Test func aFileThatIsChangedWhileItIsReadIsNoReasonToCrashNorToTrustTheCache() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/live.csv"
            let row = Array("12345,word\n".utf8)
            let bytes = Array("a,b\n".utf8) + (0..<100_000).flatMap { _ in row }
            try write(bytes, to: path)
            let importer = TableImporter(cacheFolder: folder + "/cache")
            for round in 0..<6 {
                // The file is cut and grown from inside the reading itself, at a place that differs by round.
                var calls = 0
                let table = try? importer.table(at: path, bypassingCache: true) { _ in
                    calls += 1
                    if calls == 1 + round / 2 {
                        if round % 2 == 0 {
                            truncate(path, off_t(bytes.count / 2 + round))
                        } else {
                            append(row, to: path)
                        }
                    }
                }
                if let table { #expect(table.rowCount <= 100_001) }
            }
            try write(Array("a,b\n7,last\n".utf8), to: path)
            #expect(try importer.table(at: path).texts(row: 0) == ["7", "last"])
        }
    }

    private func append(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "ab") else { return }
        defer { fclose(file) }
        fwrite(bytes, 1, bytes.count, file)
    }
}
