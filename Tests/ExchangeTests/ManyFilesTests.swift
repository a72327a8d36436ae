import Recipes
import Synchronization
import Tabular
import TestSupport
import Testing

@testable import Exchange

@Suite struct ManyFilesTests {
    @Test func aPatternIsReadInSortedOrder() throws {
        try withTemporaryFolder { folder in
            try write("a,b\n3,z\n", to: folder + "/2024-10.csv")
            try write("a,b\n1,x\n2,y", to: folder + "/2024-02.csv")
            try write("a,b\n9,w\n", to: folder + "/2023-01.csv")
            let table = try opened(folder + "/2024-*.csv")
            #expect(table.texts == [["1", "x"], ["2", "y"], ["3", "z"]])
            #expect(try opened(folder).texts.map(\.[0]) == ["9", "1", "2", "3"])
            #expect(table.remarks.first == "2 files, 2024-02.csv to 2024-10.csv")
        }
    }

    @Test func kindsAreDecidedOnAllFilesTogether() throws {
        try withTemporaryFolder { folder in
            // Each alone would be read otherwise: as numbers, and with the month first.
            try write("zip,day\n12345,01/02/2024\n", to: folder + "/a.csv")
            try write("zip,day\n01234,31/01/2024\n", to: folder + "/b.csv")
            let table = try opened(folder + "/*.csv")
            #expect(table.texts == [["12345", "2024-02-01"], ["01234", "2024-01-31"]])
        }
    }

    @Test func columnsMayStandInAnotherOrderAndBeDividedOtherwise() throws {
        try withTemporaryFolder { folder in
            try write("a,b,c\n1,\"x, \"\"y\"\"\",3\n", to: folder + "/1.csv")
            try write("c;a;b\n6;4;\"line\nbreak\"\n9;7;\n", to: folder + "/2.csv")
            let table = try opened(folder + "/*.csv")
            #expect(table.texts == [["1", "x, \"y\"", "3"], ["4", "line\nbreak", "6"], ["7", "·", "9"]])
        }
    }

    @Test func aFileWithOtherColumnsIsNamed() throws {
        try withTemporaryFolder { folder in
            try write("a,b\n1,2\n", to: folder + "/1.csv")
            try write("a,c\n1,2\n", to: folder + "/2.csv")
            let error = failure(folder + "/*.csv")
            #expect(error?.code == "other_columns")
            #expect(error?.message.contains("2.csv has no column b, and c besides, unlike") == true)
        }
    }

    @Test func filesWithoutRowsAreToldAndPassedOver() throws {
        try withTemporaryFolder { folder in
            try write("a,b\n1,2\n", to: folder + "/1.csv")
            try write("a,b\n", to: folder + "/2.csv")
            try write("", to: folder + "/3.csv")
            try write("a,b\n3,4\n", to: folder + "/4.csv")
            let table = try opened(folder + "/*.csv")
            #expect(table.texts == [["1", "2"], ["3", "4"]])
            #expect(table.remarks.filter { $0.hasSuffix("has no rows") } == ["2.csv has no rows", "3.csv has no rows"])
        }
    }

    @Test func aColumnForTheFileIsMadeOnlyWhenAskedFor() throws {
        try withTemporaryFolder { folder in
            try write("a,b\n1,x\n", to: folder + "/1.csv")
            try write("b,a\ny,2\n", to: folder + "/2.csv")
            let table = try opened(folder + "/*.csv#part")
            #expect(table.names == ["a", "b", "part"])
            #expect(table.texts == [["1", "x", "1.csv"], ["2", "y", "2.csv"]])
            try write("{\"a\":1}\n", to: folder + "/1.jsonl")
            try write("{\"a\":2,\"c\":3}\n", to: folder + "/2.jsonl")
            let typed = try opened(folder + "/*.jsonl#part")
            #expect(typed.names == ["a", "part", "c"])
            #expect(typed.texts == [["1", "1.jsonl", "·"], ["2", "2.jsonl", "3"]])
        }
    }

