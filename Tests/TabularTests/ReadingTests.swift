import Glibc
import Recipes
import Tabular
import TestSupport
import Testing

/// Every quirk of real files, as a small text.
@Suite struct ReadingTests {
    @Test(arguments: [",", ";", "\t", "|"]) func delimitersAreFound(_ delimiter: String) throws {
        let table = try table("a,b,c\n1,x,2.5\n2,y,3.5\n".replacing(",", with: delimiter))
        #expect(table.source.delimiter == delimiter)
        #expect(table.columns.map(\.name) == ["a", "b", "c"])
        #expect(table.texts(row: 1) == ["2", "y", "3.5"])
    }

    /// A line above the table looks like a header that lacks the name of one column, if its rows are divided at their decimal commas.
    @Test(arguments: ["# made by a program\n# in two lines\n", "Report of a year\n"])
    func linesAboveTheTableDoNotHideItsDelimiter(_ above: String) throws {
        let table = try table(above + "id;value;word\n" + (0..<20).map { "\($0);\($0),5;w\($0 % 3)\n" }.joined())
        #expect(table.source.delimiter == ";")
        #expect(table["value"]?.numbers?[3] == 3.5)
    }

    @Test func aHeaderIsNoLineAboveARowThatIsDividedOtherwise() throws {
        let table = try table("id,tags\n" + (0..<20).map { "\($0),a;b\($0 % 3);c\n" }.joined())
        #expect(table.source.delimiter == ",")
        #expect(table.columns.map(\.name) == ["id", "tags"])
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func lineBreaksAreFound(_ lineBreak: String) throws {
        for ending in ["", lineBreak] {
            let table = try table(["a,b", "1,x", "2,y"].joined(separator: lineBreak) + ending)
            #expect(table.rowCount == 2)
            #expect(table.texts(row: 1) == ["2", "y"])
        }
    }

    @Test func quotesKeepDelimitersQuotesAndLineBreaks() throws {
        let table = try table("a,b\n\"x, y\",1\n\"say \"\"hi\"\"\",2\n\"two\r\nlines\",3\n\"\",4\n\"\"\"\",5\n\"q\"tail,6\n")
        #expect(table["a"]?.storage.texts == ["x, y", "say \"hi\"", "two\r\nlines", nil, "\"", "qtail"])
        #expect(table["b"]?.numbers == [1, 2, 3, 4, 5, 6])
    }

    @Test func quotesInsideFieldsAreText() throws {
        let table = try table("size,n\n5\" pipe,1\n7\" pipe,2\nx\"y\"z,3\n")
        #expect(table["size"]?.storage.texts == ["5\" pipe", "7\" pipe", "x\"y\"z"])
        #expect(table.remarks == [])
    }

    @Test func aQuoteThatNeverClosesIsText() throws {
        let table = try table("a,b\nx,1\n\"open,2\ny,3\n")
        #expect(table.rowCount == 3)
        #expect(table["a"]?.storage.texts == ["x", "\"open", "y"])
        #expect(table.remarks == ["the quote in line 3 never closes and is read as a plain character"])
    }

    @Test func quotedNumbersAreNumbers() throws {
        let table = try table("a,b\n\"1\",\"x\"\n\" 2.5 \",\"y\"\n")
        #expect(table["a"]?.numbers == [1, 2.5])
    }

    @Test func byteOrderMarkIsNoPartOfAName() throws {
        let table = try table(bytes: [0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8))
        #expect(table.columns.map(\.name) == ["a", "b"])
    }

    @Test func blanksAroundFieldsGo() throws {
        let table = try table("39, State-gov, x\n50,  Private , y\n38,\tPrivate, \n")
        #expect(table.source.header == false)
        #expect(table["c2"]?.storage.texts == ["State-gov", "Private", "Private"])
        #expect(table["c3"]?.storage.texts == ["x", "y", nil])
    }

    @Test func blankLinesAreNoRows() throws {
        let table = try table("\n\na,b\n\n1,2\n  \n3,4\n\r\n\n")
        #expect(table.columns.map(\.name) == ["a", "b"])
        #expect(table["b"]?.numbers == [2, 4])
    }

    @Test func raggedRowsArePaddedOrCut() throws {
        let table = try table("a,b,c\n1,2,3\n4,5\n6\n7,8,9,10\n11,12,13,\n")
        #expect(table.rowCount == 5)
        #expect(table["c"]?.numbers?.map { $0.isNaN ? -1 : $0 } == [3, -1, -1, 9, 13])
        #expect(
            table.remarks == [
                "2 rows have fewer than 3 fields, first line 3 with 2; what is not there counts as missing",
                "1 row has more than 3 fields, first line 5 with 4; what is too much is left out",
            ])
    }

    @Test func linesInsideQuotesCount() throws {
        let table = try table("a,b\n\"x\ny\nz\",1\nonly\n")
        #expect(table.remarks.first?.contains("first line 5 with 1") == true)
    }

    @Test func namesAreMadeUnique() throws {
        let table = try table("x,,x,x_2,\n1,2,3,4,5\n", options: ReadingOptions(header: true))
        #expect(table.columns.map(\.name) == ["x", "c2", "x_3", "x_2", "c5"])
    }

    @Test func anUnnamedFirstColumnIsThatOfRowNames() throws {
        let pandas = try table(",a,b\n0,1.5,x\n1,2.5,y\n")
        #expect(pandas.columns.map(\.name) == ["c1", "a", "b"])
        let r = try table("a,b\nr1,1.5,x\nr2,2.5,y\n")
        #expect(r.columns.map(\.name) == ["rownames", "a", "b"])
        #expect(r.remarks == [])
    }

