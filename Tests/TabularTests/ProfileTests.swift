import Recipes
import Tabular
import TestSupport
import Testing

@Suite struct ProfileTests {
    @Test func numbers() throws {
        let profile = try table("x,k\n" + [1.5, 2, 2, 3.5, 10].map { "\($0),a" }.joined(separator: "\n") + "\n,b\n").profile()
        let x = try #require(profile["x"])
        #expect(x.missing == 1 && x.distinct == 4)
        let numeric = try #require(x.numeric)
        #expect(numeric.min == 1.5 && numeric.max == 10)
        #expect(abs(numeric.mean - 3.8) < 1e-15)
        // As numpy and pandas have them.
        #expect(abs(numeric.sd - 12.575.squareRoot()) < 1e-14)
        #expect(numeric.quantiles.map { ($0 * 1000).rounded() / 1000 } == [1.6, 2, 2, 3.5, 8.7])
        #expect(x.top.first == ColumnProfile.Count(value: "2.0", count: 2))
        let histogram = try #require(x.histogram)
        #expect(histogram.counts.count == 20 && histogram.counts.reduce(0, +) == 5)
        #expect(histogram.edges.first == 1.5 && histogram.edges.last == 10)
        #expect(histogram.counts.first == 1 && histogram.counts.last == 1 && histogram.counts[1] == 2)
        let k = try #require(profile["k"])
        #expect(k.top == [ColumnProfile.Count(value: "a", count: 5), ColumnProfile.Count(value: "b", count: 1)])
        #expect(k.numeric == nil && k.histogram == nil)
    }

    @Test func wholeNumbersOfASmallRangeHaveABinEach() throws {
        let profile = try table("x,y\n" + [3, 1, 3, 5, 3].map { "\($0),1" }.joined(separator: "\n")).profile()
        #expect(profile["x"]?.histogram?.counts == [1, 0, 3, 0, 1])
        #expect(profile["x"]?.histogram?.edges == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5])
        #expect(profile["y"]?.histogram?.counts == [5])
    }

    @Test(arguments: [
        ["1e308", "-1e308", "0"], ["inf", "-inf", "1"], ["inf", "inf"], ["1", "1.0000000000000002"], ["5e-324", "0"],
        ["1e300", "1e300"],
        ["-0.5", "0.5", "NA"], ["0.1", "0.1"],
    ])
    func histogramsSumToWhatIsThere(_ values: [String]) throws {
        let profile = try table("x,y\n" + values.map { "\($0),a" }.joined(separator: "\n")).profile()
        let x = try #require(profile["x"])
        let histogram = try #require(x.histogram)
        #expect(histogram.counts.reduce(0, +) == values.count - x.missing)
        #expect(histogram.edges.count == histogram.counts.count + 1)
        #expect(zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func associationsAndSplitsByTheTarget() throws {
        var text = "up,down,noise,cat,same,quantity,y,z\n"
        for row in 0..<200 {
            let y = row % 2
            text += "\(Double(row) / 10 + Double(y) * 100),\(-row),\(row * 7919 % 211),\(y == 1 ? "p" : "q\(row % 4)"),"
            text += "\(y),\(row * row).5,\(y == 1 ? "yes" : "no"),\(row % 3)\n"
        }
        let table = try table(text)
        let profile = table.profile(target: try table.target("y"))
        #expect(profile["up"]?.association == ColumnProfile.Association(measure: "AUC", value: 1, strength: 1))
        #expect(profile["same"]?.positiveHistogram == [0, 1])
        #expect(profile["cat"]?.association?.measure == "V")
        #expect((profile["cat"]?.association?.value ?? 0) > 0.99)
        #expect(profile["cat"]?.positiveHistogram == [1, 0, 0])
        #expect((profile["noise"]?.association?.strength ?? 1) < 0.2)
        #expect(profile["y"]?.association == nil)
        let many = table.profile(target: try table.target("z"))
        #expect(many["up"]?.association?.measure == "η")
        #expect(many["up"]?.positiveHistogram == nil)
        let quantity = table.profile(target: try table.target("quantity"))
        #expect(quantity["down"]?.association?.measure == "ρ")
        #expect(abs((quantity["down"]?.association?.value ?? 0) - 1) < 1e-12)
        #expect(quantity["cat"]?.association?.measure == "η")
    }

    @Test func foldedAreaOfTies() throws {
        let table = try table("x,y\n1,no\n2,yes\n2,no\n3,yes\nNA,yes\n")
        // Pairs (2,1) (2,2) (3,1) (3,2): 1 + 0.5 + 1 + 1 of 4.
        #expect(table.profile(target: try table.target("y"))["x"]?.association?.value == 0.875)
    }

    @Test func jsonHasTheContractsShape() throws {
        let table = try table("age,city,when\n30,Oslo,2024-01-31\n,Rome,2024-02-01\n41,Oslo,2024-02-02\n")
        let json = try JSON(parsing: table.profile().json.canonicalText)
        #expect(json["rows"] == 3)
        let columns = try #require(json["columns"]?.arrayValue)
        for column in columns {
            for key in ["name", "kind", "missing", "distinct", "min", "max", "mean", "sd", "quantiles", "top", "histogram"] {
                #expect(column[key] != nil, "\(key)")
            }
        }
        #expect(columns[0]["quantiles"]?["0.5"] == 35.5)
        #expect(columns[0]["quantiles"]?.objectValue?.keys.sorted() == ["0.05", "0.25", "0.5", "0.75", "0.95"])
        #expect(columns[0]["missing"] == 1 && columns[0]["kind"] == "number")
        #expect(columns[1]["top"] == [["Oslo", 2], ["Rome", 1]])
        #expect(columns[1]["min"]?.isNull == true)
        #expect(columns[2]["kind"] == "date" && columns[2]["first"] == "2024-01-31 00:00:00")
        let counts = columns[0]["histogram"]?["counts"]?.arrayValue?.compactMap(\.intValue)
        #expect(counts?.reduce(0, +) == 2)
        #expect(
            json["alerts"]?.arrayValue?.first?.objectValue?.keys.sorted() == [
                "code", "column", "evidence", "level", "remedies", "remedy", "rows",
            ])
    }
}
