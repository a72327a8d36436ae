import Recipes
import Tabular
import TestSupport
import Testing

@testable import Learning

/// Fold by fold against scikit-learn on the same folds.
@Suite("Against scikit-learn's cross-validation", .enabled(if: SharedData.has("reference/reference_cv.json")))
struct ReferenceTests {
    static let classification = [
        "iris", "wine", "breast_cancer", "digits", "make_classification_bin_2000x20", "make_classification_4cls_2000x20",
        "make_classification_imb95_3000x20",
    ]
    static let regression = ["diabetes", "friedman1_2000x10_noise1"]

    /// Our metric keys and the reference's.
    static let classMetrics = [
        ("accuracy", "accuracy"), ("balanced_accuracy", "balanced_accuracy"), ("mcc", "mcc"), ("log_loss", "log_loss"),
        ("precision_macro", "precision_macro"), ("recall_macro", "recall_macro"), ("f1_macro", "f1_macro"),
        ("f1_weighted", "f1_weighted"), ("auc_ovr_macro", "roc_auc_ovr_macro"), ("f1", "f1_binary"), ("auc", "roc_auc"),
        ("average_precision", "average_precision"), ("brier", "brier"),
    ]

    private func run(
        _ name: String, _ task: LearningTask, _ family: ModelFamily, _ parameters: [String: String] = [:]
    ) throws -> TrainingResult {
        let path = try #require(SharedData.path("reference/data/\(name).csv"))
        let table = try TableImporter(cacheFolder: nil).table(at: path)
        let recipe = try recipe(
            for: table, target: "target", task: task, family: family, split: .column("fold"), set: parameters)
        return try trained(recipe, on: table)
    }

    private func reference(_ name: String, _ model: String, _ metric: String) throws -> [Double]? {
        let document = try Self.document.get()
        let metrics = document["datasets"]?[name]?["models"]?[model]?["metrics"]
        return metrics?[metric]?["folds"]?.arrayValue?.compactMap(\.doubleValue)
    }

    private static let document = Result { try JSON(parsing: SharedData.text("reference/reference_cv.json")) }

    @Test(arguments: classification)
    func mostFrequent(_ name: String) throws {
        let result = try run(name, .classification, .baseline, ["strategy": "most_frequent"])
        for (ours, theirs) in Self.classMetrics {
            guard let wanted = try reference(name, "DummyMostFrequent", theirs) else { continue }
            for (fold, value) in zip(result.folds, wanted) where fold.metrics[ours] != nil || ours == "accuracy" {
                #expect(abs((fold.metrics[ours] ?? .nan) - value) <= 1e-9, "\(ours) of fold \(fold.fold)")
            }
        }
    }

    @Test(arguments: regression)
    func mean(_ name: String) throws {
        let result = try run(name, .regression, .baseline)
        for metric in ["r2", "rmse", "mae"] {
            let wanted = try #require(try reference(name, "DummyMean", metric))
            for (fold, value) in zip(result.folds, wanted) {
                #expect(
                    abs((fold.metrics[metric] ?? .nan) - value) <= 1e-9 * max(1, abs(value)), "\(metric) of fold \(fold.fold)")
            }
        }
    }

    @Test(arguments: regression)
    func linear(_ name: String) throws {
        let result = try run(name, .regression, .linear)
        #expect(result.folds.count == 5)
        for metric in ["r2", "rmse", "mae"] {
            let wanted = try #require(try reference(name, "LinearRegression", metric))
            for (fold, value) in zip(result.folds, wanted) {
                #expect(
                    abs((fold.metrics[metric] ?? .nan) - value) <= 1e-9 * max(1, abs(value)), "\(metric) of fold \(fold.fold)")
            }
        }
    }

    /// The reference is scikit-learn at its own tolerance of 1e-4, which ends before the minimum (by up to 0.6 % of the log loss on
    /// digits), so it is compared at that tolerance. ``convergedLogistic()`` has the minimum itself.
    @Test(arguments: classification)
    func logisticAtTheReferenceTolerance(_ name: String) throws {
        let result = try run(name, .classification, .logistic, ["tol": "1e-4"])
        #expect(result.folds.count == 5)
        let accuracy = try #require(try reference(name, "LogisticRegression_scaled", "accuracy"))
        let logLoss = try #require(try reference(name, "LogisticRegression_scaled", "log_loss"))
        for (fold, (accuracy, loss)) in zip(result.folds, zip(accuracy, logLoss)) {
            #expect(abs((fold.metrics["accuracy"] ?? .nan) - accuracy) <= 2e-3, "accuracy of fold \(fold.fold)")
            #expect(abs((fold.metrics["log_loss"] ?? .nan) - loss) <= 1e-3 * loss, "log loss of fold \(fold.fold)")
        }
    }

    /// At a tolerance of 1e-6, against scikit-learn's fit at 1e-10 on all rows of breast_cancer.
    @Test func convergedLogistic() throws {
        let golden = try JSON(parsing: SharedData.text("reference/golden_stats.json"))
        let wanted = try #require(golden["exact_models"]?["logistic_breast_cancer_standardised_C1"])
        let path = try #require(SharedData.path("reference/data/breast_cancer.csv"))
        let table = try TableImporter(cacheFolder: nil).table(at: path)
        var recipe = try recipe(
            for: table, target: "target", task: .classification, family: .logistic, split: .column("fold"))
        recipe.refit = true
        try recipe.model.set("tol", "1e-6")
        let monitor = RecordingMonitor()
        let run = try Trainer.run(recipe, on: table, threads: 2, monitor: monitor)
        let result = try #require(run)
        let loss = try #require(monitor.series("refit", "train", "log_loss").last)
        #expect(abs(loss - (wanted["train_log_loss"]?.doubleValue ?? .nan)) < 1e-6)

        // The document has the weights in the order of the features' names; the golden ones are in that of the file.
        let bytes = try #require(result.model)
        let document = try JSON(parsing: String(decoding: bytes, as: UTF8.self))
        let weights = try #require(document["model"]?["weights"]?.arrayValue).compactMap(\.doubleValue)
        let coefficients = try #require(wanted["coef"]?.arrayValue).compactMap(\.doubleValue)
        let names = table.columns.map(\.name).filter { $0 != "target" && $0 != "fold" }
        let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for (name, coefficient) in zip(names, coefficients) {
            let place = try #require(sorted.firstIndex(of: name))
            #expect(abs(weights[place] - coefficient) < 1e-3, "\(name)")
        }
        #expect(abs((weights.last ?? .nan) - (wanted["intercept"]?.doubleValue ?? .nan)) < 1e-3)
    }
}
