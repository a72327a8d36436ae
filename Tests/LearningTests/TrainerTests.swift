import Recipes
import Tabular
import Testing

@testable import Learning

@Suite("Training")
struct TrainerTests {
    private static let cases: [(family: ModelFamily, target: String, task: LearningTask)] = [
        (.baseline, "y", .classification), (.logistic, "y", .classification), (.logistic, "three", .classification),
        (.baseline, "amount", .regression), (.linear, "amount", .regression),
    ]

    private func made(
        _ rows: Table, _ index: Int, set parameters: [String: String] = [:], split: SplitScheme = .standard,
        sealed: Double = 0
    ) throws -> Recipe {
        let (family, target, task) = Self.cases[index]
        return try recipe(
            for: rows, target: target, task: task, family: family, split: split, set: parameters, features: mixedInputs,
            sealed: sealed, refit: true)
    }

    @Test(arguments: 0..<5)
    func aModelIsReadBack(_ index: Int) throws {
        let rows = mixedTable()
        let recipe = try made(rows, index, sealed: 0.2)
        let result = try trained(recipe, on: rows)
        let bytes = try #require(result.model)
        let model = try TrainedModel(bytes: bytes)
        #expect(model.bytes == bytes)
        #expect(model.classes == result.classes)
        // Another table has other codes for the same words, and one that was never seen.
        let fresh = table([
            numbers("day", [1.7e9, .nan, 1.71e9]), words("member", ["no", "maybe", nil], kind: .flag),
            numbers("x", [.nan, 0.5, 1e9]), words("town", ["Zagreb", "Oslo", nil]),
        ])
        let predicted = try model.predict(fresh, threads: 2)
        #expect(predicted.count == 3 * max(1, model.classes.count) && predicted.allSatisfy { $0.isFinite })
        let whole = try model.predict(rows, threads: 2)
        let again = try model.predict(table(rows.columns.reversed()), threads: 1)
        #expect(whole == again)
        if !model.classes.isEmpty {
            for start in stride(from: 0, to: whole.count, by: model.classes.count) {
                #expect(abs(whole[start..<start + model.classes.count].reduce(0, +) - 1) < 1e-12)
            }
        }
        #expect(throws: AssayError.self) { try model.predict(table([numbers("day", [1])]), threads: 1) }
    }

    @Test func aDamagedModelIsRefused() throws {
        let rows = mixedTable()
        let result = try trained(try made(rows, 1), on: rows)
        let bytes = try #require(result.model)
        let text = String(decoding: bytes, as: UTF8.self)
        for damaged in [
            "", "{}", String(text.dropLast(9)), text.replacing("\"weights\":[", with: "\"weights\":[1,"),
            text.replacing("\"fitted\":[0,1]", with: "\"fitted\":[0,7]"), text.replacing("logistic", with: "linear"),
            text.replacing("\"assay_model\":1", with: "\"assay_model\":4"),
        ] {
            #expect(damaged != text)
            #expect(throws: AssayError.self) { try TrainedModel(bytes: Array(damaged.utf8)) }
        }
    }

    @Test func whatIsLearntIsThereAndNothingElse() throws {
        let rows = mixedTable(2000)
        let learnt = try trained(try made(rows, 1), on: rows)
        let auc = learnt.folds.compactMap { $0.metrics["auc"] }
        #expect(auc.count == 5 && auc.allSatisfy { $0 > 0.8 })
        let importance = Dictionary(uniqueKeysWithValues: learnt.importance.map { ($0.column, $0.mean) })
        #expect(abs(importance.values.reduce(0, +) - 1) < 1e-12)
        #expect((importance["x"] ?? 0) > (importance["town"] ?? 0) && (importance["town"] ?? 0) > (importance["day"] ?? 1))

        // With the target shuffled, nothing is left but chance: a leak between the sides would show here.
        guard let y = rows["y"], case .codes(let standing, let labels) = y.storage else { return }
        var codes = Array(standing)
        CounterRandom(seed: 5).shuffle(&codes)
        let shuffled = table(
            rows.columns.map {
                $0.name == "y" ? Column(name: "y", kind: .flag, storage: .codes(Values(codes), words: labels)) : $0
            })
        let chance = try trained(try made(shuffled, 1), on: shuffled)
        let mean = chance.folds.compactMap { $0.metrics["auc"] }.reduce(0, +) / 5
        #expect(abs(mean - 0.5) < 0.05)
    }

