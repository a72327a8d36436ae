import Recipes
import Tabular
import Testing

@Suite struct KindTests {
    /// The kind of a column `name` that holds these fields, beside a column of numbers.
    private func column(_ fields: [String], name: String = "x", kinds: [String: ColumnKind] = [:]) throws -> Column {
        let rows = fields.enumerated().map { "\($0.element),\($0.offset % 3).5" }
        let table = try table(
            "\(name),other\n" + rows.joined(separator: "\n"), options: ReadingOptions(delimiter: ",", header: true, kinds: kinds))
        return table.columns[0]
    }

    @Test func contractTable() throws {
        var text = "age,city,plan,when,spend,y\n"
        for row in 0..<60 {
            let age = row % 9 == 0 ? "" : String(18 + row)
            text += "\(age),\(["Rome", "Oslo", "Lima"][row % 3]),\(["x", "y", "NA"][row % 3]),2024-\(10 + row % 3)-1\(row % 9),"
            text += "\(row).25,\(row % 2 == 0 ? "yes" : "no")\n"
        }
        let table = try table(text)
        #expect(table.kinds == [.number, .category, .category, .date, .number, .flag])
        #expect(table["age"]?.missingSpellings == [MissingSpelling(text: "", count: 7)])
        #expect(table["plan"]?.missingSpellings == [MissingSpelling(text: "NA", count: 20)])
        #expect(table.texts(row: 0) == ["·", "Rome", "x", "2024-10-10", "0.25", "yes"])
    }

