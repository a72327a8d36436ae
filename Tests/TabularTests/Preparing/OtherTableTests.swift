import Recipes
import Testing

@testable import Tabular

/// Joining and appending other tables.
@Suite struct OtherTableTests {
    static let sales = "day,shop,sold\n2024-01-01,A,3\n2024-01-02,B,4\n2024-01-05,A,5\n,C,6\n"
    static let shops = "shop,size,sold\nB,20,200\nA,10,100\nD,30,300\n"
    static let prices = "shop,day,price\nA,2024-01-03,12\nA,2023-12-31,10\nB,2024-01-02,20\nB,2024-01-09,21\n"

    private func prepared(_ step: Step, _ others: [String: String]) throws -> Table {
        try table(Self.sales).prepared(by: [step]) { path throws(AssayError) in try other(path, others) }
    }

    private func rows(_ table: Table) -> [String] { (0..<table.rowCount).map { table.texts(row: $0).joined(separator: " ") } }

    @Test func aLeftJoinKeepsEveryRow() throws {
        let made = try prepared(Step(.join, ["table": "shops", "on": ["shop"]]), ["shops": Self.shops])
        #expect(made.columns.map(\.name) == ["day", "shop", "sold", "size", "shops.sold"])
        #expect(rows(made) == ["2024-01-01 A 3 10 100", "2024-01-02 B 4 20 200", "2024-01-05 A 5 10 100", "· C 6 · ·"])
        #expect(made.remarks.last?.hasSuffix("1 of 4 rows have no partner in shops.csv") == true)
    }

    @Test func anInnerJoinTakesRowsWithoutAPartnerAway() throws {
        let step = Step(.join, ["table": "shops", "on": ["shop"], "how": "inner"])
        #expect(try prepared(step, ["shops": Self.shops]).rowCount == 3)
        #expect(step.changesRows)
        let scored = try table(Self.sales).prepared(by: [step], mode: .scoring(features: ["size"])) { path throws(AssayError) in
            try other(path, ["shops": Self.shops])
        }
        #expect(rows(scored) == ["10", "20", "10", "·"])
    }

    @Test func anAsofJoinTakesTheLatestBefore() throws {
        let step = Step(.join, ["table": "prices", "on": ["shop"], "how": "asof", "time": "day"])
        let made = try prepared(step, ["prices": Self.prices])
        #expect(rows(made) == ["2024-01-01 A 3 10", "2024-01-02 B 4 20", "2024-01-05 A 5 12", "· C 6 ·"])
    }

    @Test func anAsofJoinNeedsATime() throws {
        for (time, code) in [("", "asof_time"), ("shop", "asof_time"), ("dy", "no_such_column")] {
            let step = Step(.join, ["table": "prices", "on": ["shop"], "how": "asof", "time": .string(time)])
            let error = #expect(throws: AssayError.self) { try prepared(step, ["prices": Self.prices]) }
            #expect(error?.code == code)
        }
    }

    @Test func aKeyThatStandsTwiceIsNamed() throws {
        let step = Step(.join, ["table": "prices", "on": ["shop"]])
        let error = #expect(throws: AssayError.self) { try prepared(step, ["prices": Self.prices]) }
        #expect(error?.code == "duplicate_key")
        #expect(error?.message.contains("2 keys stand more than once in prices.csv, the first is shop = A") == true)
        let both = Step(.join, ["table": "prices", "on": ["shop", "day"]])
        #expect(try prepared(both, ["prices": Self.prices]).rowCount == 4)
    }

    @Test func aKeyOfAnotherKindIsSaid() throws {
        let step = Step(.join, ["table": "b", "on": ["shop"]])
        let error = #expect(throws: AssayError.self) { try prepared(step, ["b": "shop,v\n1,2\n3,4\n"]) }
        #expect(error?.code == "key_kinds")
    }

    @Test func anotherContentOfTheOtherTableIsTold() throws {
        let held = try table(Self.shops).source.fingerprint
        let step = Step(.join, ["table": "shops", "on": ["shop"], "fingerprint": .string(held)])
        #expect(try prepared(step, ["shops": Self.shops]).rowCount == 4)
        let error = #expect(throws: AssayError.self) { try prepared(step, ["shops": Self.shops + "E,1,1\n"]) }
        #expect(error?.code == "other_table_changed")
        // Rows to be predicted are joined with what the table holds by then.
        let scored = try table(Self.sales).prepared(by: [step], mode: .scoring(features: ["size"])) { path throws(AssayError) in
            try other(path, ["shops": Self.shops + "C,7,1\n"])
        }
        #expect(rows(scored).last == "7")
    }

