import Glibc
import Recipes
import Tabular
import TestSupport
import Testing

@testable import Exchange

@Suite struct WriterTests {
    /// Numbers that are hard to write, words that are hard to quote, and what is missing.
    private var awkward: Table {
        let numbers = [0.1 + 0.2, -0.0, 1e300, Double.leastNonzeroMagnitude, .nan, 123_456_789.123_456_79, -.infinity, 1.0 / 3]
        let words = ["", " blank ", "a,b", "line\nbreak", "q\"uote", "tab\there", "é😀", "crlf\r\n"]
        let dates = [0.0, 0.5, 1_706_702_400, .nan, -86_400.25, 1_706_702_400.123_456, 1, 2]
        let sorted = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let codes = words.map { Int32(sorted.firstIndex(of: $0) ?? 0) }
        var shifted = codes
        shifted[3] = -1
        return Table(
            name: "awkward", source: Recipe.Source(fingerprint: "x", header: true, delimiter: ","), rowCount: 8,
            columns: [
                Column(name: "n", kind: .number, storage: .numbers(numbers)),
                Column(name: "the \"words\"", kind: .category, storage: .codes(shifted, words: sorted)),
                Column(name: "when", kind: .date, storage: .numbers(dates), hasTime: true),
                Column(name: "flag", kind: .flag, storage: .codes([0, 1, 0, 1, -1, 0, 1, 0], words: ["false", "true"])),
            ])
    }

    private func bits(_ table: Table, _ name: String) -> [UInt64] {
        (table[name]?.numbers ?? []).map { $0.isNaN ? 0x7FF8_0000_0000_0000 : $0.bitPattern }
    }

    @Test(arguments: ["out.csv", "out.tsv", "out.jsonl", "out.sqlite#t"])
    func whatIsWrittenReadsBackAsTheSame(_ name: String) throws {
        try withTemporaryFolder { folder in
            let report = try TableWriter().write(awkward, to: folder + "/" + name)
            #expect(report.rows == 8 && report.columns == 4 && report.bytes > 0)
            let back = try opened(folder + "/" + name)
            #expect(back.names == awkward.names)
            let isText = name.hasSuffix("csv") || name.hasSuffix("tsv")
            // SQLite keeps no sign of a zero.
            let zero = name.contains("sqlite") ? 0.0.bitPattern : (-0.0).bitPattern
            #expect(bits(back, "n") == bits(awkward, "n").map { $0 == (-0.0).bitPattern ? zero : $0 })
            #expect(bits(back, "when") == bits(awkward, "when"))
            #expect(back.columns[3].kind == .flag)
            for row in 0..<8 {
                let (was, now) = (awkward.text(row: row, column: 1), back.text(row: row, column: 1))
                // The importer takes an empty word for a missing one; in the file they differ.
                #expect(now == was || isText && was == "" && now == nil, "row \(row)")
            }
            #expect(names(in: folder).count == 1)
        }
    }

    @Test func emptyAndMissingDifferInTheFile() throws {
        try withTemporaryFolder { folder in
            try TableWriter().write(awkward, to: folder + "/x.csv")
            let lines = try text(of: folder + "/x.csv").split(separator: "\n")
            #expect(lines[0] == "n,\"the \"\"words\"\"\",when,flag")
            #expect(lines[1] == "0.30000000000000004,\"\",1970-01-01T00:00:00,false")
            #expect(lines[4].hasPrefix("5e-324,,"))
        }
    }

    @Test func aColumnAloneKeepsItsRows() throws {
        try withTemporaryFolder { folder in
            let column = Column(name: "only", kind: .number, storage: .numbers([1, .nan, 3]))
            let table = Table(
                name: "x", source: Recipe.Source(fingerprint: "x", header: true, delimiter: ","), rowCount: 3, columns: [column])
            for name in ["x.csv", "x.jsonl", "x.sqlite"] {
                try TableWriter().write(table, to: folder + "/" + name)
                #expect(try opened(folder + "/" + name).texts == [["1"], ["·"], ["3"]], "\(name)")
            }
        }
    }

