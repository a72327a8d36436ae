import Recipes
import Tabular
import Testing

@testable import Learning

/// What holds for every family, those to come among them: the same bits whatever happens on the way, and nothing leaks.
@Suite("Every family")
struct EveryFamilyTests {
    @Test(arguments: FamilyCase.all)
    func threadsChangeNoBit(_ wanted: FamilyCase) throws {
        // The last fit has three blocks of rows.
        let rows = mixedTable(2100)
        let recipe = try wanted.recipe(for: rows, split: .holdout(0.7), refit: true)
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

    @Test(arguments: FamilyCase.all)
    func interruptedAndResumedItIsTheSame(_ wanted: FamilyCase) throws {
        let rows = mixedTable(300)
        let recipe = try wanted.recipe(for: rows, split: .crossValidation(folds: 2, repeats: 1), refit: true)
        let whole = try trained(recipe, on: rows)
        for place in Self.places {
            let killed = InterruptedMonitor(after: place)
            _ = try Trainer.run(recipe, on: rows, threads: 2, monitor: killed)
            guard let bytes = killed.kept?.bytes else {
                // A family without steps has nothing to keep within a fold.
                #expect(place.step > 0 && wanted.family.stepUnit.isEmpty, "no checkpoint was kept at \(place)")
                continue
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
    }

    @Test func aDamagedCheckpointIsNoCheckpoint() throws {
        let rows = mixedTable(200)
        let killed = InterruptedMonitor(after: Place(fold: "1", step: 0))
        _ = try Trainer.run(FamilyCase.all[0].recipe(for: rows, refit: true), on: rows, threads: 1, monitor: killed)
        let bytes = try #require(killed.kept?.bytes)
        for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
            var damaged = bytes
            damaged[place] ^= 1
            #expect(TrainingCheckpoint(bytes: damaged) == nil, "byte \(place)")
            #expect(TrainingCheckpoint(bytes: Array(bytes[..<place])) == nil, "cut at \(place)")
        }
    }

    /// Predictions of shuffled targets are those of chance: nothing of the rows that score has reached the fit.
    @Test(arguments: FamilyCase.all)
    func ofShuffledTargetsNothingIsLearnt(_ wanted: FamilyCase) throws {
        let rows = mixedTable(500)
        let random = CounterRandom(seed: 11)
        let order = (0..<rows.rowCount).sorted { random.bits($0) < random.bits($1) }
        let columns = rows.columns.map { column in
            column.name == wanted.target ? column.rows(order) : column
        }
        let shuffled = table(columns)
        let result = try trained(wanted.recipe(for: shuffled), on: shuffled)
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

    @Test(arguments: FamilyCase.all)
    func balancedClassesAreWeights(_ wanted: FamilyCase) throws {
        guard wanted.task == .classification, wanted.family.parameter("class_weight") != nil else { return }
        let rows = mixedTable(400)
        let balanced = try wanted.recipe(for: rows, split: .holdout(0.3), set: ["class_weight": "balanced"])
        let target = try #require(rows[wanted.target])
        let (labels, codes) = rows.classes(of: balanced.target)
        let counts = labels.indices.map { code in Double(codes.count { Int($0) == code }) }
        // The same weights by hand: of all rows here, which the shares of stratified folds come close to.
        let weights = codes.map { $0 < 0 ? 0 : Double(codes.count) / (Double(labels.count) * counts[Int($0)]) }
        var byHand = try wanted.recipe(for: rows, split: .holdout(0.3))
        byHand.weight = "w"
        let weighted = table(rows.columns + [numbers("w", weights)])
        let a = try trained(balanced, on: rows)
        let b = try trained(byHand, on: weighted)
        let plain = try trained(wanted.recipe(for: rows, split: .holdout(0.3)), on: rows)
        #expect(target.count == rows.rowCount)
        let gap = zip(a.predictions[0].values, b.predictions[0].values).map { abs($0 - $1) }
        // A tree may take another question for a little more weight.
        #expect(gap.reduce(0, +) / Double(gap.count) < 0.12)
        if counts.max() != counts.min(), wanted.family.key != "baseline" {
            #expect(a.predictions != plain.predictions, "weights change the fit")
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
