import Recipes
import RunStore
import TestSupport
import Testing

@testable import Actions
@testable import Experiments

/// The table of runs as files and for people.
@Suite struct RunTableTests {
    private func recipe(_ session: Session, seed: Int = 0) throws -> Recipe {
        var recipe = try session.recipe(for: Fixtures.table, request: RunRequest(target: "churn"))
        recipe.seed = seed
        return recipe
    }

    @Test func filesHoldNumbersInFullAndNothingThatASpreadsheetRuns() throws {
        try Fixtures.withSession { session, store in
            try Fixtures.run(recipe(session), auc: [0.1, 0.2], in: store)
            try session.setNote("1", "=cmd(), \"x\" | *b*\nnext")
            _ = try session.tag("1", adding: ["#keep", "Keep", "old"], removing: ["OLD"])
            let columns = try RunField.list(parsing: "number,auc,auc.sd,note,tags,auc.best,learning_rate,feature:age")
            let table = RunTable(try session.runs(), view: RunView(columns: columns), usual: [])
            let csv = table.csv.split(separator: "\n", maxSplits: 1).map(String.init)
            #expect(csv[0] == "number,auc,auc.sd,note,tags,auc.best,learning_rate,feature:age")
            #expect(csv[1].hasPrefix("1,0.15000000000000002,0.07071067811865477,\"'=cmd(), \"\"x\"\" | *b*\nnext\""))
            #expect(csv[1].hasSuffix(",keep old,,0.1,number\n"))
            let line = try JSON(parsing: table.jsonLines)
            #expect(line["auc"]?.doubleValue == 0.15000000000000002 && line["auc.best"]?.isNull == true)
            #expect(line["note"]?.stringValue == "=cmd(), \"x\" | *b*\nnext")
            let markdown = table.markdown(now: NumberText.now()).split(separator: "\n").map(String.init)
            #expect(markdown.count == 3 && markdown[1].hasPrefix("| ---: | ---: | ---: | --- |"))
            #expect(markdown[2].contains("=cmd(), \"x\" \\| \\*b\\* next"))
        }
    }

    @Test func seedsAreOneRowWithTheMeanOfTheirMeans() throws {
        try Fixtures.withSession { session, store in
            for (seed, auc) in [0.7, 0.8, 0.9].enumerated() {
                try Fixtures.run(recipe(session, seed: seed), auc: [auc, auc], in: store)
            }
            var other = try recipe(session)
            other.removeFeature("age")
            try Fixtures.run(other, auc: [0.85, 0.85], in: store)
            let view = RunView(sorts: try RunSort.list(parsing: "auc"), groupsSeeds: true)
            let fields = try RunField.list(parsing: "number,auc,auc.interval,seed")
            let table = RunTable(try session.runs(), view: view, usual: fields)
            #expect(table.rows.map(\.runs.count) == [1, 3])
            #expect(table.text(1, .field(.metric("auc", .mean)), now: 0) == "0.8000")
            // Three seeds: t of two degrees of freedom is 4.303, the error 0.1 over the root of three.
            #expect(table.text(1, .field(.metric("auc", .interval)), now: 0) == "±0.2484")
            #expect(table.text(1, .field(.plain(.seed)), now: 0) == "3 seeds")
        }
    }

    @Test func onlyWhatDiffersStays() throws {
        try Fixtures.withSession { session, store in
            try Fixtures.run(recipe(session), auc: [0.7, 0.7], in: store)
            var other = try recipe(session)
            try other.model.set("learning_rate", "0.5")
            try Fixtures.run(other, auc: [0.8, 0.8], in: store)
            let usual = try RunField.list(parsing: "number,state,model,table,auc,tags")
            let table = RunTable(try session.runs(), view: RunView(showsOnlyDifferences: true), usual: usual)
            #expect(table.columns.map(\.name) == ["number", "learning_rate", "auc"])
        }
    }

    @Test func timesAreWrittenAsISO8601() {
        #expect(Moment.text(0) == "1970-01-01T00:00:00Z")
        #expect(Moment.text(1_772_323_200.9) == "2026-03-01T00:00:00Z")
        #expect(Moment.text(951_868_799) == "2000-02-29T23:59:59Z")
        #expect(Moment.text(-1) == "1969-12-31T23:59:59Z")
        #expect(Moment.text(.nan).isEmpty)
    }

    @Test func moreOfARunIsARunOfItsOwn() throws {
        try Fixtures.withSession { session, store in
            let slot = try #require(try FileLock.slot(of: 1, folder: store.folder))
            defer { slot.lock.release() }
            let run = try Fixtures.run(recipe(session), auc: [0.7, 0.7], in: store)
            let more = try session.more("1", steps: 50)
            #expect(more.parent == run.id && more.state == .queued)
            #expect(more.recipe.model.integer("n_estimators") == 150)
            var wanted = run.recipe
            try wanted.model.set("n_estimators", "150")
            #expect(more.recipe == wanted)
            #expect(throws: AssayError.self) { try session.more("1", steps: 0) }
            #expect(throws: AssayError.self) { try session.more("1", steps: .max) }
            var linear = try recipe(session)
            linear.model = Recipe.Model(.logistic)
            try Fixtures.run(linear, auc: [0.6, 0.6], in: store)
            #expect { try session.more("3", steps: 5) } throws: { ($0 as? AssayError)?.code == "no_steps" }
        }
    }

    @Test func theBinIsEmptied() throws {
        try Fixtures.withSession { session, store in
            for seed in 0..<3 { try Fixtures.run(recipe(session, seed: seed), auc: [0.7, 0.7], in: store) }
            let (revision, _) = try session.changes(since: 0)
            try session.bin(["1", "2"])
            try session.restore(["2"])
            let gone = try session.binned().map(\.id)
            #expect(try session.emptyBin() == gone)
            #expect(try session.purged(since: revision) == gone)
            #expect(try session.runs(includingBinned: true).map(\.number) == [3, 2])
        }
    }
}