    @Test func appendingGoesByNames() throws {
        let step = Step(.append, ["table": "more"])
        let made = try prepared(step, ["more": "sold,shop,note\n7,A,late\nfew,E,\n"])
        #expect(made.columns.map(\.name) == ["day", "shop", "sold", "note"])
        #expect(Array(rows(made).suffix(3)) == ["· C 6 ·", "· A 7 late", "· E few ·"])
        #expect(made["sold"]?.kind == .category)
        #expect(made["day"]?.kind == .date)
        #expect(made.remarks.contains { $0.contains("sold is a number here and a category there, and is read as a category") })
    }

    /// The partners of an as-of join of moments 10, 20 and 30 with 12, 19 and 40.
    private func asof(_ more: [String: JSON], here: String = "t\n10\n20\n30\n", there: String = "t,v\n12,a\n19,b\n40,c\n") throws
        -> [String]
    {
        let step = Step(.join, ["table": "b", "on": [], "how": "asof", "time": "t"].merging(more) { _, new in new })
        let made = try table(here).prepared(by: [step]) { path throws(AssayError) in try other(path, ["b": there]) }
        return (0..<made.rowCount).map { made["v"]?.text(row: $0) ?? "·" }
    }

    @Test func anAsofJoinLooksToEitherSide() throws {
        #expect(try asof([:]) == ["·", "b", "b"])
        #expect(try asof(["direction": "after"]) == ["a", "c", "c"])
        #expect(try asof(["direction": "nearest"]) == ["a", "b", "c"])
        // Of two that are as near the earlier is taken; the same moment is before and after.
        #expect(try asof(["direction": "nearest"], here: "t\n26\n", there: "t,v\n22,a\n30,b\n") == ["a"])
        #expect(try asof(["direction": "after"], here: "t\n22\n", there: "t,v\n22,a\n30,b\n") == ["a"])
    }

    @Test func anAsofJoinHasATolerance() throws {
        #expect(try asof(["tolerance": "1"]) == ["·", "b", "·"])
        #expect(try asof(["direction": "nearest", "tolerance": "2"]) == ["a", "b", "·"])
        let days = "t\n2024-01-01\n2024-01-09\n"
        let rates = "t,v\n2023-12-31,x\n2024-01-06,y\n"
        for (text, found) in [("1 day", ["x", "·"]), ("3d", ["x", "y"]), ("0.5 weeks", ["x", "y"]), ("2 h", ["·", "·"])] {
            #expect(try asof(["tolerance": .string(text)], here: days, there: rates) == found, "\(text)")
        }
        for text in ["3", "days", "-1 d", "3 moons"] {
            let error = #expect(throws: AssayError.self) {
                try asof(["tolerance": .string(text)], here: days, there: rates)
            }
            #expect(error?.message.contains("tolerance is no length of time") == true)
        }
        #expect(throws: AssayError.self) { try asof(["tolerance": "2 days"]) }
    }

    @Test func whatIsTakenFromLaterIsSaid() throws {
        let step = Step(.join, ["table": "prices", "on": ["shop"], "how": "asof", "time": "day", "direction": "after"])
        let made = try prepared(step, ["prices": Self.prices])
        #expect(made.remarks.last?.hasSuffix("got what prices.csv says of a later time") == true)
    }

    @Test func missingKeysMatchNothing() throws {
        let here = "k,x\na,1\n,2\n"
        let there = "k,v\n,9\na,8\n,7\n"
        let made = try table(here).prepared(by: [Step(.join, ["table": "b", "on": ["k"]])]) { path throws(AssayError) in
            try other(path, ["b": there])
        }
        #expect(rows(made) == ["a 1 8", "· 2 ·"])
    }

    @Test func aTableWithoutRowsIsJoinedAndAppended() throws {
        let empty = "shop,size\n"
        let left = try table(Self.sales).prepared(by: [Step(.join, ["table": "e", "on": ["shop"]])]) {
            path throws(AssayError) in try Self.without(path, empty)
        }
        #expect(left.rowCount == 4 && left["size"]?.missingCount == 4)
        let inner = Step(.join, ["table": "e", "on": ["shop"], "how": "inner"])
        let error = #expect(throws: AssayError.self) {
            try table(Self.sales).prepared(by: [inner]) { path throws(AssayError) in try Self.without(path, empty) }
        }
        #expect(error?.message.contains("finds no partner for any row") == true)
        let more = try table(Self.sales).prepared(by: [Step(.append, ["table": "e"])]) { path throws(AssayError) in
            try Self.without(path, empty)
        }
        #expect(more.rowCount == 4 && more["size"]?.missingCount == 4)
    }

    /// A table with the columns of a text and none of its rows.
    private static func without(_ path: String, _ text: String) throws(AssayError) -> Table {
        let columns = text.split(separator: "\n")[0].split(separator: ",").map {
            Column(name: String($0), kind: .category, storage: .codes([], words: []))
        }
        return Table(
            name: "\(path).csv", source: .init(fingerprint: "0", header: true, delimiter: ","), rowCount: 0, columns: columns)
    }
}
