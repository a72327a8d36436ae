import Experiments
import Foundation
import Glibc
import Learning
import Recipes
import RunStore
import Synchronization
import Tabular

/// Points through the worker that every native run has, and how soon another process sees them.
enum Writing {
    /// A trainer that learns nothing and tells four values a step as fast as they are taken.
    private static func engine(points: Int, told: @escaping @Sendable (Int) -> Void) -> TrainingEngine {
        TrainingEngine(
            readTable: { (_, _, _) throws(AssayError) in table },
            train: { (_, _, _, monitor, _) throws(AssayError) in
                monitor.begins(folds: 1, stepsPerFold: points / 4)
                var random = Numbers()
                for step in 1...points / 4 {
                    let value = random.next()
                    monitor.record(
                        fold: "1", step: step,
                        values: [
                            ("train", "log_loss", value), ("valid", "log_loss", value + 0.1), ("train", "auc", 1 - value),
                            ("valid", "auc", 0.9 - value),
                        ])
                    if step % 1000 == 0 { told(step * 4) }
                    guard monitor.directive() == .proceed else { return nil }
                }
                let score = FoldScore(fold: 1, trainingRows: 3, validationRows: 1, metrics: ["auc": 0.5])
                monitor.finished(score)
                return TrainingResult(
                    classes: ["no", "yes"], folds: [score], predictions: [], importance: [], model: nil, wasStopped: false)
            })
    }

    private static let table = Table(
        name: "bench.csv", source: Recipe.Source(fingerprint: "bench", header: true, delimiter: ","), rowCount: 4,
        columns: [Column(name: "x", kind: .number, storage: .numbers([1, 2, 3, 4]))])

    /// Trains one run of so many points. Prints the time at which each thousandth step was told.
    static func write(folder: String, points: Int) throws -> [String: JSON] {
        let told = Mutex<[JSON]>([])
        let project = Project(folder: folder)
        let store = try project.openStore()
        let worker = Worker(
            project: project, store: store, threads: 1,
            engine: engine(points: points) { count in told.withLock { $0.append([JSON(count), .number(seconds())]) } })
        let recipe = Recipe(
            source: .init(fingerprint: "bench", header: true, delimiter: ","),
            target: .init(column: "outcome", task: .classification, positive: "yes"),
            features: [Recipe.Feature(column: "x", kind: .number)], model: Recipe.Model(.boosting), metric: "auc")
        let new = NewRun(recipe: recipe, table: TableRecord(fingerprint: "bench", name: "bench.csv", path: "/data/bench.csv"))
        let began = seconds()
        let run = try worker.train(new, table: table)
        let ended = seconds()
        let kept = try store.points(of: run.id).reduce(0) { $0 + $1.steps.count }
        return [
            "run": JSON(run.number), "state": .string(run.state.rawValue), "points": JSON(kept),
            "seconds": .number(ended - began),
            "told": .array(told.withLock { $0 }),
        ]
    }

    /// Watches a store as a screen does, from a process of its own, until a run is over. Prints when it saw how many points.
    static func watch(folder: String) throws -> [String: JSON] {
        let store = try Project(folder: folder).openStore()
        let seen = Mutex<[JSON]>([])
        let over = DispatchSemaphore(value: 0)
        let reader = try Project(folder: folder).openStore()
        let watcher = StoreWatcher(store) { _ in
            guard let run = try? reader.runs().last, let series = try? reader.series(of: run.id) else { return }
            let count = series.reduce(0) { $0 + $1.count }
            seen.withLock { $0.append([JSON(count), .number(seconds())]) }
            if run.state.isOver { over.signal() }
        }
        FileHandle.standardError.write(Data("watching\n".utf8))
        over.wait()
        watcher.stop()
        return ["seen": .array(seen.withLock { $0 })]
    }

    /// How much room the points of a store take: of long curves, and of many short ones as five folds of boosting have them.
    static func size(folder: String) throws -> [String: JSON] {
        func bytes(_ folder: String) -> Int {
            var status = stat()
            return stat(folder + "/runs.sqlite", &status) == 0 ? Int(status.st_size) : 0
        }
        func made(_ name: String, series: Int, points: Int, runs: Int) throws -> JSON {
            let place = folder + "/" + name
            var random = Numbers()
            var before = 0
            for pass in 0...1 {
                // The first pass makes the same runs without points, the second with them.
                let store = try RunStore(folder: place + "-\(pass)")
                for index in 0..<runs {
                    let recipe = Recipe(
                        source: .init(fingerprint: "bench", header: true, delimiter: ","),
                        target: .init(column: "outcome", task: .classification, positive: "yes"),
                        features: [Recipe.Feature(column: "x", kind: .number)], model: Recipe.Model(.boosting), metric: "auc",
                        seed: index)
                    let run = try store.create(
                        NewRun(recipe: recipe, table: TableRecord(fingerprint: "bench", name: "b.csv", path: "/b.csv")),
                        claimedBy: WorkerIdentity(pid: 1, host: "bench", threads: 1))
                    for number in 0..<series where pass == 1 {
                        let name = SeriesName(
                            fold: "\(number / 4 + 1)", rows: number % 2 == 0 ? "train" : "valid",
                            metric: number % 4 < 2 ? "auc" : "log_loss")
                        for start in stride(from: 1, through: points, by: 2000) {
                            let steps = Array(start..<min(start + 2000, points + 1))
                            try store.append(
                                [SeriesPoints(name: name, steps: steps, values: steps.map { _ in random.next() })], to: run.id)
                        }
                    }
                    try store.finish(run.id, with: RunOutcome(state: .done))
                }
            }
            // Closed stores have their log written back.
            before = bytes(place + "-0")
            return .number(Double(bytes(place + "-1") - before) / Double(series * points * runs))
        }
        return [
            "long": try made("long", series: 1, points: 1_000_000, runs: 1),
            "short": try made("short", series: 20, points: 100, runs: 100),
            "middle": try made("middle", series: 20, points: 1000, runs: 10),
        ]
    }
}
