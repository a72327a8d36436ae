import Foundation
import Recipes
import TestSupport
import Testing

@Suite struct CommandLineVerbTests {
    @Test func profileTellsOfEveryColumn() throws {
        try withTool { tool in
            try tool.table()
            let document = try tool("profile", "two.csv", "--json").json()
            #expect(document["rows"]?.intValue == 240)
            let columns = document["columns"]?.arrayValue ?? []
            #expect(columns.compactMap { $0["name"]?.stringValue } == ["age", "city", "plan", "when", "spend", "y"])
            let age = try #require(columns.first)
            #expect(age["kind"]?.stringValue == "number")
            let missing = try #require(age["missing"]?.intValue)
            #expect(missing > 0)
            let counts = age["histogram"]?["counts"]?.arrayValue?.compactMap(\.intValue) ?? []
            #expect(counts.reduce(0, +) == 240 - missing)
            #expect(age["histogram"]?["edges"]?.arrayValue?.count == counts.count + 1)
            #expect(age["quantiles"]?.objectValue?.keys.sorted() == ["0.05", "0.25", "0.5", "0.75", "0.95"])
            #expect(columns[3]["kind"]?.stringValue == "date")
            let text = try tool("profile", "two.csv", "--target", "y")
            #expect(text.status == 0)
            #expect(text.output.contains("240 rows × 6 columns"))
            #expect(!text.output.contains("\u{1B}"), "no colours where there is no terminal")
        }
    }

    @Test func trainKeepsARunThatShowAndRunsTellOf() throws {
        try withTool { tool in
            try tool.table()
            let run = try tool.run(["train", "two.csv", "--target", "y", "--json"] + Tool.small).json()
            #expect(run["state"]?.stringValue == "done")
            let auc = run["metrics"]?["auc"]
            let folds = auc?["folds"]?.arrayValue?.compactMap(\.doubleValue) ?? []
            #expect(folds.count == 5)
            #expect(abs(folds.reduce(0, +) / 5 - (auc?["mean"]?.doubleValue ?? .nan)) < 1e-12)
            for key in ["accuracy", "log_loss", "f1", "precision", "recall", "brier", "mcc", "kappa", "balanced_accuracy"] {
                #expect(run["metrics"]?[key] != nil, "\(key)")
            }
            for key in ["load", "encode", "fit", "score", "refit", "total"] {
                #expect(run["seconds"]?[key]?.doubleValue != nil, "\(key)")
            }
            #expect(run["alerts"]?.arrayValue != nil)

            let id = try #require(run["run"]?.stringValue)
            let rows = try tool("runs", "--json", "--sort", "auc", "--limit", "3").json().arrayValue ?? []
            #expect(rows.count == 1)
            #expect(rows.first?["run"]?.stringValue == id)
            #expect(rows.first?["model"]?.stringValue == "boosting")
            let shown = try tool("show", "last", "--points", "--json").json()
            #expect(shown["run"]?.stringValue == id)
            let points = shown["points"]?.objectValue ?? [:]
            #expect(points["1/valid/log_loss"]?.arrayValue?.count == 10)
            #expect(try tool("show", String(id.prefix(20)), "--json").json()["run"]?.stringValue == id)
            #expect(try tool("runs", "--query", "model:logistic", "--json").json() == .array([]))
            let text = try tool("runs").output
            #expect(text.contains("boosting"))
            #expect(try tool("show", "1").output.contains("AUC *"))
        }
    }

    @Test func aRecipeGivesTheSameNumbersAgain() throws {
        try withTool { tool in
            try tool.table()
            let options = ["--off", "age,city", "--off", "plan", "--split", "holdout:0.25", "--seed", "3", "--threads", "1"]
            let first = try tool.run(["train", "two.csv", "--target", "y", "--json"] + options + Tool.small).json()
            let id = try #require(first["run"]?.stringValue)
            let recipe = try tool("show", id, "--recipe", "--json")
            let parsed = try Recipe(json: recipe.json())
            #expect(parsed.features.map(\.column) == ["spend", "when"])
            #expect(parsed.seed == 3)
            let again = try tool("train", "two.csv", "--recipe", "-", "--json", input: recipe.output).json()
            #expect(again["metrics"] == first["metrics"])
            #expect(try tool("verify", id, "--json").json()["identical"]?.boolValue == true)
        }
    }

