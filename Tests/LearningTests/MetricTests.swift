import Recipes
import TestSupport
import Testing

@testable import Learning

@Suite("Metrics")
struct MetricTests {
    private static let golden = Result { try JSON(parsing: SharedData.text("reference/golden_stats.json")) }

    private func golden(_ section: String) throws -> JSON { try #require(try Self.golden.get()[section]) }

    private func list(_ json: JSON?) -> [Double] { (json?.arrayValue ?? []).map { $0.doubleValue ?? .nan } }

    private func close(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-12) -> Bool {
        guard let a, let b else { return false }
        return abs(a - b) <= tolerance * max(1, abs(b))
    }

    /// Probabilities of both classes from those of the second.
    private func both(_ positive: [Double]) -> [Double] { positive.flatMap { [1 - $0, $0] } }

    @Test(.enabled(if: SharedData.has("reference/golden_stats.json")))
    func twoClasses() throws {
        let golden = try golden("metrics_binary")
        let truth = list(golden["y"]).map { Int32($0) }
        let positive = list(golden["p"])
        let scores = Scores(truth: .classes(truth, count: 2), predictions: both(positive))
        for (ours, theirs) in [
            ("auc", "roc_auc"), ("average_precision", "average_precision"), ("brier", "brier"), ("log_loss", "log_loss"),
        ] {
            #expect(close(scores.values[ours], golden[theirs]?.doubleValue), "\(ours)")
        }
        let roc = try #require(ROCCurve(isPositive: truth.map { $0 == 1 }, scores: positive))
        #expect(roc.points.map(\.falsePositiveRate) == list(golden["fpr"]))
        #expect(roc.points.map(\.truePositiveRate) == list(golden["tpr"]))
        #expect(roc.points.first?.threshold == .infinity)
        #expect(Array(roc.points.map(\.threshold).dropFirst()) == Array(list(golden["roc_thresholds_first_is_inf"]).dropFirst()))
        // Theirs runs from the laxest threshold up and ends with a point that has none.
        let curve = try #require(PrecisionRecallCurve(isPositive: truth.map { $0 == 1 }, scores: positive))
        #expect(curve.points.reversed().map(\.threshold) == list(golden["pr_thresholds"]))
        #expect(curve.points.reversed().map(\.recall) == Array(list(golden["pr_recall"]).dropLast()))
        for (ours, theirs) in zip(curve.points.reversed().map(\.precision), list(golden["pr_precision"])) {
            #expect(close(ours, theirs))
        }
    }

    @Test(.enabled(if: SharedData.has("reference/golden_stats.json")))
    func manyClasses() throws {
        let golden = try golden("metrics_multiclass")
        let truth = list(golden["y_true"]).map { Int32($0) }
        let rows = try #require(golden["proba"]?.arrayValue)
        let probabilities = rows.flatMap { list($0) }
        let scores = Scores(truth: .classes(truth, count: 3), predictions: probabilities)
        let predicted = ConfusionMatrix.mostProbable(probabilities, classCount: 3)
        #expect(predicted == list(golden["y_pred"]).map { Int32($0) })
        for (ours, theirs) in [
            ("accuracy", "accuracy"), ("balanced_accuracy", "balanced_accuracy"), ("mcc", "mcc"), ("kappa", "kappa"),
            ("log_loss", "log_loss"), ("auc_ovr_macro", "roc_auc_ovr_macro"),
        ] {
            #expect(close(scores.values[ours], golden[theirs]?.doubleValue), "\(ours)")
        }
        let macro = list(golden["prf_macro"])
        #expect(close(scores.values["precision_macro"], macro[0]))
        #expect(close(scores.values["recall_macro"], macro[1]))
        #expect(close(scores.values["f1_macro"], macro[2]))
        #expect(close(scores.values["f1_weighted"], list(golden["prf_weighted"])[2]))
    }

    @Test(.enabled(if: SharedData.has("reference/golden_stats.json")))
    func quantities() throws {
        let golden = try golden("metrics_regression")
        let scores = Scores(truth: .numbers(list(golden["y"])), predictions: list(golden["p"]))
        for metric in ["r2", "rmse", "mae", "mape"] {
            #expect(close(scores.values[metric], golden[metric]?.doubleValue), "\(metric)")
        }
    }

    @Test(.enabled(if: SharedData.has("reference/golden_stats.json")))
    func edges() throws {
        let golden = try golden("metrics_edge")
        // Both rows as wrong as can be: each has probability 0 of the positive class.
        let wrong = Scores(truth: .classes([1, 0], count: 2), predictions: both([0, 0]))
        #expect(close(wrong.values["log_loss"], golden["log_loss_hard_wrong"]?.doubleValue))
        #expect(ProbabilityScores.clip == golden["eps_float64"]?.doubleValue)
        #expect(Scores(truth: .numbers([2, 2, 2]), predictions: [2, 2, 2]).values["r2"] == 1)
        #expect(Scores(truth: .numbers([2, 2, 2]), predictions: [2, 2, 3]).values["r2"] == 0)
        #expect(Scores(truth: .numbers([1, 2, 3]), predictions: [3, 2, 1]).values["r2"] == -3)
    }

    @Test func whatAConventionMakesIsMarked() {
        let silent = Scores(truth: .classes([1, 1, 0], count: 2), predictions: both([0, 0, 0]))
        #expect(silent.values["precision"] == 0)
        #expect(silent.byConvention == ["precision", "mcc"])
        let negative = Scores(truth: .classes([0, 0, 0], count: 2), predictions: both([0, 0, 0]))
        #expect(negative.values["f1"] == 0)
        #expect(negative.byConvention.isSuperset(of: ["f1", "precision", "recall"]))
        // The share of positives above negatives is no number without both.
        #expect(negative.values["auc"] == nil)
        #expect(Scores(truth: .numbers([1]), predictions: [1]).values["r2"] == nil)
    }

    @Test func anAbsentClassLeavesOneVersusRestUndefined() {
        let probabilities = [0.5, 0.3, 0.2, 0.2, 0.5, 0.3, 0.6, 0.3, 0.1]
        let scores = Scores(truth: .classes([0, 1, 0], count: 3), predictions: probabilities)
        #expect(scores.values["auc_ovr_macro"] == nil)
        #expect(scores.values["accuracy"] == 1)
    }

    @Test func tiesGoToTheFirstClass() {
        #expect(ConfusionMatrix.mostProbable([0.5, 0.5, 0.2, 0.8], classCount: 2) == [0, 1])
        let scores = Scores(truth: .classes([0, 1, 0, 1], count: 2), predictions: both([0.5, 0.5, 0.5, 0.5]))
        #expect(scores.values["auc"] == 0.5)
    }

    /// The live curves' grouping against the exact value, for scores crowded near 0, as rare positives have them.
    @Test(arguments: [1.0, 4, 40])
    func liveRankingIsNearlyExact(_ crowding: Double) {
        let random = CounterRandom(seed: 7)
        let scores = (0..<20_000).map { DeterministicMath.exp(-crowding * random.unit($0)) * random.unit($0 + 50_000) }
        let positive = scores.enumerated().map { random.unit($0.offset + 100_000) < $0.element }
        let exact = Ranking(isPositive: positive, scores: scores)
        var areas: Set<Double?> = []
        for lanes in [1, 3] {
            let buckets = RankingBuckets(lanes: lanes)
            func count() {
                for lane in 0..<lanes {
                    buckets.add(lane * 20_000 / lanes..<(lane + 1) * 20_000 / lanes, lane: lane, label: 1) {
                        (positive[$0] ? 1 : 0, scores[$0])
                    }
                }
            }
            // Twice, because the room is used again.
            for _ in 0..<2 {
                count()
                let area = buckets.takeArea()
                #expect(close(area, exact.area, 1e-5))
                areas.insert(area)
                count()
                #expect(close(buckets.takeAveragePrecision(), exact.averagePrecision, 1e-2))
            }
        }
        #expect(areas.count == 1)
    }

    @Test func scoresBeyondTheScaleFallIntoItsEnds() {
        let buckets = RankingBuckets()
        let scores = [0, 1, -0.0, 1e-300, 1 - 0x1p-53, -3, 7, .nan, .infinity, 0.5]
        buckets.add(scores.indices, lane: 0, label: 3) { (3, scores[$0]) }
        buckets.add(scores.indices, lane: 0, label: 3) { (-1, scores[$0]) }
        #expect(buckets.takeArea() == 0.5)
    }

    /// A logarithm for many rows at once gives what one a row gives, where every probability is clipped too.
    @Test(arguments: [1, 15, 16, 17, 5000, 20_000], [1.0, 30, 1000])
    func liveLogLossIsThatOfEachRow(_ rows: Int, _ crowding: Double) {
        let random = CounterRandom(seed: 3)
        let truth = (0..<rows).map { _ in Int32(1) }
        let probabilities = both((0..<rows).map { DeterministicMath.exp(-crowding * random.unit($0)) })
        truth.withUnsafeBufferPointer { truth in
            probabilities.withUnsafeBufferPointer { probabilities in
                let each = ProbabilityScores.logLoss(truth: truth, probabilities: probabilities, classCount: 2)
                let live = LiveScores(truth: .classes(Array(truth), count: 2), ranking: "log_loss", threads: 2)
                let quick = live.values(probabilities).first?.value ?? .nan
                #expect(close(quick, each, 1e-13 * max(1, each)))
            }
        }
    }
}
