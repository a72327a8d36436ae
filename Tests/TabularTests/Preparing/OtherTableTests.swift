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
}
