import Recipes
import RunStore
import Testing

@testable import Workbench

/// Which runs are held against the one that they came from, and when.
@Suite struct JudgingTests {
    private func judged(_ effects: [Effect]) -> [String] {
        effects.compactMap { if case .judge(let run) = $0 { run } else { nil } }
    }

    @Test func aStoreThatIsOpenedHasOnlyItsNewestRunJudged() throws {
        let records = try Fixture.withRuns().runs.records.filter { $0.state == .done }
        try #require(records.count > 2)
        var state = try Fixture.opened()
        let effects = state.update(.runsChanged(records, revision: records.count, baseline: nil))
        // Each takes some milliseconds, and ten thousand would keep the first curve waiting.
        #expect(judged(effects).count <= 1)
    }

    @Test func aRunThatGainsAFoldIsJudgedAgain() throws {
        var state = try Fixture.withRuns()
        var run = try #require(state.runs.records.last)
        run.metrics = run.metrics.mapValues { RunRecord.MetricSummary(folds: $0.folds + [0.5]) }
        run.revision = 60
        #expect(judged(state.update(.runsChanged([run], revision: 60, baseline: nil))) == [run.id])
        run.revision = 61
        #expect(judged(state.update(.runsChanged([run], revision: 61, baseline: nil))).isEmpty)
    }
}
