import Experiments
import Foundation
import Glibc
import Learning
import Recipes
import RunStore
import TestSupport
import Testing

@Suite struct OutsideTrainerTests {
    let bench: TrainerBench

    init() throws { bench = try TrainerBench() }

    @Test func aTrainersLinesBecomeARunLikeAnyOther() throws {
        let run = try bench.run(
            """
            echo '{"t":"hello","v":1,"trainer":"shell","params":{"depth":3},"total":3}'
            for step in 1 2 3; do
                echo '{"t":"metric","step":'$step',"values":{"1/valid/log_loss":0.'$step',"2/train/log_loss":null,"auc":0.9}}'
            done
            echo model > "$ASSAY_ARTIFACTS/model.txt"
            echo '{"t":"artifact","name":"model","path":"model.txt","kind":"text"}'
            echo '{"t":"log","level":"info","text":"nearly there"}'
            \(TrainerBench.predictions)
            echo '{"t":"end","status":"ok"}'
            echo a word of warning >&2
            """)
        #expect(run.failure == nil)
        #expect(run.state == .done && run.folds == 2 && run.classes == ["no", "yes"])
        // What scikit-learn says of these predictions: every positive is above every negative in both folds.
        #expect(run.metrics["auc"]?.folds == [1, 1])
        #expect(run.metrics["accuracy"]?.folds == [1, 1])
        let expected = -[0.9, 0.8, 0.9, 0.8, 0.7, 0.6].map { Glibc.log($0) }.reduce(0, +) / 6
        #expect(abs((run.metrics["log_loss"]?.folds[0] ?? 0) - expected) < 1e-12)
        let points = try bench.store.points(of: run.id)
        let curve = points.first { $0.name.description == "1/valid/log_loss" }
        #expect(curve?.steps == [1, 2, 3] && curve?.values == [0.1, 0.2, 0.3])
        #expect(points.first { $0.name.description == "2/train/log_loss" }?.values.allSatisfy(\.isNaN) == true)
        #expect(points.contains { $0.name.description == "1/valid/auc" })
        #expect(run.predictedRows == 12 && run.modelBytes == nil)
        let folder = "\(bench.store.folder)/artifacts/\(run.id)"
        #expect(try String(contentsOfFile: folder + "/model.txt", encoding: .utf8) == "model\n")
        let record = try JSON(parsing: String(contentsOfFile: folder + "/trainer.json", encoding: .utf8))
        #expect(record["params"]?["depth"]?.intValue == 3 && record["malformed"]?.intValue == 0)
        #expect(record["artifacts"]?.arrayValue?.first?["path"]?.stringValue == "model.txt")
        #expect(bench.log(of: run).contains("a word of warning\n") && bench.log(of: run).contains("[info] nearly there\n"))
        #expect(!FileManager.default.fileExists(atPath: "\(bench.store.folder)/work/\(run.id)"))
    }

    @Test func theTrainerGetsTheTableWithFoldsAndWithoutSealedTargets() throws {
        let run = try bench.run(
            """
            cp "$ASSAY_TABLE" "$ASSAY_RUN_FILE" "$ASSAY_RECIPE" "$ASSAY_ARTIFACTS"
            pwd > "$ASSAY_ARTIFACTS/pwd"
            """
        ) { recipe in
            recipe.split = .holdout(0.25)
            recipe.sealed = 0.25
        }
        #expect(run.state == .done)
        let folder = "\(bench.store.folder)/artifacts/\(run.id)"
        let lines = try String(contentsOfFile: folder + "/table.csv", encoding: .utf8).split(separator: "\n")
        #expect(lines[0] == "assay_row,assay_sealed,assay_target,assay_fold_1,age")
        let rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        #expect(rows.map { $0[0] } == (1...12).map(String.init))
        #expect(rows.count { $0[1] == "1" } == 3)
        for row in rows {
            let number = try #require(Int(row[0]))
            #expect(row[4] == String(number - 1))
            if row[1] == "1" {
                #expect(row[2].isEmpty && row[3].isEmpty)
            } else {
                #expect(row[2] == ((number - 1) % 3 == 0 ? "1" : "0") && ["train", "valid"].contains(row[3]))
            }
        }
        #expect(rows.contains { $0[3] == "valid" })
        let said = try JSON(parsing: String(contentsOfFile: folder + "/run.json", encoding: .utf8))
        #expect(said["classes"] == ["no", "yes"] && said["parameters"]?["depth"]?.intValue == 3)
        #expect(said["columns"]?["folds"] == ["assay_fold_1"] && said["run"]?.stringValue == run.id)
        let recipe = try Recipe(json: JSON(parsing: String(contentsOfFile: folder + "/recipe.json", encoding: .utf8)))
        #expect(recipe == run.recipe)
        #expect(try String(contentsOfFile: folder + "/pwd", encoding: .utf8) == bench.project.folder + "\n")
    }

