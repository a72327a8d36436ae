import Recipes
import RunStore
import Testing

@testable import Experiments

/// What the guard reads off a result: scores, ends of curves, other runs.
@Suite struct ResultGuardTests {
    private func run(
        _ number: Int, _ family: ModelFamily = .boosting, metrics: [String: [Double]], task: LearningTask = .classification
    ) -> RunRecord {
        var recipe = recipe()
        recipe.target.task = task
        recipe.metric = task == .regression ? "rmse" : "auc"
        recipe.model = Recipe.Model(family)
        var run = RunRecord(
            id: "run\(number)", number: number, state: .done, recipe: recipe, table: "churn.csv", source: "", createdAt: 0)
        run.metrics = metrics.mapValues { RunRecord.MetricSummary(folds: $0) }
        run.classes = task == .regression ? [] : ["no", "yes"]
        return run
    }

    private func curve(
        _ rows: String, _ metric: String, best: Double, at step: Int, last: Double, of steps: Int = 100
    ) -> SeriesSummary {
        SeriesSummary(
            name: SeriesName(fold: "1", rows: rows, metric: metric), count: steps, best: best, bestStep: step, last: last,
            lastStep: steps)
    }

    private func findings(
        _ run: RunRecord, _ series: [SeriesSummary] = [], others: [RunRecord] = [], silenced: Set<String> = []
    ) -> [Finding] {
        ResultGuard(run: run, series: series, others: others, rows: 1000, silenced: silenced, columns: nil).findings()
    }

    @Test func aGapBetweenTrainingAndValidationIsOverfit() throws {
        let own = run(1, metrics: ["auc": [0.8]])
        func gap(_ train: Double) -> [Finding] {
            findings(
                own,
                [curve("train", "auc", best: train, at: 100, last: train), curve("valid", "auc", best: 0.8, at: 100, last: 0.8)])
        }
        #expect(gap(0.87).isEmpty)
        #expect(gap(0.9).first?.level == .note)
        let found = try #require(gap(1).first { $0.code == "overfit" })
        #expect(found.level == .note && found.numbers["train"] == 1)
        #expect(found.remedies.contains(.parameter("early_stopping_rounds", "50")))
        // A forest knows its training rows by construction.
        let forest = run(2, .forest, metrics: ["auc": [0.8]])
        let ends = [curve("train", "auc", best: 1, at: 1, last: 1), curve("valid", "auc", best: 0.8, at: 1, last: 0.8)]
        #expect(findings(forest, ends).isEmpty)
    }

    @Test func aQuantityIsJudgedByItsShareOfVariance() {
        let own = run(1, metrics: ["rmse": [10], "r2": [0.5]], task: .regression)
        let ends = [curve("train", "rmse", best: 3, at: 9, last: 3), curve("valid", "rmse", best: 10, at: 9, last: 10)]
        #expect(findings(own, ends).map(\.name) == ["overfit"])
        #expect(findings(own, [ends[1], curve("train", "rmse", best: 9.5, at: 9, last: 9.5)]).isEmpty)
    }

    @Test func guessingIsUnderfit() {
        #expect(findings(run(1, metrics: ["auc": [0.51, 0.52]])).map(\.code) == ["underfit"])
        #expect(findings(run(1, metrics: ["auc": [0.54, 0.55]])).isEmpty)
        #expect(findings(run(1, metrics: ["rmse": [9], "r2": [0.01]], task: .regression)).map(\.code) == ["underfit"])
        #expect(findings(run(1, .baseline, metrics: ["auc": [0.5]])).isEmpty)
    }

    @Test func aLossThatRisesIsPastItsBest() throws {
        let own = run(1, metrics: ["auc": [0.8]])
        let found = try #require(findings(own, [curve("valid", "log_loss", best: 0.4, at: 30, last: 0.5)]).first)
        #expect(found.code == "past_best" && found.numbers["step"] == 30)
        #expect(found.remedies == [.parameter("early_stopping_rounds", "50")])
        #expect(findings(own, [curve("valid", "log_loss", best: 0.4, at: 80, last: 0.41)]).isEmpty)
    }

    @Test func aFoldFarFromTheOthersIsNamed() throws {
        let found = try #require(findings(run(1, metrics: ["auc": [0.8, 0.81, 0.6, 0.79, 0.8]])).first)
        #expect(found.code == "outlier_fold" && found.numbers["fold"] == 3)
        // Far in deviations, and no matter in practice.
        #expect(findings(run(1, metrics: ["auc": [0.8, 0.8001, 0.81, 0.7999, 0.8]])).isEmpty)
    }

    @Test func perfectionIsSuspicious() {
        #expect(findings(run(1, metrics: ["auc": [0.999]])).map(\.code) == ["too_good"])
        #expect(findings(run(1, metrics: ["auc": [0.99]])).isEmpty)
    }

    @Test func otherRunsOnTheSameRowsAreAsked() throws {
        let own = run(3, metrics: ["auc": [0.7]])
        let simple = run(2, .logistic, metrics: ["auc": [0.75]])
        let found = try #require(findings(own, others: [simple, own]).first)
        #expect(found.code == "behind_simple" && found.numbers["run"] == 2)
        var elsewhere = simple
        elsewhere.recipe.splitSeed = 5
        #expect(findings(own, others: [elsewhere]).isEmpty)
        let better = run(1, .baseline, metrics: ["auc": [0.71]])
        #expect(findings(own, others: [better]).map(\.code) == ["behind_baseline"])
        #expect(findings(own, others: [better], silenced: ["behind_baseline"]).isEmpty)
    }
}
