import Glibc
import Recipes
import Tabular
import TestSupport
import Testing

@testable import Exchange

/// What is seen of a source of any kind before it is read.
@Suite struct FirstRowsTests {
    private static let count = 60_000

    /// Checks that a preview has the first rows of a table, with its columns and kinds.
    private func expect(
        _ preview: TablePreview?, of table: Table, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let preview = try #require(preview, sourceLocation: sourceLocation)
        #expect(!preview.isWhole && preview.first.source.fingerprint == "", sourceLocation: sourceLocation)
        #expect(preview.first.name == table.name, sourceLocation: sourceLocation)
        #expect(
            preview.first.names == table.names && preview.first.kinds.dropFirst() == table.kinds.dropFirst(),
            sourceLocation: sourceLocation)
        #expect(preview.first.rowCount > 90, sourceLocation: sourceLocation)
        for row in stride(from: 0, to: preview.first.rowCount, by: 37) {
            #expect(preview.first.texts(row: row) == table.texts(row: row), sourceLocation: sourceLocation)
        }
    }

    private func expectEstimate(_ preview: TablePreview?, _ rows: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        let estimate = preview?.estimatedRows ?? 0
        #expect(abs(estimate - rows) < rows / 10, "\(estimate) of \(rows)", sourceLocation: sourceLocation)
    }

    private static func lines(_ rows: Range<Int>) -> [String] {
        rows.map { "{\"id\": \($0), \"word\": \"w\($0 % 17)\", \"in\": {\"x\": \(Double($0 % 97) + 0.125)}}" }
    }

    private static func text(_ rows: Range<Int>) -> String {
        "id,word,x\n" + rows.map { "\($0),word \($0 % 17),\(Double($0 % 97) + 0.125)\n" }.joined()
    }

    @Test(arguments: [false, true]) func linesOfJSON(asArray: Bool) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/x.json"
            let lines = Self.lines(0..<Self.count)
            try write(asArray ? "[\n" + lines.joined(separator: ",\n") + "]" : lines.joined(separator: "\n"), to: path)
            let (table, previews) = try shown(path)
            #expect(previews.count == 1 && table.rowCount == Self.count)
            try expect(previews.first, of: table)
            expectEstimate(previews.first, Self.count)
        }
    }

    @Test func aTableOfADatabase() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/x.sqlite"
            let file = try SQLiteFile(writing: path, name: path)
            try file.execute(
                """
                create table "it's" (id integer primary key, word text);
                with recursive n(i) as (select 1 union all select i + 1 from n where i < 90000)
                insert into "it's" select i, printf('%040d', i % 17) from n;
                create view v as select * from "it's";
                """)
            let (table, previews) = try shown(path + "#it's")
            #expect(previews.count == 1)
            try expect(previews.first, of: table)
            #expect(previews.first?.estimatedRows == 90_000)
            // The first row of a view may take as long as all.
            #expect(try shown(path + "#v").previews.isEmpty)
            // With a log beside it the file would have to be copied first.
            try file.execute("pragma journal_mode = wal; insert into \"it's\" values (90001, 'w')")
            #expect(try shown(path + "#it's").previews.isEmpty)
        }
    }

    @Test(arguments: ["csv", "jsonl"]) func aFolderShowsItsFirstFile(_ ending: String) throws {
        try withTemporaryFolder { folder in
            let data = folder + "/data"
            mkdir(data, 0o700)
            for part in 0..<3 {
                let rows = part * Self.count..<(part + 1) * Self.count
                try write(
                    ending == "csv" ? Self.text(rows) : Self.lines(rows).joined(separator: "\n"), to: "\(data)/\(part).\(ending)")
            }
            let (table, previews) = try shown(data)
            try expect(previews.first, of: table)
            expectEstimate(previews.first, 3 * Self.count)
            let (named, others) = try shown("\(data)/*.\(ending)#part")
            try expect(others.first, of: named)
            #expect(others.first?.first.texts(row: 0).last == "0.\(ending)")
        }
    }

    @Test func aPackedFile() throws {
        try withTemporaryFolder { folder in
            // Words that pack badly, so that the file is large enough to be worth a preview.
            var random = SeededGenerator(seed: 4)
            var text = "id,word\n"
            for row in 0..<200_000 { text += "\(row),\(String(UInt64.random(in: 0 ... .max, using: &random), radix: 36))\n" }
            try write(text, to: folder + "/x.csv")
            guard try pack(folder + "/x.csv", with: "gzip", to: folder + "/x.csv.gz") else { return }
            let (table, previews) = try shown(folder + "/x.csv.gz", cache: folder + "/cache")
            #expect(previews.first?.sample == nil && previews.first.map { $0.first.rowCount > 10_000 } == true)
            #expect(previews.first?.first.texts(row: 99) == table.texts(row: 99) && previews.first?.first.name == "x.csv.gz")
            expectEstimate(previews.first, 200_000)
        }
    }

    @Test func aPlainFileIsShownAtOnceAndThenWithASample() throws {
        try withTemporaryFolder { folder in
            let wide = "id," + (0..<300).map { "column \($0)" }.joined(separator: ",") + "\n"
            let rows = (0..<6000).map { row in "\(row)," + (0..<300).map { "\(($0 * row) % 97).5" }.joined(separator: ",") + "\n"
            }
            for text in [Self.text(0..<4 * Self.count), wide + rows.joined()] {
                let path = folder + "/x.csv"
                try write(text, to: path)
                let (table, previews) = try shown(path)
                #expect(previews.count == 2 && previews.first?.sample == nil && previews.last?.sample != nil)
                for preview in previews { try expect(preview, of: table) }
                #expect(previews.first.map { $0.first.rowCount <= previews[1].first.rowCount } == true)
                expectEstimate(previews.last, table.rowCount)
            }
        }
    }

    @Test func whatComesThroughAPipeIsShownAsItComes() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            try write("id,word\n1,x\n2,y\n3,cut", to: folder + "/first")
            try write(" off\n" + (4..<Self.count).map { "\($0),z\n" }.joined(), to: folder + "/rest")
            let child = try ChildProcess(
                Program(name: "sh", path: "/bin/sh"),
                ["-c", "exec > '\(path)'; cat '\(folder)/first'; sleep 0.4; cat '\(folder)/rest'"])
            let (table, previews) = try shown(path)
            #expect(child.ended().status == 0)
            #expect(previews.count >= 2 && previews.first?.first.texts == [["1", "x"], ["2", "y"]])
            #expect(previews.allSatisfy { $0.estimatedRows == 0 && !$0.isWhole })
            try expect(previews.last, of: table)
            #expect(table.texts(row: 2) == ["3", "cut off"])
        }
    }

    @Test func objectsFromAPipeAreShownAsTheyCome() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            try write(Self.lines(0..<Self.count).joined(separator: "\n"), to: folder + "/lines")
            let child = try ChildProcess(Program(name: "sh", path: "/bin/sh"), ["-c", "cat '\(folder)/lines' > '\(path)'"])
            let (table, previews) = try shown(path)
            #expect(child.ended().status == 0)
            try expect(previews.last, of: table)
        }
    }

    @Test func whatIsSmallKnownOrWrongIsNotShownBefore() throws {
        try withTemporaryFolder { folder in
            try write("{\"a\":1}\n", to: folder + "/x.jsonl")
            try write("a\n1\n", to: folder + "/x.csv")
            for name in ["x.jsonl", "x.csv", "x.*sv"] { #expect(try shown(folder + "/" + name).previews.isEmpty) }
            let path = folder + "/large.jsonl"
            try write(Self.lines(0..<Self.count).joined(separator: "\n"), to: path)
            makeOld(path)
            try waitUntilOld(path)
            #expect(try shown(path, cache: folder + "/cache").previews.count == 1)
            #expect(try shown(path, cache: folder + "/cache").previews.isEmpty)
            try write([0] + Array(repeating: 7, count: 2 << 20), to: folder + "/wrong.csv")
            #expect(throws: AssayError.self) { try shown(folder + "/wrong.csv") }
        }
    }
}
