import Recipes
import Testing

@testable import Learning

/// A fit that goes on from a checkpoint ends where one without a break does, to the byte.
@Suite struct BoostingResumeTests {
    struct Case: CustomStringConvertible, Sendable {
        var name: String
        var classes = 2
        var isWeighted = false
        var set: [String: ParameterValue] = [:]
        var description: String { name }
    }

    static let cases: [Case] = [
        Case(name: "two classes"),
        Case(name: "numbers", classes: 0),
        Case(name: "many classes", classes: 4),
        Case(name: "weighted", isWeighted: true),
        Case(
            name: "sampled rows and features",
            set: ["subsample": .real(0.6), "subsample_freq": .integer(2), "colsample_bytree": .real(0.5)]),
        Case(name: "many classes, sampled", classes: 3, set: ["subsample": .real(0.6), "subsample_freq": .integer(3)]),
        Case(name: "early stopping", set: ["early_stopping_rounds": .integer(3)]),
        Case(name: "absolute error", classes: 0, set: ["objective": .text("absolute")]),
        Case(name: "counts", classes: 0, set: ["objective": .text("poisson")]),
        Case(name: "depth by depth", set: ["growth": .text("depthwise")]),
        Case(name: "symmetric", set: ["growth": .text("symmetric"), "max_depth": .integer(3)]),
        Case(
            name: "constrained", classes: 0,
            set: ["monotone": .text("x0:+1"), "interactions": .text("x0,x1;x2,word")]),
    ]

    @Test(arguments: cases) func goesOnToTheSameBytes(_ item: Case) throws {
        var sample = Sample.mixed(400, classes: item.classes)
        if item.isWeighted { sample.weights = noise(400, stream: 5) }
        let set = item.set.merging(["n_estimators": .integer(9)]) { own, _ in own }
        let whole = KeepingObserver(keeping: [1, 4])
        let model = try sample.learnt(set, observer: whole)
        #expect(whole.kept.map(\.step) == [1, 4])
        #expect(model.trees.contains { !$0.nodes.isEmpty })
        for (place, checkpoint) in whole.kept.enumerated() {
            let rest = KeepingObserver(keeping: [4])
            let resumed = try sample.learnt(set, observer: rest, checkpoint: checkpoint, threads: 1 + place)
            #expect(resumed.json.canonicalText == model.json.canonicalText)
            #expect(rest.steps == Array(whole.steps.dropFirst(checkpoint.step)))
            #expect(rest.training == Array(whole.training.dropFirst(checkpoint.step)))
            if checkpoint.step < 4 { #expect(rest.kept == Array(whole.kept.suffix(1))) }
        }
    }

    @Test(arguments: [0, 3]) func moreStepsContinue(classes: Int) throws {
        let sample = Sample.mixed(300, classes: classes)
        let short = KeepingObserver(keeping: [5])
        _ = try sample.learnt(["n_estimators": .integer(5)], observer: short)
        let checkpoint = try #require(short.kept.last)
        let long = try sample.learnt(["n_estimators": .integer(12)])
        #expect(try sample.learnt(["n_estimators": .integer(12)], checkpoint: checkpoint) == long)
        // Fewer are the first of them.
        #expect(
            try sample.learnt(["n_estimators": .integer(3)], checkpoint: checkpoint)
                == sample.learnt(["n_estimators": .integer(3)]))
    }

    @Test func stoppedFitsGoOn() throws {
        let sample = Sample.mixed(300, classes: 2)
        let set: [String: ParameterValue] = ["n_estimators": .integer(8)]
        let stopped = KeepingObserver(keeping: [3], stopsAfter: 3)
        #expect(try sample.learnt(set, observer: stopped).trees.count == 3)
        let checkpoint = try #require(stopped.kept.last)
        #expect(try sample.learnt(set, checkpoint: checkpoint) == sample.learnt(set))
    }

    /// A choice that was cut short by the bound of trees is made again with the new bound.
    @Test func moreStepsWithEarlyStopping() throws {
        let sample = Sample.mixed(400, classes: 2)
        func set(_ trees: Int) -> [String: ParameterValue] {
            ["n_estimators": .integer(trees), "early_stopping_rounds": .integer(4), "learning_rate": .real(0.05)]
        }
        let short = KeepingObserver(keeping: [2])
        _ = try sample.learnt(set(3), observer: short)
        let checkpoint = try #require(short.kept.last)
        #expect(try sample.learnt(set(40), checkpoint: checkpoint) == sample.learnt(set(40)))
    }

    @Test func whatCannotBeReadBeginsAnew() throws {
        let sample = Sample.mixed(300, classes: 2)
        let other = Sample.mixed(299, classes: 2)
        let set: [String: ParameterValue] = ["n_estimators": .integer(4)]
        let witness = KeepingObserver(keeping: [2])
        let model = try sample.learnt(set, observer: witness)
        let good = try #require(witness.kept.last)
        let otherWitness = KeepingObserver(keeping: [2])
        _ = try other.learnt(set, observer: otherWitness)
        var damaged: [[UInt8]] = [
            [], [1, 2, 3], Array(good.bytes.dropLast()), good.bytes + [0], otherWitness.kept[0].bytes,
        ]
        for place in [0, 8, 40, 48, good.bytes.count / 2] {
            var bytes = good.bytes
            for offset in 0..<8 { bytes[place + offset] = 0xFF }
            damaged.append(bytes)
        }
        for bytes in damaged.dropLast() {
            let witness = KeepingObserver(keeping: [])
            let again = try sample.learnt(set, observer: witness, checkpoint: FitCheckpoint(step: 2, bytes: bytes))
            if witness.steps.first == 1 { #expect(again == model) }
        }
        #expect(try sample.learnt(set, checkpoint: good) == model)
    }

    @Test func learningRatesCanChange() throws {
        let sample = Sample.mixed(300, classes: 0)
        let set: [String: ParameterValue] = ["n_estimators": .integer(6)]
        let rates: [Int: Double] = [3: 0.02, 4: 0.02, 5: 0.3, 6: 0.3]
        let witness = KeepingObserver(keeping: [4]) { rates[$0] ?? $1 }
        let changed = try sample.learnt(set, observer: witness)
        let planned = try sample.learnt(set)
        #expect(changed.trees.prefix(2) == planned.trees.prefix(2))
        for (own, other) in zip(changed.trees[2].values, planned.trees[2].values) { #expect(abs(own - other / 5) < 1e-12) }
        #expect(changed.trees[4] != planned.trees[4])
        // With a checkpoint between, and the same changes, the same comes out.
        let rest = KeepingObserver { rates[$0] ?? $1 }
        #expect(try sample.learnt(set, observer: rest, checkpoint: witness.kept[0]) == changed)
        // Early stopping asks for them too.
        let stopping = set.merging(["early_stopping_rounds": .integer(5)]) { own, _ in own }
        let slow = KeepingObserver { $0 == 1 ? 0.01 : $1 }
        let own = try sample.learnt(stopping, observer: slow)
        let other = try sample.learnt(stopping)
        for (a, b) in zip(own.trees[0].values, other.trees[0].values) { #expect(abs(a - b / 10) < 1e-12) }
    }
}
