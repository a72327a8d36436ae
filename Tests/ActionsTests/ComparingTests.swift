import Recipes
import RunStore
import Statistics
import Tabular
import Testing

@testable import Actions

@Suite struct ComparingTests {
    private func recipe(_ session: Session, off: [String] = []) throws -> Recipe {
        var request = RunRequest(target: "churn")
        request.off = off
        return try session.recipe(for: Fixtures.table, request: request)
    }

    @Test func pairedRunsAreComparedFoldByFold() throws {
        try Fixtures.withSession { session, store in
            session.remember(Fixtures.table, path: "/none/small.csv", options: ReadingOptions())
            let a = try Fixtures.run(recipe(session), auc: [0.80, 0.82, 0.84, 0.81, 0.83], in: store)
            let b = try Fixtures.run(
                recipe(session, off: ["city"]), auc: [0.90, 0.93, 0.94, 0.90, 0.93], parent: a.id, flipping: [3, 4, 5], in: store)
            let comparison = try session.compare(["1", "2"])
            #expect(comparison.differs.map(\.field) == ["feature.city"])
            let pair = try #require(comparison.pairs.first)
            #expect(pair.isPaired)
            let auc = try #require(pair.metrics.first { $0.metric == "auc" })
            #expect(abs(auc.comparison.difference - 0.1) < 1e-12)
            #expect(auc.comparison.better > 0.99)
            #expect(auc.comparison.evidence == .weak)
            #expect(pair.disagreement?.rows == 3)
            #expect(pair.disagreement?.onlyA == 3 && pair.disagreement?.onlyB == 0)

            let change = try #require(try session.change(of: b))
            #expect(change.fromNumber == a.number)
            #expect(change.sentence.hasPrefix("− city: AUC 0.8200 → 0.9200, +0.1000 [+0.0"))
            #expect(change.sentence.hasSuffix("weak (5 folds)"))
            #expect(change.sentence.contains(", better "))
        }
    }

    @Test func otherFoldsAreNoPair() throws {
        try Fixtures.withSession { session, store in
            var other = try recipe(session)
            other.splitSeed = 1
            try Fixtures.run(recipe(session), auc: [0.8, 0.9], in: store)
            let b = try Fixtures.run(other, auc: [0.7, 0.8], in: store)
            let pair = try #require(try session.compare(["1", "2"]).pairs.first)
            #expect(!pair.isPaired && pair.metrics.first?.comparison.interval == nil)
            #expect(try session.changeSummary(of: b).hasSuffix("not paired"))
        }
    }

    @Test func oneSplitIsComparedOverItsRows() throws {
        try Fixtures.withSession { session, store in
            session.remember(Fixtures.table, path: "/none/small.csv", options: ReadingOptions())
            var recipe = try recipe(session)
            recipe.split = .holdout(0.2)
            try Fixtures.run(recipe, auc: [0.9], flipping: [1, 2, 3, 4], in: store)
            recipe.seed = 2
            let b = try Fixtures.run(recipe, auc: [1.0], in: store)
            let auc = try #require(try session.compare(["1", "2"]).pairs.first?.metrics.first)
            #expect(abs(auc.comparison.difference - 0.1) < 1e-12)
            #expect(auc.comparison.interval != nil, "the rows of the split show a spread")
            let change = try #require(try session.change(of: b))
            #expect(change.comparison == auc.comparison && change.evidenceText == "weak (1 fold)")
        }
    }

    @Test func theFirstRunIsComparedWithNothing() throws {
        try Fixtures.withSession { session, store in
            let a = try Fixtures.run(recipe(session), auc: [0.8, 0.9], in: store)
            #expect(try session.change(of: a) == nil)
            #expect(try session.changeSummary(of: a).isEmpty)
            #expect(throws: AssayError.self) { try session.compare(["1"]) }
        }
    }

    @Test func theBaselineIsTheReferenceOfRunsWithoutAParent() throws {
        try Fixtures.withSession { session, store in
            for seed in 0..<3 {
                var recipe = try recipe(session)
                recipe.seed = seed
                try Fixtures.run(recipe, auc: [0.8, 0.9], in: store)
            }
            let last = try session.run(named: "last")
            #expect(try session.change(of: last)?.fromNumber == 2)
            try session.setBaseline("1")
            #expect(try session.change(of: last)?.fromNumber == 1)
        }
    }

    @Test func predictionsMakePictures() throws {
        try Fixtures.withSession { session, store in
            let run = try Fixtures.run(recipe(session), auc: [0.8, 0.9], flipping: [0, 2, 5], in: store)
            let summary = try session.predictionSummary(of: run, table: Fixtures.table)
            #expect(summary.classes == ["no", "yes"])
            #expect(summary.confusion == [[18, 2], [1, 19]])
            #expect(summary.roc.first.map { $0.falsePositive == 0 && $0.truePositive == 0 } == true)
            #expect(summary.roc.last.map { $0.falsePositive == 1 && $0.truePositive == 1 } == true)
            #expect(summary.roc.count == 3, "two scores, so one point between the corners")
        }
    }
}
