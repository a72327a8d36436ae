import Recipes
import Tabular
import Testing

@testable import Learning

/// What is kept from one training to the next changes no bit, and is used.
@Suite struct TrainingMemoryTests {
    private let rows = mixedTable()

    private func wanted(
        without feature: String? = nil, family: ModelFamily = .boosting, encoded: Bool = false, seed: Int = 0,
        maxBin: String = "255", times: Int = 1
    ) throws -> Recipe {
        var recipe = try recipe(
            for: rows, target: "y", task: .classification, family: family,
            set: family == .boosting ? ["n_estimators": "5", "max_bin": maxBin] : [:],
            features: (0..<times).flatMap { _ in mixedInputs.filter { $0 != feature } }, refit: true)
        recipe.splitSeed = seed
        if encoded { recipe.resample = Resampling(.over) }
        return recipe
    }

    private func run(_ recipe: Recipe, _ memory: TrainingMemory?, on table: Table? = nil) throws -> TrainingResult {
        try #require(
            try Trainer.run(recipe, on: table ?? rows, threads: 2, monitor: RecordingMonitor(), memory: memory))
    }

    private func expectSame(_ recipe: Recipe, _ memory: TrainingMemory, on table: Table? = nil) throws {
        let (kept, fresh) = (try run(recipe, memory, on: table), try run(recipe, nil, on: table))
        #expect(kept.model == fresh.model)
        #expect(kept.predictions.map(\.values) == fresh.predictions.map(\.values))
        #expect(kept.folds.map(\.metrics) == fresh.folds.map(\.metrics))
    }

    @Test func aFeatureLessReadsAndBinsNothingAnew() throws {
        let memory = TrainingMemory(limit: 1 << 24)
        try expectSame(wanted(), memory)
        let bytes = memory.bytes
        #expect(bytes > 0)
        for feature in mixedInputs { try expectSame(wanted(without: feature), memory) }
        try expectSame(wanted(), memory)
        #expect(memory.bytes == bytes)
    }

    @Test func otherRowsBinsAndFamiliesHaveTheirOwn() throws {
        let memory = TrainingMemory(limit: 1 << 24)
        try expectSame(wanted(), memory)
        let bytes = memory.bytes
        try expectSame(wanted(seed: 1), memory)
        #expect(memory.bytes > bytes)
        try expectSame(wanted(maxBin: "7"), memory)
        try expectSame(wanted(encoded: true), memory)
        try expectSame(wanted(family: .logistic), memory)
        try expectSame(wanted(), memory)
    }

    @Test func anotherTableOfTheSameColumnsIsAnother() throws {
        let memory = TrainingMemory(limit: 1 << 24)
        try expectSame(wanted(), memory)
        // The same source, prepared in another way: row after row turned around.
        let turned = Table(
            name: rows.name, source: rows.source, rowCount: rows.rowCount,
            columns: rows.columns.map { $0.rows((0..<rows.rowCount).reversed()) },
            steps: [Step(.filter, ["rows": "x > 0"])])
        try expectSame(wanted(), memory, on: turned)
        try expectSame(wanted(), memory)
    }

    @Test func aColumnThatIsNamedTwiceKeepsItsFirstPlace() throws {
        let memory = TrainingMemory(limit: 1 << 24)
        try expectSame(wanted(times: 2), memory)
        try expectSame(wanted(), memory)
    }

    @Test func itKeepsNoMoreThanItMay() throws {
        let memory = TrainingMemory(limit: 20_000)
        for seed in 0..<4 {
            try expectSame(wanted(seed: seed), memory)
            #expect(memory.bytes <= 20_000)
        }
        let none = TrainingMemory(limit: 0)
        try expectSame(wanted(), none)
        #expect(none.bytes == 0)
    }
}
