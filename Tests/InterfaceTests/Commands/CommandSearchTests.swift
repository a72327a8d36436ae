import Testing

@testable import Interface

@Suite struct CommandSearchTests {
    private func ids(_ query: String, recent: [String] = [], context: SampleContext = SampleContext(selected: 1)) throws
        -> [String]
    {
        let rows = try CommandRegistry(sampleCommands).allRows(in: ["runs", "table"], context: context)
        return CommandSearch.matches(query, in: rows, recent: recent).map { rows[$0.index].id }
    }

    @Test func titlesIdsSummariesAndKeysAreFound() throws {
        #expect(try ids("compare").first == "runs.compare")
        #expect(try ids("runs.res").first == "runs.resume")
        #expect(try ids("interrupted") == ["runs.resume"])
        #expect(try ids("R").first == "draft.train")
        #expect(try ids("ctrl-p").first == "app.palette")
        #expect(try ids("cm").first == "runs.compare")
        #expect(try ids("side runs") == ["runs.compare"])
        #expect(try ids("zzz") == [])
    }

    @Test func anEmptyQueryHasAllWithTheRecentOnesFirst() throws {
        #expect(try ids("", recent: ["table.top", "gone"]).first == "table.top")
        #expect(try ids("").count == sampleCommands.count)
    }

    @Test func whatCannotBeDoneComesLater() throws {
        // Both titles begin a word with r; the first cannot be done.
        let rows = ["a", "b"].map { id in
            CommandRow(
                id: "x.\(id)", title: "run it", summary: "Runs.", category: "All", keys: [],
                availability: id == "a" ? .unavailable("no") : .available)
        }
        #expect(CommandSearch.matches("run", in: rows).map(\.index) == [1, 0])
    }

    @Test func rankingPrefersBeginnings() throws {
        let score = { (query: String, text: String) in FuzzyMatch(query, in: text)?.score ?? -1 }
        #expect(score("tr", "train") > score("tr", "a train"))
        #expect(score("tr", "a train") > score("tr", "matrix"))
        #expect(score("tr", "matrix") > score("tr", "two rows"))
        #expect(score("tr", "two rows") > 0)
        #expect(FuzzyMatch("TR", in: "train") == nil)
        #expect(FuzzyMatch("cm", in: "compare marked")?.offsets == [0, 8])
        #expect(FuzzyMatch("", in: "x")?.score == 0)
    }
}