    /// Validation rows of a fold are made extreme: nothing that the fold's model predicts for other rows may move.
    @Test(arguments: [1, 2, 4])
    func validationRowsMoveNoFit(_ index: Int) throws {
        let rows = mixedTable()
        let recipe = try made(rows, index)
        let fold = try Trainer.splits(of: recipe, on: rows).folds[0]
        let hidden = Set(fold.validation.rows.dropFirst(10))
        let spoilt = table(
            rows.columns.map { column in
                guard mixedInputs.contains(column.name) else { return column }
                switch column.storage {
                case .numbers(let values):
                    return numbers(
                        column.name, values.enumerated().map { hidden.contains(Int32($0.offset)) ? 1e6 : $0.element },
                        kind: column.kind)
                case .codes(let codes, let words):
                    let changed = codes.enumerated().map { hidden.contains(Int32($0.offset)) ? 0 : $0.element }
                    return Column(name: column.name, kind: column.kind, storage: .codes(Values(changed), words: words))
                }
            })
        let before = try trained(recipe, on: rows).predictions[0]
        let after = try trained(recipe, on: spoilt).predictions[0]
        #expect(before.rows == after.rows)
        let width = before.values.count / before.rows.count
        #expect(Array(before.values.prefix(10 * width)) == Array(after.values.prefix(10 * width)))
    }

    @Test func pointsArriveForEveryFold() throws {
        let rows = mixedTable()
        let monitor = RecordingMonitor()
        let recipe = try made(rows, 1)
        let run = try Trainer.run(recipe, on: rows, threads: 2, monitor: monitor)
        let result = try #require(run)
        #expect(monitor.folds == 5 && monitor.scores == result.folds && !result.wasStopped)
        for fold in 1...5 {
            let training = monitor.series("\(fold)", "train", "log_loss")
            #expect(training.count > 3)
            #expect(zip(training, training.dropFirst()).allSatisfy { $1 < $0 + 1e-3 })
            #expect(monitor.points.filter { $0.fold == "\(fold)" }.map(\.step) == Array(1...training.count))
            // What the curve ends on is what the fold is scored with.
            let last = try #require(monitor.series("\(fold)", "valid", "log_loss").last)
            #expect(abs(last - (result.folds[fold - 1].metrics["log_loss"] ?? .nan)) < 1e-12)
            #expect(monitor.series("\(fold)", "valid", "auc").count == training.count)
        }
        #expect(!monitor.series("refit", "train", "log_loss").isEmpty)
        #expect(monitor.series("refit", "valid", "log_loss").isEmpty)
        let seconds = result.seconds
        #expect(seconds.fit > 0 && seconds.encode > 0 && seconds.refit > 0)
        #expect(seconds.total >= seconds.encode + seconds.fit + seconds.score + seconds.refit)
    }

    @Test func aFamilyWithoutStepsHasOnePoint() throws {
        let rows = mixedTable()
        let monitor = RecordingMonitor()
        _ = try Trainer.run(try made(rows, 4), on: rows, threads: 1, monitor: monitor)
        #expect(monitor.stepsPerFold == 1)
        #expect(monitor.points.map(\.step) == [1, 1, 1, 1, 1, 1])
        #expect(monitor.series("1", "valid", "rmse").count == 1)
    }

    @Test func stoppingKeepsWhatIsThere() throws {
        let rows = mixedTable()
        let whole = RecordingMonitor()
        _ = try Trainer.run(try made(rows, 1), on: rows, threads: 1, monitor: whole)
        let steps = whole.series("1", "train", "log_loss").count
        let monitor = RecordingMonitor()
        monitor.answer = { $0 == steps + 2 ? .stop : .proceed }
        let run = try Trainer.run(try made(rows, 1), on: rows, threads: 1, monitor: monitor)
        let result = try #require(run)
        #expect(result.wasStopped && result.model == nil)
        #expect(result.folds.map(\.fold) == [1, 2] && result.predictions.count == 2)
        #expect(monitor.series("2", "train", "log_loss").count == 2)
        let last = try #require(monitor.series("2", "valid", "log_loss").last)
        #expect(abs(last - (result.folds[1].metrics["log_loss"] ?? .nan)) < 1e-12)
    }

    @Test func cancellingKeepsNothing() throws {
        let rows = mixedTable()
        let monitor = RecordingMonitor()
        monitor.answer = { $0 == 3 ? .cancel : .proceed }
        let run = try Trainer.run(try made(rows, 1), on: rows, threads: 1, monitor: monitor)
        #expect(run?.folds == nil)
        #expect(monitor.points.count == 3 && monitor.scores.isEmpty)
    }

    @Test func ridgeShrinks() throws {
        let rows = mixedTable()
        func spread(_ alpha: String) throws -> Double {
            let result = try trained(try made(rows, 4, set: ["alpha": alpha]), on: rows)
            let values = result.predictions[0].values
            return (values.max() ?? 0) - (values.min() ?? 0)
        }
        #expect(try spread("0") > spread("1000"))
        #expect(try spread("1000") > spread("1e9"))
    }
}