    @Test func quantitiesArePredictedAsNumbers() throws {
        let run = try bench.run(
            """
            echo '{"t":"predictions","fold":1,"y":[0,1,2,3,4,6]}'
            echo '{"t":"predictions","fold":2,"rows":[12,11,10,9,8,7],"y":[11,10,9,8,7,6]}'
            """
        ) { recipe in
            recipe.target = Recipe.Target(column: "age", task: .regression)
            recipe.removeFeature("age")
            recipe.insert(Recipe.Feature(column: "churn", kind: .category))
            recipe.metric = "rmse"
        }
        #expect(run.failure == nil)
        #expect(run.metrics["mae"]?.folds == [1.0 / 6, 0])
    }

    @Test func predictionsMayComeInPiecesAndTheLastOnesCount() throws {
        let run = try bench.run(
            """
            echo '{"t":"predictions","fold":1,"rows":[1,2,3],"p":[0.1,0.2,0.1]}'
            echo '{"t":"predictions","fold":1,"rows":[4,5,6],"y":["yes","no","no"]}'
            \(TrainerBench.predictions)
            """)
        #expect(run.failure == nil && run.state == .done)
        #expect(run.metrics["auc"]?.folds == [1, 1])
        #expect(try bench.store.predictions(of: run.id).first?.values.first.map { abs($0 - 0.1) < 1e-12 } == true)
    }

    @Test func whatIsWrongWithPredictionsIsASentence() throws {
        let cases = [
            (#"{"t":"predictions","fold":1,"rows":[99],"p":[0.5]}"#, "row 99 is no validation row of fold 1"),
            (#"{"t":"predictions","fold":1,"rows":[7],"p":[0.5]}"#, "row 7 is no validation row of fold 1"),
            (#"{"t":"predictions","fold":9,"rows":[1],"p":[0.5]}"#, "there is no fold 9"),
            (#"{"t":"predictions","fold":0,"rows":[1],"p":[0.5]}"#, "there is no fold 0"),
            (#"{"t":"predictions","fold":1,"p":[0.5]}"#, "fold 1 has 6 validation rows, but 1 predictions came"),
            (#"{"t":"predictions","fold":1,"rows":[1],"p":[1.5]}"#, "1.5 is no probability"),
            (#"{"t":"predictions","fold":1,"rows":[1],"p":[[0.5,0.9]]}"#, "add up to 1.4"),
            (#"{"t":"predictions","fold":1,"rows":[1],"p":[[0.2,0.3,0.5]]}"#, "3 probabilities came for 2 classes"),
            (#"{"t":"predictions","fold":1,"rows":[1],"y":["perhaps"]}"#, "there is no class perhaps"),
            (#"{"t":"predictions","fold":1,"rows":[1,2,3,4,5,6],"p":[0.9,0.2,0.1,0.8,0.3,0.4]}"#, "no predictions of fold 2"),
            (#"{"t":"predictions","fold":2,"rows":[7],"p":[0.5]}"#, "no predictions of fold 1"),
        ]
        for (line, words) in cases {
            let run = try bench.run("echo '\(line)'")
            #expect(run.state == .failed)
            #expect(run.failure?.contains(words) == true, "\(run.failure ?? "nil")")
        }
        let part = try bench.run(
            """
            \(TrainerBench.predictions.split(separator: "\n")[0])
            echo '{"t":"predictions","fold":2,"rows":[7],"p":[0.5]}'
            """)
        #expect(part.failure?.contains("fold 2 lacks predictions of 5 of its 6 rows") == true)
    }

    @Test func aTrainerWithoutPredictionsLeavesItsCurves() throws {
        let run = try bench.run("echo '{\"t\":\"metric\",\"values\":{\"loss\":1}}'")
        #expect(run.state == .done && run.metrics.isEmpty)
        #expect(try bench.store.series(of: run.id).map(\.name.description) == ["1/valid/loss"])
        #expect(bench.log(of: run).contains("gave no predictions"))
    }
}
