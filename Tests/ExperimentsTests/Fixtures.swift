import Dispatch
import Experiments
import Foundation
import Glibc
import Learning
import Recipes
import RunStore
import Tabular
import TestSupport

func recipe(seed: Int = 0, fingerprint: String = "f00d") -> Recipe {
    Recipe(
        source: Recipe.Source(fingerprint: fingerprint, header: true, delimiter: ","),
        target: Recipe.Target(column: "churn", task: .classification, positive: "yes"),
        features: [Recipe.Feature(column: "age", kind: .number)], model: Recipe.Model(.boosting), metric: "auc", seed: seed)
}

func newRun(seed: Int = 0) -> NewRun {
    NewRun(
        recipe: recipe(seed: seed),
        table: TableRecord(
            fingerprint: "f00d", name: "churn.csv", path: "/data/churn.csv", reading: ["kinds": ["zip": "category"]]))
}

func table(fingerprint: String = "f00d") -> Table {
    Table(
        name: "churn.csv", source: Recipe.Source(fingerprint: fingerprint, header: true, delimiter: ","), rowCount: 4,
        columns: [Column(name: "age", kind: .number, storage: .numbers([1, 2, 3, 4]))])
}

/// A trainer that learns nothing, but behaves as one: steps, scores, stops and cancels.
struct FakeTrainer: Sendable {
    var folds = 2
    var steps = 20
    /// Microseconds a step.
    var pace: UInt32 = 0
    /// Added to every value, as a build that computes otherwise would.
    var drift = 0.0
    /// The seed of the recipe that cannot be trained.
    var failing: Int?
    var fingerprint = "f00d"

    var engine: TrainingEngine {
        TrainingEngine(
            readTable: { (_, options, _) throws(AssayError) in
                guard options.kinds == ["zip": .category], options.header == true else {
                    throw AssayError(code: "options", message: "the reading options are lost")
                }
                return table(fingerprint: fingerprint)
            },
            train: { (recipe, _, _, monitor, _) throws(AssayError) in try train(recipe, monitor) })
    }

    private func train(_ recipe: Recipe, _ monitor: any TrainingMonitor) throws(AssayError) -> TrainingResult? {
        if recipe.seed == failing { throw AssayError(code: "singular", message: "the matrix is singular", hint: "drop a column") }
        monitor.begins(folds: folds, stepsPerFold: steps)
        var (scores, isStopped, last): ([FoldScore], Bool, Int) = ([], false, 0)
        for fold in 1...folds {
            last = 0
            for step in 1...steps where !isStopped {
                last = step
                if pace > 0 { usleep(pace) }
                monitor.record(
                    fold: String(fold), step: step,
                    values: [("valid", "auc", 0.5 + Double(step) / 1000), ("train", "log_loss", 1 / Double(step) + drift)])
                switch monitor.directive() {
                case .proceed: break
                case .stop: isStopped = true
                case .cancel: return nil
                }
            }
            let score = FoldScore(
                fold: fold, trainingRows: 3, validationRows: 1, metrics: ["auc": 0.5 + Double(last) / 1000 + Double(recipe.seed)])
            scores.append(score)
            monitor.finished(score)
        }
        let predictions = scores.map {
            FoldPredictions(fold: $0.fold, rows: [Int32($0.fold)], values: [0.25 + drift, 0.75 - drift])
        }
        return TrainingResult(
            classes: ["no", "yes"], folds: scores, predictions: predictions, importance: [("age", 1, 0)],
            model: [UInt8(truncatingIfNeeded: last), 7], wasStopped: isStopped)
    }
}

/// A project with its store in a folder of its own.
struct Bench {
    let folder = TemporaryFolder()
    let project: Project
    let store: RunStore

    init() throws {
        project = Project(folder: folder.path)
        store = try project.openStore()
    }

    func worker(_ trainer: FakeTrainer = FakeTrainer()) -> Worker {
        Worker(project: project, store: store, threads: 2, engine: trainer.engine)
    }

    /// Waits, for ten seconds at the most, until something holds.
    func waitUntil(_ holds: () throws -> Bool) rethrows -> Bool {
        for _ in 0..<24_000 {
            if try holds() { return true }
            usleep(5000)
        }
        return false
    }
}

/// The code of the error that `body` throws; empty where it throws none.
func code(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch {
        return (error as? AssayError)?.code ?? "\(error)"
    }
}

/// Work on a thread of its own: the pool that tasks share has a thread a processor, and tests that run beside may hold them all.
final class OnThread<Value: Sendable>: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var result: Result<Value, any Error>?

    init(_ body: @escaping @Sendable () throws -> Value) {
        Thread.detachNewThread {
            self.result = Result(catching: body)
            self.done.signal()
        }
    }

    /// What the work came to; call it once.
    func wait() throws -> Value {
        done.wait()
        guard let result else { throw CancellationError() }
        return try result.get()
    }
}