    @Test func headersAreToldFromRows() throws {
        #expect(try table("1,2\n3,4\n").source.header == false)
        #expect(try table("a,b\n3,4\n").source.header)
        #expect(try table("name,city\nann,rome\nbob,oslo\n").source.header)
        // The first row's word comes again below it.
        #expect(try table("ann,rome\nbob,oslo\nann,lima\n").source.header == false)
        #expect(try table("x,x\ny,z\n").source.header == false)
        #expect(try table("2024-01-01,a\n2024-01-02,b\n").source.header == false)
        #expect(try table("?,a,3\nb,a,?\n").source.header == false)
        #expect(try table("alone\n1\n2\n").columns.map(\.name) == ["alone"])
    }

    @Test func optionsOverrideWhatIsFound() throws {
        let text = "a;b\n1;2\n3;4\n"
        let plain = try table(text, options: ReadingOptions(header: false))
        #expect(plain.rowCount == 3)
        #expect(plain["c1"]?.kind == .category)
        let whole = try table(text, options: ReadingOptions(delimiter: ","))
        #expect(whole.columns.map(\.name) == ["a;b"])
        #expect(throws: AssayError.self) { try table(text, options: ReadingOptions(delimiter: "ab")) }
        #expect(try table("a\tb\n1\t2\n", options: ReadingOptions(delimiter: "tab")).columns.count == 2)
        let error = #expect(throws: AssayError.self) { try table(text, options: ReadingOptions(kinds: ["bb": .number])) }
        #expect(error?.code == "no_such_column")
        #expect(error?.hint == "did you mean b?")
    }

    @Test func commasMayStandBeforeFractions() throws {
        let table = try table("a;b\n1,5;x\n-2,25;y\n")
        #expect(table["a"]?.numbers == [1.5, -2.25])
    }

    @Test func latinTextIsRead() throws {
        let table = try table(bytes: Array("city,n\nMalm".utf8) + [0xF6] + Array(",1\nOslo,2\n".utf8))
        #expect(table["city"]?.storage.texts == ["Malmö", "Oslo"])
        #expect(table.remarks == ["the text is not valid UTF-8 and is read as Latin-1"])
    }

    @Test func aHeaderLongerThanTheSampleIsWhole() throws {
        let names = (0..<20_000).map { "a_rather_long_name_\($0)" }
        let row = [String](repeating: "1", count: names.count).joined(separator: ",")
        let table = try table(([names.joined(separator: ",")] + [row, row, row]).joined(separator: "\n"))
        #expect(table.columns.count == names.count)
        #expect(table.remarks == [])
    }

    @Test func wideAndLongTablesAreWhole() throws {
        let wide = try table(
            (0..<3000).map { "v\($0)" }.joined(separator: ",") + "\n" + (0..<3000).map(String.init).joined(separator: ","))
        #expect(wide.columns.count == 3000)
        #expect(wide["v2999"]?.numbers == [2999])
        let long = try table("a,b\n" + (0..<40_000).map { "\($0 % 100),w\($0 % 3)" }.joined(separator: "\n"))
        #expect(long.rowCount == 40_000)
        #expect(long.texts(row: 39_999) == ["99", "w0"])
    }

    // MARK: Errors

    @Test func whatCannotBeReadIsSaid() throws {
        #expect(code(of: "") == "empty_file")
        #expect(code(of: " \n\n") == "empty_file")
        #expect(code(of: "\u{FEFF}") == "empty_file")
        #expect(code(of: "a,b,c\n") == "header_alone")
        #expect(code(of: "a\0b,c\n1,2\n") == "binary_file")
        #expect(code(of: "PAR1xxxx") == "binary_file")
    }

    @Test func filesThatAreNotThereAreSaid() throws {
        try withTemporaryFolder { folder in
            try write(Array("a\n1\n".utf8), to: folder + "/churn.csv")
            let importer = TableImporter(cacheFolder: nil)
            let missing = #expect(throws: AssayError.self) { try importer.table(at: folder + "/chrun.csv") }
            #expect(missing?.code == "no_such_file")
            #expect(missing?.hint == "did you mean churn.csv?")
            let isFolder = #expect(throws: AssayError.self) { try importer.table(at: folder) }
            #expect(isFolder?.code == "is_folder")
            chmod(folder + "/churn.csv", 0)
            if getuid() != 0 {
                let unreadable = #expect(throws: AssayError.self) { try importer.table(at: folder + "/churn.csv") }
                #expect(unreadable?.code == "unreadable")
            }
        }
    }

    private func code(of text: String) -> String? {
        do {
            _ = try table(text)
            return nil
        } catch {
            return (error as? AssayError)?.code
        }
    }

    @Test func progressRises() throws {
        try withTemporaryFolder { folder in
            try write(Array("a,b\n1,2\n".utf8), to: folder + "/x.csv")
            var shares: [Double] = []
            _ = try TableImporter(cacheFolder: nil).table(at: folder + "/x.csv") { shares.append($0) }
            #expect(shares == shares.sorted())
            #expect(shares.last == 1)
        }
    }
}

extension Column.Storage {
    /// The words by row; nil where missing or where the column holds numbers.
    var texts: [String?] {
        guard case .codes(let codes, let words) = self else { return [] }
        return codes.map { $0 < 0 ? nil : words[Int($0)] }
    }
}
