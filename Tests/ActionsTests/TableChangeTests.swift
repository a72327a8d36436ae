import Experiments
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Actions

/// A table that changed: which runs can still be compared.
@Suite struct TableChangeTests {
    private func run(_ number: Int, data: String, rows: String?, seed: Int = 0, source: String = "/data/a.csv") -> RunRecord {
        let recipe = Recipe(
            source: Recipe.Source(fingerprint: data, header: true, delimiter: ","),
            target: Recipe.Target(column: "y", task: .classification), features: [], model: Recipe.Model(.logistic),
            metric: "auc", seed: seed)
        var run = RunRecord(
            id: "\(number)", number: number, state: .done, recipe: recipe, table: "a.csv", source: source, createdAt: 0)
        run.scoredRows = rows
        return run
    }

    @Test func runsOnOneTableSayNothing() {
        #expect(TableChange.all(among: []).isEmpty)
        let runs = [
            run(1, data: "a", rows: "r"), run(2, data: "a", rows: nil), run(3, data: "b", rows: "s", source: "/data/b.csv"),
        ]
        #expect(TableChange.all(among: runs).isEmpty)
    }

    @Test func runsWithTheSameRowsStayComparable() throws {
        let runs = [
            run(1, data: "a", rows: "same"), run(2, data: "a", rows: "same", seed: 2), run(3, data: "a", rows: "gone", seed: 3),
            run(4, data: "a", rows: nil, seed: 4), run(5, data: "b", rows: "same"), run(6, data: "b", rows: "new", seed: 3),
        ]
        let change = try #require(TableChange.all(among: runs.reversed()).first)
        #expect(change.since == 5 && change.comparable == [1, 2] && change.others == [3, 4] && change.repeated == [3])
        #expect(
            change.sentence
                == "a.csv has changed; run 5 is the first on it as it is now. Runs 1 to 2 were scored on the same rows and can be compared. Runs 3 to 4 cannot. Run 3 was trained on it again. assay rerun 4 trains it on it."
        )
        #expect(runs[0].scoresSameRows(as: runs[4]) && !runs[2].scoresSameRows(as: runs[5]))
        // Nothing is known of the rows of both: that they are none does not make them the same.
        #expect(!runs[3].scoresSameRows(as: run(7, data: "c", rows: nil)))
    }
}