    @Test func formulasAreEscapedAndCounted() throws {
        try withTemporaryFolder { folder in
            let words = ["+1-800", "-5", "=1+1", "@x", "a=b"]
            let columns = [
                Column(name: "=cmd", kind: .category, storage: .codes([0, 1, 2, 2, 3, 4], words: words)),
                Column(name: "n", kind: .number, storage: .numbers([-1, -2, -3, -4, -5, -6])),
            ]
            let table = Table(
                name: "x", source: Recipe.Source(fingerprint: "x", header: true, delimiter: ","), rowCount: 6, columns: columns)
            let report = try TableWriter().write(table, to: folder + "/x.csv")
            #expect(report.escaped == 5)
            let safe = "'=cmd,n\n'+1-800,-1\n-5,-2\n'=1+1,-3\n'=1+1,-4\n'@x,-5\na=b,-6\n"
            #expect(try text(of: folder + "/x.csv") == safe)
            #expect(try TableWriter(leavesFormulas: true).write(table, to: folder + "/raw.csv").escaped == 0)
            #expect(try text(of: folder + "/raw.csv") == safe.replacing("'", with: ""))
            #expect(try TableWriter().write(table, to: folder + "/x.jsonl").escaped == 0)
            #expect(try text(of: folder + "/x.jsonl").hasPrefix("{\"=cmd\":\"+1-800\",\"n\":-1}\n"))
        }
    }

    @Test(arguments: ["x.csv", "x.jsonl"]) func nothingIsReplacedUnasked(_ name: String) throws {
        try withTemporaryFolder { folder in
            try write("old", to: folder + "/" + name)
            let error = #expect(throws: AssayError.self) { try TableWriter().write(awkward, to: folder + "/" + name) }
            #expect(error?.code == "exists")
            #expect(try text(of: folder + "/" + name) == "old")
            try TableWriter(replaces: true).write(awkward, to: folder + "/" + name)
            #expect(try opened(folder + "/" + name).rowCount == 8)
        }
    }

    @Test func aTableIsAddedToADatabase() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/x.sqlite"
            try TableWriter().write(awkward, to: path + "#first")
            try TableWriter().write(awkward, to: path + "#second")
            #expect(try opened(path + "#first").rowCount == 8)
            let error = #expect(throws: AssayError.self) { try TableWriter().write(awkward, to: path + "#second") }
            #expect(error?.code == "exists")
            try TableWriter(replaces: true).write(awkward, to: path + "#second")
            #expect(failure(path)?.code == "several_tables")
        }
    }

    @Test func aWriterThatStopsLeavesTheOldFile() throws {
        try withTemporaryFolder { folder in
            try write("old", to: folder + "/x.csv")
            do {
                let file = try AtomicFile(folder + "/x.csv", replaces: true)
                try file.append(Array("half".utf8).withUnsafeBufferPointer { $0 })
                #expect(try text(of: folder + "/x.csv") == "old")
                #expect(names(in: folder).count == 2)
            }
            #expect(try text(of: folder + "/x.csv") == "old")
            #expect(names(in: folder) == ["x.csv"])
        }
    }

    @Test func whatAKilledWriterLeftIsRemovedByAnother() throws {
        try withTemporaryFolder { folder in
            try write("half", to: folder + "/.x.csv.123-456.part")
            try write("half", to: folder + "/.x.csv.124-456.part")
            makeOld(folder + "/.x.csv.123-456.part")
            try TableWriter().write(awkward, to: folder + "/x.csv")
            #expect(names(in: folder) == [".x.csv.124-456.part", "x.csv"])
        }
    }

    @Test func endingsNameFormats() {
        #expect(TableWriter.Format(destination: "a/b.c/x.CSV") == .csv)
        #expect(TableWriter.Format(destination: "x.sqlite#my.table") == .sqlite)
        #expect(TableWriter.Format(destination: "x.db") == .sqlite)
        #expect(TableWriter.Format(destination: "x#1.csv") == .csv)
        #expect(TableWriter.Format(destination: "x.xlsx") == nil)
        #expect(TableWriter.Format(destination: "csv") == nil)
    }
}
