import Recipes
import Tabular
import Testing

@testable import Learning

/// What holds for every family, those to come among them: the same bits whatever happens on the way, and nothing leaks.
@Suite("Every family")
struct EveryFamilyTests {
    /// A family with a target that it can predict.
    struct Case: CustomTestStringConvertible, Sendable {
        let family: ModelFamily
        let target: String
        let task: LearningTask
        var testDescription: String { "\(family.key) of \(target)" }
    }

    static let cases = ModelFamily.all.flatMap { family in
        [("y", LearningTask.classification), ("three", .classification), ("amount", .regression)]
            .filter { family.tasks.contains($0.1) }.map { Case(family: family, target: $0.0, task: $0.1) }
    }

    /// What makes a fit of a family short.
    static func quick(_ family: ModelFamily) -> [String: String] {
        let settings =
            family == .mlp
            ? ["hidden_layer_sizes": "12,8", "max_iter": "6"] : ["n_estimators": "8", "min_child_samples": "5"]
        return settings.filter { family.parameter($0.key) != nil }
    }

    private func made(
        _ rows: Table, _ wanted: Case, split: SplitScheme = .crossValidation(folds: 3, repeats: 1),
        set parameters: [String: String] = [:],
        features: [String] = ["x", "town", "member", "day"], refit: Bool = true
    ) throws -> Recipe {
        let own = Self.quick(wanted.family).merging(parameters) { $1 }
        return try recipe(
            for: rows, target: wanted.target, task: wanted.task, family: wanted.family, split: split, set: own,
            features: features, refit: refit)
    }

    @Test(arguments: cases)
    func threadsChangeNoBit(_ wanted: Case) throws {
        let rows = TrainerTests.mixed(3000)
        let recipe = try made(rows, wanted, split: .holdout(0.3))
        let one = try trained(recipe, on: rows, threads: 1)
        for threads in [2, 3] {
            let many = try trained(recipe, on: rows, threads: threads)
            #expect(many.model == one.model)
            #expect(many.predictions == one.predictions)
            #expect(many.folds == one.folds)
        }
    }

    /// After a fold, within one, and within the last fit.
    static let places = [Place(fold: "1", step: 0), Place(fold: "2", step: 3), Place(fold: "refit", step: 2)]

    @Test(arguments: cases, places)
    func interruptedAndResumedItIsTheSame(_ wanted: Case, at place: Place) throws {
        let rows = TrainerTests.mixed(400)
        let recipe = try made(rows, wanted)
        let whole = try trained(recipe, on: rows)
        let killed = InterruptedMonitor(after: place)
        _ = try Trainer.run(recipe, on: rows, threads: 2, monitor: killed)
        guard let bytes = killed.kept?.bytes else {
            // A family without steps has nothing to keep within a fold.
            #expect(place.step > 0 && wanted.family.stepUnit.isEmpty, "no checkpoint was kept at \(place)")
            return
        }
        let checkpoint = try #require(TrainingCheckpoint(bytes: bytes))
        #expect(checkpoint == killed.kept)
        let monitor = RecordingMonitor()
        let resumed = try #require(try Trainer.run(recipe, on: rows, threads: 1, monitor: monitor, from: checkpoint))
        #expect(resumed.model == whole.model)
        #expect(resumed.predictions == whole.predictions)
        #expect(resumed.folds == whole.folds)
        #expect(resumed.importance.map(\.mean) == whole.importance.map(\.mean))
        if place.step > 0 {
            let told = monitor.points.filter { $0.fold == place.fold }.map(\.step)
            #expect(told.first == place.step + 1, "it goes on after the step that was kept, not from the start")
        }
    }

