import Experiments
import Recipes
import RunStore
import Tabular
import TestSupport
import Testing

@testable import Actions

/// Sealed rows are scored by one act, and looks at the same rows are counted together.
@Suite struct SealedTests {
    private func withTrained(
        sealed: Double, seeds: Int = 2, refit: Bool = true, _ body: (Session, [RunRecord]) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let lines = (0..<300).map { row in
                let x = row * 7919 % 300
                return "\(x),\(row * 31 % 17),\(x + row * 131 % 120 > 200 ? "yes" : "no")"
            }
            let path = folder + "/table.csv"
            try writeText((["x,z,y"] + lines).joined(separator: "\n") + "\n", to: path)
            let session = Session(project: Project(folder: folder))
            let table = try session.openTable(path: path)
            var request = RunRequest(target: "y")
            request.model = "logistic"
            var recipe = try session.recipe(for: table, request: request)
            recipe.sealed = sealed
            recipe.refit = refit
            let runs = try (0..<seeds).map { seed -> RunRecord in
                if seed > 0 { recipe.removeFeature("z") }
                return try session.trainInForeground(recipe, table: table, sourcePath: path)
            }
            try body(session, runs)
        }
    }

    @Test func looksAreCountedOverRuns() throws {
        try withTrained(sealed: 0.2) { session, runs in
            #expect(try session.sealedQuestion(of: runs[0].id).looks == 0)
            #expect(try session.sealedQuestion(of: runs[0].id).rows == 60)
            let (first, isNew) = try session.unseal(runs[0].id)
            let one = try #require(first.sealed)
            #expect(isNew && one.looks == 1 && one.rows == 60)
            let narrow = try #require(one.interval(of: "auc"))
            #expect(try session.sealedQuestion(of: runs[1].id).looks == 1)
            #expect(try session.unseal(runs[1].id).run.sealed?.looks == 2)
            // The first run's interval is wider now: its rows were looked at again.
            let again = try session.unseal(runs[0].id)
            let two = try #require(again.run.sealed)
            #expect(!again.isNew && two.looks == 2 && two.scores == one.scores)
            let wide = try #require(two.interval(of: "auc"))
            #expect(wide.lowerBound < narrow.lowerBound && wide.upperBound >= narrow.upperBound)
            #expect(two.sentence("auc")?.hasSuffix("sealed rows seen 2 times") == true)
        }
    }

    @Test func theScoreIsThatOfTheModelOnRowsThatNeverTrained() throws {
        try withTrained(sealed: 0.2, seeds: 1) { session, runs in
            let sealed = try #require(try session.unseal(runs[0].id).run.sealed)
            let accuracy = try #require(sealed.scores["accuracy"])
            // Sixty rows: the accuracy is a sixtieth of a whole number, its error that of a share.
            #expect(abs(accuracy.value * 60 - (accuracy.value * 60).rounded()) < 1e-9)
            let binomial = (accuracy.value * (1 - accuracy.value) / 60).squareRoot()
            #expect(abs(accuracy.error - binomial) < 0.25 * binomial)
        }
    }

    @Test func whatCannotBeUnsealedSaysWhy() throws {
        try withTrained(sealed: 0, seeds: 1) { session, runs in
            #expect(throws: AssayError.self) { try session.unseal(runs[0].id) }
        }
        try withTrained(sealed: 0.2, seeds: 1, refit: false) { session, runs in
            #expect { try session.unseal(runs[0].id) } throws: { ($0 as? AssayError)?.code == "no_model" }
        }
    }
}
