import Recipes
import TestSupport
import Testing

@testable import Learning

@Suite struct BoostingLearnerTests {
    private func context(_ sample: Sample, _ set: [String: ParameterValue], _ observer: any FitObserver) -> FitContext {
        let task: LearningTask = if case .numbers = sample.target { .regression } else { .classification }
        return FitContext(
            task: task, parameters: Recipe.Model(family: "boosting", parameters: set), seed: 0, threads: 2, observer: observer)
    }

    /// What is shown while training is what the model says afterwards, to the bit.
    @Test(arguments: [0, 2, 3]) func livePredictionsAreTheModels(classes: Int) throws {
        let sample = Sample.mixed(300, classes: classes)
        let training = sample.training((0..<200).map { $0 })
        let watched = FeatureRows(table: training.features.table, rows: (200..<300).map { $0 })
        let witness = KeepingObserver()
        let model = try BoostingLearner().fit(
            training, watching: watched, context: context(sample, ["n_estimators": .integer(4)], witness))
        #expect(witness.training.count == 4)
        #expect(try witness.training.last == model.predict(training.features, threads: 1))
        #expect(try witness.watched.last == model.predict(watched, threads: 2))
        let read = try BoostingLearner().model(from: JSON(parsing: model.json.canonicalText))
        #expect(try read.predict(watched, threads: 1) == model.predict(watched, threads: 1))
        #expect(read.importance == model.importance)
    }

    @Test func rowsOfAnotherTableCanBeWatched() throws {
        let sample = Sample.mixed(200, classes: 2)
        var other = Sample([("x0", [0.3, .nan]), ("x2", [0.1, 0.9]), ("x3", [0.5, 0.5])], numbers: [0, 0])
        other.append("word", words: ["w3", "new"])
        other.features.insert(.init(name: "x1", kind: .number, values: .numbers([0.2, 0.4])), at: 1)
        let witness = KeepingObserver()
        let model = try BoostingLearner().fit(
            sample.training(), watching: other.table.allRows, context: context(sample, ["n_estimators": .integer(3)], witness))
        #expect(try witness.watched.last == model.predict(other.table.allRows, threads: 1))
    }

    @Test func stoppingKeepsWhatThereIs() throws {
        let sample = Sample.mixed(200, classes: 2)
        let witness = KeepingObserver(stopsAfter: 3)
        let model = try BoostingLearner().fit(sample.training(), watching: nil, context: context(sample, [:], witness))
        #expect(witness.training.count == 3)
        #expect((model as? BoostedModel)?.trees.count == 3)
    }

    /// Rounds are chosen on rows of the training set; what the watched rows hold changes nothing.
    @Test func earlyStoppingLooksAtTrainingRowsOnly() throws {
        let sample = Sample.mixed(400, classes: 2)
        let rows = (0..<300).map { Int32($0) }
        let set: [String: ParameterValue] = [
            "early_stopping_rounds": .integer(3), "n_estimators": .integer(40), "learning_rate": .real(0.4),
        ]
        var models: [any FittedModel] = []
        for shift in [0.0, 5.0] {
            var changed = sample
            changed.features = sample.features.map { feature in
                guard case .numbers(let values) = feature.values else { return feature }
                let moved = values.enumerated().map { $0.offset < 300 ? $0.element : $0.element + shift }
                return .init(name: feature.name, kind: feature.kind, values: .numbers(moved))
            }
            if case .classes(let codes, let count) = sample.target, shift > 0 {
                changed.target = .classes(codes.enumerated().map { $0.offset < 300 ? $0.element : 1 - $0.element }, count: count)
            }
            let training = changed.training(rows)
            let watched = FeatureRows(table: training.features.table, rows: (300..<400).map { $0 })
            models.append(
                try BoostingLearner().fit(training, watching: watched, context: context(changed, set, SilentObserver())))
        }
        #expect(models[0].json.canonicalText == models[1].json.canonicalText)
        let best = models[0].bestStep ?? 0
        #expect(best > 0 && best < 40)
        #expect((models[0] as? BoostedModel)?.trees.count == best)
    }

    @Test func parametersAreThoseOfTheFamily() {
        #expect(BoostingParameters(Recipe.Model(.boosting)) == BoostingParameters())
        #expect(BoostingParameters(Recipe.Model(family: "boosting", parameters: [:])) == BoostingParameters())
        var expected = BoostingParameters()
        expected.leaves = 7
        expected.lambda = 2
        let set: [String: ParameterValue] = ["num_leaves": .integer(7), "reg_lambda": .integer(2)]
        #expect(BoostingParameters(Recipe.Model(family: "boosting", parameters: set)) == expected)
    }
}
