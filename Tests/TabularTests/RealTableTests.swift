import Recipes
import Tabular
import TestSupport
import Testing

/// What the importer makes of public tables, each of them awkward in its own way.
@Suite(.enabled(if: SharedData.folder != nil)) struct RealTableTests {
    struct Expectation: Sendable, CustomTestStringConvertible {
        let file: String
        let rows: Int
        let hasHeader: Bool
        /// First letters of the kinds, column by column.
        let kinds: String
        var testDescription: String { file }
    }

    static let expectations = [
        Expectation(file: "adult-test.csv", rows: 16281, hasHeader: false, kinds: "ncncnccccc nnncc"),
        Expectation(file: "adult-train.csv", rows: 32561, hasHeader: false, kinds: "ncncnccccc nnncc"),
        Expectation(file: "diamonds.csv", rows: 53940, hasHeader: true, kinds: "ncccnnnnnn"),
        Expectation(file: "german.csv", rows: 1000, hasHeader: false, kinds: "cnccnccncc ncnccncncc n"),
        Expectation(file: "horse-colic.csv", rows: 300, hasHeader: false, kinds: "nnnnnnnnnn nnnnnnnnnn nnnnccnn"),
        Expectation(
            file: "hotel_rates.csv", rows: 15402, hasHeader: true,
            kinds: "innnnnnncc ccnnnccncc ncnndnnnn"),
        Expectation(file: "mammography.csv", rows: 11183, hasHeader: false, kinds: "nnnnnnc"),
        Expectation(file: "penguins.csv", rows: 344, hasHeader: true, kinds: "ccnnnnc"),
        Expectation(file: "pollution.csv", rows: 43824, hasHeader: true, kinds: "innnnnnnnc nnn"),
        Expectation(file: "taxis.csv", rows: 6433, hasHeader: true, kinds: "ddnnnnnncc cccc"),
        Expectation(file: "titanic.csv", rows: 891, hasHeader: true, kinds: "nncnnnnccc fccff"),
        Expectation(file: "winequality-white.csv", rows: 4898, hasHeader: false, kinds: "nnnnnnnnnn nn"),
    ]

    @Test(arguments: expectations) func headerRowsAndKinds(_ expected: Expectation) throws {
        let path = try #require(SharedData.path("data/" + expected.file))
        let table = try TableImporter(cacheFolder: nil).table(at: path)
        #expect(table.rowCount == expected.rows)
        #expect(table.source.header == expected.hasHeader)
        #expect(table.source.delimiter == ",")
        #expect(table.remarks == [])
        let letters = table.columns.map { String($0.kind.rawValue.prefix(1)) }.joined()
        #expect(letters == expected.kinds.replacing(" ", with: ""))
        for column in table.columns { #expect(column.count == expected.rows) }
    }

    @Test func namesOfHeaderlessColumns() throws {
        let path = try #require(SharedData.path("data/german.csv"))
        let table = try TableImporter(cacheFolder: nil).table(at: path)
        #expect(table.columns.map(\.name) == (1...21).map { "c\($0)" })
    }

    @Test func missingWordsAreCounted() throws {
        let path = try #require(SharedData.path("data/adult-train.csv"))
        let table = try TableImporter(cacheFolder: nil).table(at: path)
        #expect(table["c2"]?.missingSpellings == [MissingSpelling(text: "?", count: 1836)])
        let target = try table.target("c15")
        #expect(target == Recipe.Target(column: "c15", task: .classification, positive: ">50K"))
    }

    @Test(arguments: [
        "breast_cancer", "diabetes", "digits", "friedman1_2000x10_noise1", "iris", "make_classification_4cls_2000x20",
        "make_classification_bin_2000x20", "make_classification_imb95_3000x20", "wine",
    ])
    func referenceTablesAreAllNumbers(_ name: String) throws {
        let path = try #require(SharedData.path("reference/data/\(name).csv"))
        let table = try TableImporter(cacheFolder: nil).table(at: path)
        #expect(table.source.header)
        #expect(table.columns.allSatisfy { $0.kind == .number })
        #expect(table.columns.suffix(2).map(\.name) == ["target", "fold"])
    }
}