    @Test func missingSpellings() throws {
        let spellings = ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "?", "-", "#N/A", "missing", "Missing"]
        let numbers = try column(spellings + ["1", "2"])
        #expect(numbers.kind == .number)
        #expect(Set(numbers.missingSpellings.map(\.text)) == Set(spellings))
        let words = try column(spellings + ["none", "Na", "a"])
        #expect(words.kind == .category)
        #expect(words.storage.texts.compactMap(\.self) == ["none", "Na", "a"])
    }

    @Test func aLateWordMakesWords() throws {
        let column = try column((0..<500).map { "\($0 % 50)" } + ["abc"])
        #expect(column.kind == .category)
        #expect(column.storage.texts.last == "abc")
        #expect(column.storage.texts.first == "0")
    }

    @Test func flags() throws {
        for pair in [["yes", "no"], ["True", "False"], ["t", "F"], ["Y", "n"]] {
            #expect(try column([pair[0], pair[1], "", pair[0]]).kind == .flag)
        }
        #expect(try column(["0", "1", "1"]).kind == .number)
        #expect(try column(["yes", "yes"]).kind == .category)
        #expect(try column(["yes", "maybe"]).kind == .category)
    }

    @Test func identifiers() throws {
        let rows = 0..<200
        #expect(try column(rows.map { "\($0 + 7)" }, name: "n").kind == .identifier)
        #expect(try column(rows.map { "\($0 * 7919 % 100_003)" }, name: "customer_id").kind == .identifier)
        #expect(try column(rows.map { "\($0 * 7919 % 100_003)" }, name: "customerId").kind == .identifier)
        #expect(try column(rows.map { "C-\(10_000 + $0)" }, name: "client").kind == .identifier)
        // A quantity is none, however much it varies, and neither is what repeats.
        #expect(try column(rows.map { "\($0 * 7919 % 100_003)" }, name: "price").kind == .number)
        #expect(try column(rows.map { "\(Double($0) + 0.5)" }, name: "id").kind == .number)
        #expect(try column(rows.map { "\($0 % 20)" }, name: "group_id").kind == .number)
        #expect(try column(rows.map { $0 == 100 ? "" : "\($0)" }, name: "n").kind == .number)
        // A short table shows too little.
        #expect(try column(["1", "2", "3"], name: "n").kind == .number)
    }

    @Test func textAndCategories() throws {
        let rows = 0..<200
        #expect(try column(rows.map { "the note number \($0) says more" }).kind == .text)
        #expect(try column(rows.map { "word\($0 % 40)" }).kind == .category)
        #expect(try column(["a b", "c d", "e f"]).kind == .category)
    }

    @Test func codesKeepTheirZeroes() throws {
        let column = try column(["02138", "10001", "00501", "94110"])
        #expect(column.kind == .category)
        #expect(column.storage.texts == ["02138", "10001", "00501", "94110"])
        #expect(try self.column(["01", "02", "11"]).kind == .number)
    }

    @Test func digitsThatADoubleWouldLoseStay() throws {
        let column = try column(["9007199254740993", "9007199254740992", "1"])
        #expect(column.storage.texts.first == "9007199254740993")
    }

    @Test func kindsByHand() throws {
        let asWords = try column(["1", "2", "10"], kinds: ["x": .category])
        #expect(asWords.kind == .category)
        #expect(asWords.storage.texts == ["1", "2", "10"])
        let asNumbers = try column(["1", "two", "3"], kinds: ["x": .number])
        #expect(asNumbers.kind == .number)
        #expect(asNumbers.numbers?[0] == 1 && asNumbers.numbers?[1].isNaN == true)
        let asDate = try column(["20240131", "20240201"], kinds: ["x": .date])
        #expect(asDate.kind == .date)
        #expect(asDate.text(row: 0) == "2024-01-31")
        #expect(try column(["7", "8"], kinds: ["x": .identifier]).kind == .identifier)
        #expect(try column(["0", "1"], kinds: ["x": .flag]).kind == .flag)
        #expect(try column(["a", "b"], kinds: ["x": .text]).kind == .text)
    }

    @Test func dates() throws {
        let iso = try column(["2024-01-31", "", "1969-12-31"])
        #expect(iso.kind == .date && !iso.hasTime)
        #expect(iso.numbers?[0] == 1_706_659_200 && iso.numbers?[2] == -86_400)
        #expect(iso.text(row: 2) == "1969-12-31")
        let moments = try column(["2024-01-31T10:20:30Z", "2024-01-31 10:20:30.25+02:00", "2024-01-31 10:20"])
        #expect(moments.hasTime)
        #expect(moments.numbers == [1_706_696_430, 1_706_689_230.25, 1_706_696_400])
        #expect(moments.text(row: 1) == "2024-01-31 08:20:30.250")
        #expect(try column(["2024/01/31", "2024/02/01"]).kind == .date)
        #expect(try column(["31.12.2024", "01.02.2024"]).text(row: 1) == "2024-02-01")
        #expect(try column(["31/12/2024", "01/02/2024"]).text(row: 1) == "2024-02-01")
        #expect(try column(["12/31/2024", "01/02/2024"]).text(row: 1) == "2024-01-02")
        #expect(try column(["1/2/2024 3:04 PM", "12/31/2024 12:00 am"]).text(row: 0) == "2024-01-02 15:04:00")
        #expect(try column(["2024-02-30", "2024-13-01"]).kind == .category)
        #expect(try column(["2024-01-31", "soon", "later"]).kind == .category)
    }

    @Test func aFewStraysAreNoReasonAgainstDates() throws {
        let fields = (0..<200).map { "2024-01-\(10 + $0 % 20)" }
        #expect(try column(fields + ["unknown"]).kind == .date)
        #expect(try column(fields + ["unknown", "x", "y", "z"]).kind == .category)
    }

    @Test func ambiguousDatesAreRemarkedUpon() throws {
        let table = try table("d,n\n01/02/2024,1\n03/04/2024,2\n")
        #expect(table.texts(row: 0)[0] == "2024-01-02")
        #expect(table.remarks.count == 1)
    }

    @Test func numbersShowTheirDecimals() throws {
        let column = try column(["1", "2.5", "-0.25", "1e3", "", "inf"])
        #expect((0..<6).map { column.text(row: $0) } == ["1.00", "2.50", "-0.25", "1000.00", nil, "inf"])
        #expect(try self.column(["1e300", "2"]).text(row: 0) == "1e+300")
        #expect(try self.column(["0.000001", "2"]).text(row: 1) == "2.000000")
    }
}
