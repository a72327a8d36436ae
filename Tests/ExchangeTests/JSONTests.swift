import Recipes
import Tabular
import TestSupport
import Testing

@testable import Exchange

@Suite struct JSONTests {
    private func table(_ text: String, name: String = "x.jsonl", options: ReadingOptions = ReadingOptions()) throws -> Table {
        try withTemporaryFolder { folder in
            try write(text, to: folder + "/" + name)
            return try opened(folder + "/" + name, options: options)
        }
    }

    @Test func keysStandInTheOrderOfAppearance() throws {
        let table = try table("{\"b\":1,\"a\":\"x\"}\n{\"a\":\"y\",\"c\":true}\n\n{\"b\":null,\"c\":false,\"a\":\"x\"}")
        #expect(table.names == ["b", "a", "c"])
        #expect(table.texts == [["1", "x", "·"], ["·", "y", "true"], ["·", "x", "false"]])
        #expect(table.kinds == [.number, .category, .flag])
    }

    @Test func objectsInsideAreFlattenedAndTheRestIsText() throws {
        let table = try table(
            """
            {"u":{"n":"x","at":{"city":"Rome","geo":{"lat":1}}},"tags":[1, {"a":"]"}]}
            {"u":{"at":{"city":"Oslo"}},"tags":[]}
            """)
        #expect(table.names == ["u.n", "u.at.city", "u.at.geo", "tags"])
        #expect(table.texts == [["x", "Rome", "{\"lat\":1}", "[1, {\"a\":\"]\"}]"], ["·", "Oslo", "·", "[]"]])
    }

    @Test func stringsStayWordsEvenOfDigits() throws {
        let table = try table(
            "{\"zip\":\"123\",\"n\":1}\n{\"zip\":\"45\",\"n\":2.5}\n{\"zip\":\"\",\"n\":3}\n{\"zip\":\"NA\",\"n\":4}\n")
        #expect(table.kinds == [.category, .number])
        #expect(table.texts.map(\.[0]) == ["123", "45", "", "NA"])
        let digits = try self.table("{\"a\":\"1\"}\n{\"a\":\"20\"}\n")
        #expect(digits.remarks.contains { $0.contains("kept as words") })
        let forced = try self.table("{\"a\":\"1\"}\n{\"a\":\"x\"}\n", options: ReadingOptions(kinds: ["a": .number]))
        #expect(forced.texts == [["1"], ["·"]])
        #expect(forced.remarks.contains { $0.contains("\"x\"") })
    }

    @Test func numbersAmongWords() throws {
        // Only spellings of what is missing among numbers: the numbers stand.
        let missing = try table("{\"a\":1.5}\n{\"a\":\"NA\"}\n{\"a\":3}\n")
        #expect(missing.kinds == [.number])
        #expect(missing.texts == [["1.5"], ["·"], ["3"]] || missing.texts == [["1.5"], ["·"], ["3.0"]])
        #expect(missing.columns[0].missingSpellings == [MissingSpelling(text: "NA", count: 1)])
        let mixed = try table("{\"a\":1}\n{\"a\":\"one\"}\n{\"a\":2.50}\n")
        #expect(mixed.texts == [["1"], ["one"], ["2.5"]])
    }

    @Test func wordsThatMeanMissingAreSaid() throws {
        let options = ReadingOptions(missing: ["unknown"])
        let table = try table(
            "{\"a\":1,\"b\":\"x\"}\n{\"a\":\"unknown\",\"b\":\"unknown\"}\n{\"a\":3,\"b\":\"y\"}\n", options: options)
        #expect(table.texts == [["1", "x"], ["·", "·"], ["3", "y"]])
        #expect(table.columns[0].kind == .number)
    }

    @Test func numbersThatADoubleCannotHoldStayWords() throws {
        let table = try table("{\"a\":9007199254740993,\"b\":-0.0,\"c\":1e400}\n{\"a\":1,\"b\":1e-3,\"c\":NaN}\n")
        #expect(table.texts.map(\.[0]) == ["9007199254740993", "1"])
        #expect(table.columns[1].numbers?[0].sign == .minus)
        #expect(table.columns[2].numbers?[0] == .infinity)
    }