    @Test func compareSetsRunsSideBySide() throws {
        try withTool { tool in
            try tool.table()
            _ = try tool.run(["train", "two.csv", "--target", "y", "--seed", "1"] + Tool.small)
            let second = try tool.run(["train", "--from", "1", "--off", "city", "--json"]).json()
            #expect(second["change"]?.stringValue?.hasPrefix("− city: AUC ") == true)
            let comparison = try tool("compare", "1", "2", "--json").json()
            #expect(comparison["differs"]?.arrayValue?.compactMap { $0["field"]?.stringValue } == ["feature.city"])
            let pair = try #require(comparison["pairs"]?.arrayValue?.first)
            #expect(pair["paired"]?.boolValue == true)
            let metrics = pair["metrics"]?.arrayValue ?? []
            #expect(metrics.first?["metric"]?.stringValue == "auc")
            for metric in metrics {
                let numbers = ["a", "b", "difference"].compactMap { metric[$0]?.doubleValue }
                #expect(numbers.count == 3)
                #expect(abs(numbers[1] - numbers[0] - numbers[2]) < 1e-9)
                let chances = metric["probabilities"]?.objectValue?.values.compactMap(\.doubleValue) ?? []
                #expect(abs(chances.reduce(0, +) - 1) < 1e-6)
                #expect(metric["interval"]?.arrayValue?.count == 2)
                #expect(metric["evidence"]?.stringValue == "weak")
            }
            #expect(pair["disagreement"]?["rows"]?.intValue != nil)
            let text = try tool("compare", "1", "2").output
            #expect(text.contains("feature.city") && text.contains("same folds, paired"))
        }
    }

    @Test func oneSplitIsComparedOverItsRows() throws {
        try withTool { tool in
            try tool.table()
            for off in ["plan", "age"] {
                _ = try tool.run(["train", "two.csv", "--target", "y", "--split", "holdout:0.4", "--off", off] + Tool.small)
            }
            let pair = try tool("compare", "1", "2", "--json").json()["pairs"]?.arrayValue?.first
            let auc = pair?["metrics"]?.arrayValue?.first { $0["metric"]?.stringValue == "auc" }
            let interval = auc?["interval"]?.arrayValue?.compactMap(\.doubleValue) ?? []
            try #require(interval.count == 2)
            #expect(interval[0] < interval[1])
            // Other folds are no pair.
            _ = try tool.run(["train", "two.csv", "--target", "y"] + Tool.small)
            #expect(try tool("compare", "1", "3", "--json").json()["pairs"]?.arrayValue?.first?["paired"]?.boolValue == false)
        }
    }

    @Test func everyTaskGetsItsMetrics() throws {
        try withTool { tool in
            try tool.table("three.csv", target: .three)
            try tool.table("number.csv", target: .quantity)
            let three = try tool.run(["train", "three.csv", "--target", "y", "--json"] + Tool.small).json()
            for key in ["accuracy", "log_loss", "f1_macro", "auc_ovr_macro"] { #expect(three["metrics"]?[key] != nil) }
            #expect(three["metrics"]?["auc"] == nil)
            let quantity = try tool("train", "number.csv", "--target", "y", "--model", "all", "--set", "", "--json")
            #expect(quantity.status == 2, "--set that sets nothing")
            let models = try tool("train", "number.csv", "--target", "y", "--model", "all", "--only", "age,spend", "--json")
                .json()
            let runs = models["runs"]?.arrayValue ?? []
            #expect(runs.count == ModelFamily.all.filter { $0.tasks.contains(.regression) }.count)
            for run in runs { for key in ["rmse", "mae", "r2"] { #expect(run["metrics"]?[key] != nil) } }
        }
    }

    @Test func aProjectNeedsNoPath() throws {
        try withTool { tool in
            try tool.table()
            let made = try tool("init", "two.csv", "--target", "y", "--dir", "shop", "--json").json()
            #expect(made["project"]?.stringValue?.hasSuffix("/shop") == true)
            #expect(try readText(tool.folder + "/shop/assay.toml").contains("target = \"y\""))
            let run = try tool("train", "--project", "shop", "--model", "baseline", "--json").json()
            #expect(run["metrics"]?["auc"]?["mean"]?.doubleValue == 0.5)
            let again = try tool("init", "two.csv", "--target", "y", "--dir", "shop")
            #expect(again.status == 1)
        }
    }

    @Test func theListsAreThere() throws {
        try withTool { tool in
            let themes = try tool("themes", "--json").json().arrayValue ?? []
            #expect(themes.count >= 4)
            for shell in ["bash", "zsh", "fish"] {
                let script = try tool("completions", shell)
                #expect(script.status == 0 && script.output.contains("compare"))
            }
            let help = try tool("--help")
            #expect(help.status == 0 && help.output.contains("train"))
            #expect(try tool("train", "--help").output.contains("--split-seed"))
            #expect(try tool("--version").status == 0)
        }
    }

    @Test func progressIsSilentUnlessPlain() throws {
        try withTool { tool in
            try tool.table()
            let arguments = ["train", "two.csv", "--target", "y"] + Tool.small
            #expect(try tool.run(arguments).error.isEmpty)
            #expect(try tool.run(arguments + ["--plain"]).errorLines.filter { $0.contains("fold") }.count >= 5)
            #expect(try tool.run(arguments + ["--plain", "--quiet"]).error.isEmpty)
        }
    }

    @Test func theLoopGoesOnceInPlainText() throws {
        try withTool { tool in
            try tool.table()
            let answer = try tool("two.csv", "--target", "y")
            #expect(answer.status == 0, "\(answer.error)")
            for words in [
                "240 rows × 6 columns", "Training baseline", "Training boosting", "Switching", "AUC", "[", "The runs are kept in",
            ] {
                #expect(answer.output.contains(words), "\(words)")
            }
            #expect(try tool("runs", "--json").json().arrayValue?.count == 3)
        }
    }
}
