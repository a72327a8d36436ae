import Foundation
import Recipes
import TestSupport
import Testing

/// The same folds as scikit-learn and LightGBM had: the same numbers.
@Suite(.enabled(if: SharedData.has("reference/reference_cv.json"), "reference results are not there"))
struct CommandLineReferenceTests {
    /// Datasets that a debug build trains in a moment, and all of them.
    static let small = ["iris", "wine", "breast_cancer", "diabetes"]
    static let classes =
        small.dropLast() + [
            "digits", "make_classification_bin_2000x20", "make_classification_4cls_2000x20", "make_classification_imb95_3000x20",
        ]
    static let quantities = ["diabetes", "friedman1_2000x10_noise1"]
    static let reference: JSON = (try? JSON(parsing: SharedData.text("reference/reference_cv.json"))) ?? .null

    private func folds(_ dataset: String, _ model: String, _ metric: String) -> [Double] {
        let scores = Self.reference["datasets"]?[dataset]?["models"]?[model]
        return scores?["metrics"]?[metric]?["folds"]?.arrayValue?.compactMap(\.doubleValue) ?? []
    }

    private func train(_ dataset: String, _ options: [String], _ tool: Tool) throws -> JSON {
        let path = try #require(SharedData.path("reference/data/\(dataset).csv"))
        let task = Self.classes.contains(dataset) ? "classification" : "regression"
        let arguments = ["train", path, "--target", "target", "--task", task, "--split", "column:fold", "--no-refit", "--json"]
        return try tool.run(
            arguments + ["--project", tool.folder + "/p"] + options, executable: Tool.release ?? Tool.executable
        ).json()
    }

    private func found(_ run: JSON, _ metric: String) -> [Double] {
        run["metrics"]?[metric]?["folds"]?.arrayValue?.compactMap(\.doubleValue) ?? []
    }

    private func expectClose(
        _ found: [Double], _ wanted: [Double], within tolerance: Double, relative: Bool = false,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(found.count == 5 && wanted.count == 5, sourceLocation: sourceLocation)
        for (a, b) in zip(found, wanted) {
            #expect(
                abs(a - b) <= tolerance * (relative ? abs(b) : 1), "\(found) against \(wanted)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: classes.filter { Tool.release != nil || small.contains($0) })
    func logisticIsScikitLearns(dataset: String) throws {
        try withTool { tool in
            let baseline = try train(dataset, ["--model", "baseline", "--set", "strategy=most_frequent"], tool)
            expectClose(found(baseline, "accuracy"), folds(dataset, "DummyMostFrequent", "accuracy"), within: 1e-9)
            let logistic = try train(dataset, ["--model", "logistic"], tool)
            expectClose(found(logistic, "accuracy"), folds(dataset, "LogisticRegression_scaled", "accuracy"), within: 2e-3)
            expectClose(
                found(logistic, "log_loss"), folds(dataset, "LogisticRegression_scaled", "log_loss"), within: 1e-3, relative: true
            )
        }
    }

    @Test(arguments: quantities)
    func linearIsScikitLearns(dataset: String) throws {
        try withTool { tool in
            let baseline = try train(dataset, ["--model", "baseline"], tool)
            expectClose(found(baseline, "r2"), folds(dataset, "DummyMean", "r2"), within: 2e-3)
            let linear = try train(dataset, ["--model", "linear"], tool)
            expectClose(found(linear, "r2"), folds(dataset, "LinearRegression", "r2"), within: 2e-3)
        }
    }

    @Test(arguments: (classes + quantities).filter { Tool.release != nil || small.contains($0) })
    func boostingIsNoWorseThanLightGBM(dataset: String) throws {
        try withTool { tool in
            let run = try train(dataset, ["--model", "boosting"], tool)
            let isQuantity = Self.quantities.contains(dataset)
            let metric = isQuantity ? "r2" : "accuracy"
            func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
            let wanted = mean(folds(dataset, "LightGBM", metric))
            #expect(mean(found(run, metric)) >= wanted - (isQuantity ? 0.02 : 0.01))
        }
    }

    /// Real tables, with no option but the target.
    @Test(
        arguments: [
            ("penguins.csv", "species"), ("titanic.csv", "survived"), ("taxis.csv", "fare"), ("diamonds.csv", "price"),
            ("adult-train.csv", "c15"),
        ].filter { SharedData.has("data/" + $0.0) && (Tool.release != nil || $0.0 == "penguins.csv") })
    func realTablesNeedOnlyATarget(table: (file: String, target: String)) throws {
        try withTool { tool in
            let path = try #require(SharedData.path("data/" + table.file))
            let answer = try tool.run(
                ["train", path, "--target", table.target, "--json", "--project", tool.folder + "/p"],
                executable: Tool.release ?? Tool.executable)
            let run = try answer.json()
            #expect(run["state"]?.stringValue == "done")
        }
    }
}