    @Test func datesInStringsAreDates() throws {
        let table = try table("{\"t\":\"2024-01-31T12:00:00Z\"}\n{\"t\":\"2024-02-01T00:00:00+01:00\"}\n")
        #expect(table.kinds == [.date])
        #expect(table.texts == [["2024-01-31 12:00:00"], ["2024-01-31 23:00:00"]])
    }

    @Test func escapesAndUnicode() throws {
        let table = try table(#"{"k\u0065y":"a\"b\\c\/d\n\u00e9\ud83d\ude00\ud800x"}"# + "\n" + #"{"key":"plain"}"# + "\n")
        #expect(table.names == ["key"])
        #expect(table.texts[0][0] == "a\"b\\c/d\né😀\u{FFFD}x")
    }

    @Test func malformedLinesAreCountedAndTold() throws {
        let table = try table("{\"a\":1}\n{\"a\":2,\"zz\":}\n{\"a\":3}\nnonsense\n{\"a\":4}\n{\"a\":5,\"b\":\"cut")
        #expect(table.names == ["a"])
        #expect(table.texts == [["1"], ["3"], ["4"]])
        #expect(table.remarks == ["3 rows are no JSON objects and left out, first in line 2"])
    }

    @Test func tooManyMalformedLinesAreAnError() throws {
        try withTemporaryFolder { folder in
            let text = "{\"a\":1}\n{\"a\":2}\n" + String(repeating: "{broken\n", count: 101)
            try write(text, to: folder + "/x.jsonl")
            #expect(failure(folder + "/x.jsonl")?.code == "malformed")
            try write("{\"broken\n{\"broken\n", to: folder + "/y.jsonl")
            #expect(failure(folder + "/y.jsonl")?.code == "not_rows")
        }
    }

    @Test func anArrayOfObjectsIsRead() throws {
        let table = try table("  [\n {\"a\": 1, \"b\": \"x}\"},\n {\"a\": 2,\n  \"b\": \"[\\\"\"}\n]\n", name: "x.json")
        #expect(table.texts == [["1", "x}"], ["2", "[\""]])
        let strays = try self.table("[{\"a\":1}, 7, {\"a\":2}, {\"a\":", name: "y.json")
        #expect(strays.texts == [["1"], ["2"]])
        #expect(strays.remarks.first?.contains("2 rows") == true)
    }

    @Test func objectsOverSeveralLines() throws {
        let table = try table("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n", name: "x.json")
        #expect(table.texts == [["1"], ["2"]])
    }

    @Test func theFormatIsFoundByContent() throws {
        #expect(try table("{\"a\":1}\n{\"a\":2}\n", name: "x.txt").texts == [["1"], ["2"]])
        // A brace alone is text.
        #expect(try table("{a},b\n1,2\n3,4\n", name: "x.txt").names == ["{a}", "b"])
    }

    /// However little of the stream is looked at at a time, the rows are the same.
    @Test(arguments: [1, 3, 16, 1000]) func rowsLongerThanTheWindow(_ capacity: Int) throws {
        try withTemporaryFolder { folder in
            let lines = "\u{FEFF}{\"a\":\"é😀 \\u00e9\",\"b\":[1,{\"c\":\"}\"}]}\n\nnonsense\n{\"a\":\"y\",\"b\":2.5}"
            let array = "[{\"a\":\"x]\"},\n 5,{\"a\":\"\\\"\"} , {\"a\":null}]"
            for (text, kind) in [(lines, SourceKind.jsonObjects), (array, .jsonArray)] {
                try write(text, to: folder + "/x.json")
                let stream = try SourceStream(file: folder + "/x.json", name: "x")
                let builder = TableBuilder()
                var reader = JSONReader(stream, into: builder, capacity: capacity)
                let remarks = try reader.read(kind, size: stream.size, report: { _ in })
                #expect(remarks == ["1 row is no JSON object and left out, first in line \(kind == .jsonArray ? 2 : 3)"])
                let (columns, _) = try builder.finished(options: ReadingOptions(), name: "x")
                let words = kind == .jsonArray ? ["x]", "\"", nil] : ["é😀 é", "y"]
                #expect((0..<builder.rows).map { columns[0].text(row: $0) } == words)
            }
        }
    }

    @Test func aKeyOfARowThatWasLeftOutIsNoColumn() throws {
        #expect(try table("{\"a\":1}\n{\"new\":1,\"a\":2\n{\"a\":3}\n").names == ["a"])
    }
}