    @Test func aDamagedCheckpointIsNoCheckpoint() throws {
        let rows = TrainerTests.mixed(200)
        let killed = InterruptedMonitor(after: Place(fold: "1", step: 0))
        _ = try Trainer.run(made(rows, Self.cases[0]), on: rows, threads: 1, monitor: killed)
        let bytes = try #require(killed.kept?.bytes)
        for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
            var damaged = bytes
            damaged[place] ^= 1
            #expect(TrainingCheckpoint(bytes: damaged) == nil, "byte \(place)")
            #expect(TrainingCheckpoint(bytes: Array(bytes[..<place])) == nil, "cut at \(place)")
        }
    }

    /// Predictions of shuffled targets are those of chance: nothing of the rows that score has reached the fit.
    @Test(arguments: cases)
    func ofShuffledTargetsNothingIsLearnt(_ wanted: Case) throws {
        let rows = TrainerTests.mixed(500)
        let random = CounterRandom(seed: 11)
        let order = (0..<rows.rowCount).sorted { random.bits($0) < random.bits($1) }
        let columns = rows.columns.map { column in
            column.name == wanted.target ? column.shuffled(order) : column
        }
        let shuffled = table(columns)
        let result = try trained(made(shuffled, wanted, refit: false), on: shuffled)
        // 500 rows: four deviations of an AUC of chance are 0.1, of an accuracy 0.09; squared error has no more than the mean's.
        for fold in result.folds { #expect(!fold.metrics.isEmpty) }
        func mean(_ metric: String) -> Double {
            let values = result.folds.compactMap { $0.metrics[metric] }
            return values.reduce(0, +) / Double(max(1, values.count))
        }
        switch wanted.target {
        case "y": #expect(abs(mean("auc") - 0.5) < 0.1)
        case "three": #expect(abs(mean("auc_ovr_macro") - 0.5) < 0.1)
        default: #expect(mean("r2") < 0.08)
        }
    }

    @Test(arguments: cases)
    func balancedClassesAreWeights(_ wanted: Case) throws {
        guard wanted.task == .classification, wanted.family.parameter("class_weight") != nil else { return }
        let rows = TrainerTests.mixed(400)
        let balanced = try made(rows, wanted, set: ["class_weight": "balanced"], refit: false)
        let target = try #require(rows[wanted.target])
        let (labels, codes) = rows.classes(of: balanced.target)
        let counts = labels.indices.map { code in Double(codes.count { Int($0) == code }) }
        // The same weights by hand: of all rows here, which the shares of stratified folds come close to.
        let weights = codes.map { $0 < 0 ? 0 : Double(codes.count) / (Double(labels.count) * counts[Int($0)]) }
        var byHand = try made(rows, wanted, refit: false)
        byHand.weight = "w"
        let weighted = table(rows.columns + [numbers("w", weights)])
        let a = try trained(balanced, on: rows)
        let b = try trained(byHand, on: weighted)
        let plain = try trained(made(rows, wanted, refit: false), on: rows)
        #expect(target.count == rows.rowCount)
        let gap = zip(a.predictions[0].values, b.predictions[0].values).map { abs($0 - $1) }
        // A tree may take another question for a little more weight.
        #expect(gap.reduce(0, +) / Double(gap.count) < 0.12)
        if counts.max() != counts.min(), wanted.family.key != "baseline" {
            #expect(a.predictions != plain.predictions, "weights change the fit")
        }
    }
}

extension Column {
    /// The values at `rows`, in their order.
    fileprivate func shuffled(_ rows: [Int]) -> Column {
        switch storage {
        case .numbers(let values): Column(name: name, kind: kind, storage: .numbers(rows.map { values[$0] }))
        case .codes(let codes, let words):
            Column(name: name, kind: kind, storage: .codes(rows.map { codes[$0] }, words: Array(words)))
        }
    }
}

/// A step of a fit; step 0 of a fold is its end.
struct Place: Sendable, Equatable {
    var fold: String
    var step: Int
}

/// Keeps the state at one place and throws the run away there, as a kill would.
private final class InterruptedMonitor: TrainingMonitor {
    private let place: Place
    private(set) var kept: TrainingCheckpoint?

    init(after place: Place) { self.place = place }

    func begins(folds: Int, stepsPerFold: Int?) {}
    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)]) {}
    func finished(_ score: FoldScore) {}
    func directive() -> TrainingDirective { kept == nil ? .proceed : .cancel }
    func wantsCheckpoint(fold: String, step: Int) -> Bool { Place(fold: fold, step: step) == place && kept == nil }
    func keep(_ checkpoint: TrainingCheckpoint) { kept = checkpoint }
}