    @Test func textsInOtherEncodings() throws {
        try withTemporaryFolder { folder in
            try write("name,n\nZoë,1\n", to: folder + "/1.csv")
            try write(Array("name,n\nJos".utf8) + [0xE9] + Array(",2\n".utf8), to: folder + "/2.csv")
            try write(
                [0xFF, 0xFE] + "name,n\nÅsa,3\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: folder + "/3.csv")
            #expect(try opened(folder + "/*.csv").texts == [["Zoë", "1"], ["José", "2"], ["Åsa", "3"]])
        }
    }

    /// Rows that fill many blocks: fields with line breaks and quotes in them stand across their borders.
    private func rows(_ range: Range<Int>) -> [[String]] {
        range.map { ["\($0)", $0 % 3 == 0 ? "say \"hé\($0)\",\nand go on" : "w\($0 % 50)", "\(Double($0) / 4)"] }
    }

    private func text(_ rows: [[String]], order: [Int] = [0, 1, 2], divided delimiter: String = ",") -> String {
        ([["id", "word", "value"]] + rows).map { row in
            order.map { "\"" + row[$0].replacing("\"", with: "\"\"") + "\"" }.joined(separator: delimiter) + "\n"
        }.joined()
    }

    @Test func largeFilesOfAllSortsAreJoinedBlockByBlock() throws {
        try withTemporaryFolder { folder in
            let count = 40_000
            func part(_ number: Int) -> [[String]] { rows(number * count..<(number + 1) * count) }
            try write(text(part(0)), to: folder + "/0.csv")
            try write([0xEF, 0xBB, 0xBF] + Array(text(part(1)).utf8), to: folder + "/1.csv")
            let wide = text(part(2)).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            try write([0xFF, 0xFE] + wide, to: folder + "/2.csv")
            try write(text(part(3), order: [2, 0, 1], divided: ";"), to: folder + "/3.csv")
            let latin = text(part(4)).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            try write(Array(latin.dropLast()), to: folder + "/4.csv")
            let table = try opened(folder + "/*.csv")
            #expect(table.rowCount == 5 * count && table.names == ["id", "word", "value"])
            let wanted = rows(0..<5 * count)
            let wrong = wanted.indices.filter {
                table.text(row: $0, column: 1) != wanted[$0][1] || table.text(row: $0, column: 0) != wanted[$0][0]
            }
            #expect(wrong.isEmpty, "first in row \(wrong.first ?? 0)")
        }
    }

    @Test func joiningAsksInEveryBlockWhetherToStop() throws {
        try withTemporaryFolder { folder in
            try write(text(rows(0..<150_000)), to: folder + "/0.csv")
            let asked = Atomic(0)
            let control = ImportControl { asked.add(1, ordering: .relaxed).newValue > 6 }
            let joiner = TextJoiner(
                spool: try Spool(folder: folder), source: folder, options: ReadingOptions(encoding: .utf8), fileColumn: nil)
            var told: [Int] = []
            let stream = try SourceStream(file: folder + "/0.csv", name: "0.csv", control: control)
            #expect(throws: AssayError.self) { try joiner.append(stream) { told.append($0) } }
            #expect(told.count > 3 && told == told.sorted() && told.last.map { $0 < stream.size } == true)
        }
    }

    @Test func theFingerprintCoversAllFiles() throws {
        try withTemporaryFolder { folder in
            try write("a,b\n1,2\n", to: folder + "/1.csv")
            try write("a,b\n3,4\n", to: folder + "/2.csv")
            let first = try opened(folder + "/*.csv").source.fingerprint
            try write("a,b\n3,5\n", to: folder + "/2.csv")
            #expect(try opened(folder + "/*.csv").source.fingerprint != first)
        }
    }

    @Test func aChangedFileIsNoticedBehindTheCache() throws {
        try withTemporaryFolder { folder in
            for name in ["1", "2"] {
                try write("a,b\n\(name),2\n", to: folder + "/\(name).csv")
                makeOld(folder + "/\(name).csv")
            }
            try waitUntilOld(folder + "/2.csv")
            let pattern = folder + "/*.csv"
            let first = try opened(pattern, cache: folder + "/cache")
            #expect(areEqual(try opened(pattern, cache: folder + "/cache"), first))
            try write("a,b\n7,2\n", to: folder + "/1.csv")
            makeOld(folder + "/1.csv")
            #expect(try opened(pattern, cache: folder + "/cache").texts.map(\.[0]) == ["7", "2"])
            try write("a,b\n8,2\n", to: folder + "/3.csv")
            #expect(try opened(pattern, cache: folder + "/cache").rowCount == 3)
        }
    }

    @Test func nothingToRead() throws {
        try withTemporaryFolder { folder in
            #expect(failure(folder)?.code == "empty_folder")
            #expect(failure(folder + "/*.csv")?.code == "no_such_file")
            try write("a,b\n1,2\n", to: folder + "/1.csv")
            try write("{\"a\":1}\n", to: folder + "/2.jsonl")
            #expect(failure(folder)?.code == "mixed_kinds")
        }
    }
}
