import Recipes
import Tabular
import Testing

@testable import Learning

@Suite("Calibration and thresholds")
struct CalibrationTests {
    private static let p = [0.1, 0.2, 0.2, 0.35, 0.4, 0.55, 0.6, 0.62, 0.8, 0.9]
    private static let came: [Bool] = [false, false, true, false, true, false, true, true, true, true]

    private func near(_ a: [Double], _ b: [Double], _ tolerance: Double) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
    }

    @Test func plattIsThatOfScikitLearn() throws {
        let curve = try #require(SigmoidCurve(fitting: Self.p, isTrue: Self.came))
        #expect(abs(curve.slope - 0.7275294689) < 1e-7 && abs(curve.offset - 0.5468121151) < 1e-7)
        #expect(SigmoidCurve(fitting: [0, 1], isTrue: [true, true]) == nil)
        // Rows that are told apart wholly have a finite curve.
        let apart = try #require(SigmoidCurve(fitting: [0, 0, 1, 1], isTrue: [false, false, true, true]))
        #expect(apart.slope.isFinite && apart.value(1) > 0.7 && apart.value(1) < 1)
    }

    @Test func isotonicIsThatOfScikitLearn() throws {
        let curve = try #require(RisingCurve(fitting: Self.p, isTrue: Self.came))
        let asked = [0, 0.15, 0.2, 0.3, 0.37, 0.5, 0.58, 0.61, 0.7, 1]
        let wanted = [0, 1.0 / 6, 1.0 / 3, 1.0 / 3, 0.4, 0.5, 0.8, 1, 1, 1]
        #expect(near(asked.map(curve.value), wanted, 1e-12))
        #expect(zip(curve.to, curve.to.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func temperaturesMaximiseTheLikelihood() throws {
        let two = Self.p.flatMap { [1 - $0, $0] }
        let binary = try #require(Temperature(fitting: two, truth: Self.came.map { $0 ? 1 : 0 }, classCount: 2))
        #expect(abs(binary.factor - 1.0488601570) < 1e-6)
        let three = [0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.3, 0.3, 0.4, 0.5, 0.4, 0.1, 0.2, 0.2, 0.6, 0.9, 0.05, 0.05]
        let many = try #require(Temperature(fitting: three, truth: [0, 1, 2, 1, 2, 0], classCount: 3))
        #expect(abs(many.factor - 3.8924479686) < 1e-5)
        // What is always right cannot be too sharp; what is always wrong not too flat.
        for truth: [Int32] in [[1, 0], [0, 1]] {
            let fitted = try #require(Temperature(fitting: [0.1, 0.9, 0.9, 0.1], truth: truth, classCount: 2))
            #expect(fitted.factor.isFinite && fitted.values([0.1, 0.9]).allSatisfy(\.isFinite))
        }
    }

    @Test(arguments: [Calibration.platt, .isotonic, .temperature], [2, 3])
    func probabilitiesStayProbabilities(_ calibration: Calibration, _ classes: Int) throws {
        let random = CounterRandom(seed: 3)
        let raw = (0..<300 * classes).map { random.unit($0) + 1e-3 }
        let values = stride(from: 0, to: raw.count, by: classes).flatMap { start -> [Double] in
            let sum = raw[start..<start + classes].reduce(0, +)
            return raw[start..<start + classes].map { $0 / sum }
        }
        let truth = (0..<300).map { Int32(random.integer(9000 + $0, below: classes)) }
        let fitted = try #require(Calibrator(calibration, fitting: values, truth: truth, classCount: classes))
        let ends = values + (0..<classes).map { $0 == 0 ? 1 : 0 } + (0..<classes).map { $0 == 1 ? 1 : 0 }
        let after = fitted.apply(to: ends, classCount: classes)
        for start in stride(from: 0, to: after.count, by: classes) {
            let row = after[start..<start + classes]
            #expect(row.allSatisfy { $0 >= 0 && $0 <= 1 } && abs(row.reduce(0, +) - 1) < 1e-12)
        }
        #expect(Calibrator(json: try JSON(parsing: fitted.json.canonicalText)) == fitted)
        #expect(Calibrator(calibration, fitting: values, truth: truth.map { _ in 1 }, classCount: classes) == nil)
    }

    @Test func theThresholdIsTheBestThereIs() throws {
        let random = CounterRandom(seed: 8)
        let positive = (0..<200).map { (random.unit($0) * 40).rounded() / 40 }
        let truth = (0..<200).map { Int32(random.unit(1000 + $0) < positive[$0] * 0.6 ? 1 : 0) }
        for text in ["f1", "balanced_accuracy", "mcc", "cost:fp=1,fn=4"] {
            let wanted = try DecisionThreshold(parsing: text)
            let chosen = ThresholdChoice(wanted: wanted).threshold(positive: positive, truth: truth)
            func value(_ threshold: Double) -> Double {
                let matrix = ConfusionMatrix(truth: truth, positive: positive, threshold: threshold)
                if text.hasPrefix("cost") { return -Double(matrix[0, 1]) - 4 * Double(matrix[1, 0]) }
                return matrix.score(text)?.value ?? 0
            }
            let best = (1..<400).map { value(Double($0) / 400) }.max() ?? 0
            #expect(abs(value(chosen) - best) < 1e-12, "\(text): \(chosen)")
            #expect(!positive.contains(chosen), "it lies between what was predicted")
        }
        #expect(ThresholdChoice(wanted: .best(.f1)).threshold(positive: [0.2, 0.9], truth: [1, 1]) == 0.5)
        #expect(ThresholdChoice(wanted: .best(.f1)).threshold(positive: [], truth: []) == 0.5)
        #expect(ThresholdChoice(wanted: .fixed(0.3)).threshold(positive: [0.2], truth: [1]) == 0.3)
    }

    // MARK: Whole runs

    /// Two classes, one in four; the words help, so that probabilities have a spread.
    private static let usual = sample(400)

    private static func sample(_ count: Int) -> Table {
        let random = CounterRandom(seed: 21)
        let x = (0..<count).map { random.unit($0) * 4 - 3 }
        return table([
            numbers("x", x), words("g", (0..<count).map { "g\($0 % 40)" }, kind: .identifier),
            numbers("t", (0..<count).map { Double($0) * 3600 }, kind: .date),
            words(
                "y", (0..<count).map { random.unit(9000 + $0) < DeterministicMath.logistic(x[$0]) ? "yes" : "no" }, kind: .flag),
            words("three", (0..<count).map { ["a", "b", "c"][Int(random.unit(5000 + $0) * 3)] }),
        ])
    }

    private func made(_ split: String, _ change: (inout Recipe) -> Void, target: String = "y") throws -> Recipe {
        var made = try recipe(
            for: Self.usual, target: target, task: .classification, family: .logistic, split: SplitScheme(parsing: split),
            features: ["x"], refit: true)
        change(&made)
        return made
    }

    static let splits = ["cv:5", "cv:3x2", "holdout:0.3", "holdout:0.3x4", "group:g:4", "time:t:4", "purged:t:4", "nested:4x2"]

    @Test(arguments: splits)
    func aRowsOwnTruthDoesNotReachWhatItIsJudgedBy(_ split: String) throws {
        let rows = Self.usual
        let wanted = try made(split) {
            $0.calibration = .isotonic
            $0.threshold = .best(.f1)
        }
        let plan = try TrainingPlan(wanted, on: rows)
        let raw = try trained(made(split) { _ in }, on: rows).predictions
        guard case .classes(let codes, _) = plan.target else { return }
        func judged(_ codes: [Int32]) -> DecisionFit.Outcome {
            DecisionFit(
                calibration: wanted.calibration, threshold: wanted.threshold, classCount: 2, target: codes, split: wanted.split,
                division: plan.splits.unsealed.division
            ).judged(raw)
        }
        let before = judged(codes)
        var reached = false
        for (fold, predictions) in raw.enumerated() {
            for place in [0, predictions.rows.count / 2] {
                let row = Int(predictions.rows[place])
                var changed = codes
                changed[row] = 1 - changed[row]
                let after = judged(changed)
                #expect(after.predictions[fold].values[2 * place + 1] == before.predictions[fold].values[2 * place + 1])
                #expect(after.labels[fold]?[place] == before.labels[fold]?[place])
                reached = reached || after.predictions != before.predictions
                if split.hasPrefix("time") {
                    // The future does not reach the past.
                    for earlier in 0..<fold { #expect(after.predictions[earlier] == before.predictions[earlier]) }
                }
            }
        }
        #expect(reached, "others are judged by it")
    }

    @Test(arguments: splits)
    func aRunIsJudgedByWhatItKeeps(_ split: String) throws {
        let rows = Self.usual
        let plain = try trained(made(split) { _ in }, on: rows)
        let wanted = try made(split) {
            $0.calibration = .platt
            $0.threshold = .best(.f1)
        }
        let monitor = RecordingMonitor()
        let result = try #require(try Trainer.run(wanted, on: rows, threads: 2, monitor: monitor))
        let decision = try #require(result.decision)
        let threshold = try #require(decision.threshold)
        #expect(threshold > 0 && threshold < 0.5, "a rare class is called earlier")
        #expect(Array(monitor.scores.suffix(result.folds.count)) == result.folds)
        #expect(result.folds.count == plain.folds.count && result.predictions.map(\.rows) == plain.predictions.map(\.rows))
        func mean(_ result: TrainingResult, _ metric: String) -> Double {
            result.folds.compactMap { $0.metrics[metric] }.reduce(0, +) / Double(result.folds.count)
        }
        #expect(mean(result, "f1") > mean(plain, "f1"))
        #expect(abs(mean(result, "auc") - mean(plain, "auc")) < 0.06)
        // The model predicts with both.
        let model = try TrainedModel(bytes: try #require(result.model))
        #expect(model.threshold == threshold)
        #expect(model.bytes == result.model)
        let before = try TrainedModel(bytes: try #require(plain.model)).predict(rows, threads: 1)
        let after = try model.predict(rows, threads: 1)
        #expect(after == decision.calibrator?.apply(to: before, classCount: 2) && after != before)
        #expect(try trained(wanted, on: rows, threads: 1).folds == result.folds)
        if !decision.foldThresholds.isEmpty { #expect(decision.foldThresholds.count == result.folds.count) }
    }

    @Test func whatIsSkewedIsPutRight() throws {
        let rows = Self.sample(1500)
        func run(_ calibration: Calibration) throws -> Double {
            var made = try recipe(for: rows, target: "y", task: .classification, family: .logistic, features: ["x"])
            made.resample = Resampling(.over)
            made.calibration = calibration
            let folds = try trained(made, on: rows).folds
            return folds.compactMap { $0.metrics["brier"] }.reduce(0, +) / 5
        }
        let skewed = try run(.none)
        for calibration in [Calibration.platt, .isotonic] { #expect(try run(calibration) < skewed) }
    }

    @Test func manyClassesAreCalibratedToo() throws {
        let rows = Self.usual
        for calibration in [Calibration.platt, .isotonic, .temperature] {
            let wanted = try made("cv:4", { $0.calibration = calibration }, target: "three")
            let result = try trained(wanted, on: rows)
            #expect(result.decision?.threshold == nil && result.decision?.calibration == calibration)
            for fold in result.predictions {
                for start in stride(from: 0, to: fold.values.count, by: 3) {
                    #expect(abs(fold.values[start..<start + 3].reduce(0, +) - 1) < 1e-12)
                }
            }
        }
    }

    @Test func whatHasNoMeaningIsRefused() throws {
        let rows = Self.usual
        func code(_ change: (inout Recipe) -> Void, target: String = "three") throws -> String? {
            let wanted = try made("cv:3", change, target: target)
            do {
                try Trainer.check(wanted, on: rows)
                return nil
            } catch { return error.code }
        }
        #expect(try code { $0.threshold = .best(.f1) } == "needs_classes")
        #expect(try code { $0.calibration = .platt } == nil)
        var numbers = try recipe(for: rows, target: "x", task: .regression, family: .linear, features: ["t"])
        numbers.calibration = .platt
        let error = #expect(throws: AssayError.self) { try Trainer.check(numbers, on: rows) }
        #expect(error?.code == "needs_classes")
    }

    @Test func aRunWithoutBothIsAsItWas() throws {
        let rows = Self.usual
        let result = try trained(made("cv:3") { _ in }, on: rows)
        #expect(result.decision == nil)
        let text = String(decoding: try #require(result.model), as: UTF8.self)
        #expect(!text.contains("threshold") && !text.contains("calibration") && text.contains("\"assay_model\":1"))
    }
}
