import Experiments
import Recipes
import Testing

@testable import Actions

@Suite struct RecipeRequestTests {
    private let session = Session(project: Project(folder: "/nowhere"))

    private func recipe(_ change: (inout RunRequest) -> Void = { _ in }, base: Recipe? = nil) throws -> Recipe {
        var request = RunRequest(target: base == nil ? "churn" : nil)
        change(&request)
        return try session.recipe(for: Fixtures.table, request: request, base: base)
    }

    @Test func theDefaultsAreThoseOfTheContract() throws {
        let recipe = try recipe()
        #expect(recipe.features.map(\.column) == ["age", "city", "fold", "spend"], "no identifier, no target")
        #expect(recipe.target == .init(column: "churn", task: .classification, positive: "yes"))
        #expect(recipe.split == .crossValidation(folds: 5, repeats: 1))
        #expect(recipe.model == Recipe.Model(.boosting))
        #expect(recipe.metric == "auc" && recipe.seed == 0 && recipe.splitSeed == 0 && recipe.sealed == 0 && recipe.refit)
        #expect(try self.recipe { $0.target = "age" }.metric == "rmse")
        #expect(try self.recipe { $0.target = "city" }.metric == "log_loss")
    }

    @Test func theColumnOfTheFoldsIsNoFeature() throws {
        #expect(try recipe { $0.split = "column:fold" }.feature("fold") == nil)
        #expect(try recipe { $0.split = "group:city:3" }.feature("city") == nil)
        #expect(throws: AssayError.self) {
            try recipe {
                $0.split = "column:fold"
                $0.on = ["fold"]
            }
        }
    }

    @Test func featuresSwitchOnAndOff() throws {
        #expect(try recipe { $0.off = ["age", "fold"] }.features.map(\.column) == ["city", "spend"])
        #expect(try recipe { $0.on = ["id"] }.feature("id")?.kind == .identifier)
        #expect(try recipe { $0.only = ["spend", "age"] }.features.map(\.column) == ["age", "spend"])
        #expect { try recipe { $0.off = ["agee"] } } throws: { ($0 as? AssayError)?.hint == "did you mean age?" }
    }

    @Test func featuresAreEncodedAsAsked() throws {
        let made = try recipe { $0.encodings = ["age=indicator+median", "city=rare=20"] }
        #expect(made.feature("age")?.encoding == "median+indicator")
        #expect(made.feature("city")?.encoding == "rare=20")
        #expect(try recipe({ $0.encodings = ["age=auto"] }, base: made).feature("age")?.encoding == "auto")
        #expect(try recipe(base: made) == made)
        for (text, code) in [
            ("age", "encoding"), ("=log", "encoding"), ("agee=log", "unknown_column"), ("city=median", "encoding"),
            ("id=mode", "encoding"),
            ("age=magic", "unknown_encoding"),
        ] {
            #expect { try recipe { $0.encodings = [text] } } throws: { ($0 as? AssayError)?.code == code }
        }
    }

    @Test func onlyStepsOfTheProjectAreBlamedOnItsFile() throws {
        var project = Project(folder: "/nowhere")
        project.steps = [Step(.derive, ["name": "rate", "expression": "spendd / 2"])]
        let session = Session(project: project)
        func message(_ request: RunRequest) throws -> String {
            let error = #expect(throws: AssayError.self) { try session.recipe(for: Fixtures.table, request: request) }
            return try #require(error).message
        }
        #expect(try message(RunRequest(target: "churn")).contains("assay.toml, [[steps]]: step 1 (rate = spendd / 2)"))
        // The same step at the same place, asked for by whoever leaves the project's out.
        var own = RunRequest(target: "churn")
        own.ignoresProjectSteps = true
        own.steps = project.steps
        #expect(try message(own).hasPrefix("step 1 (rate = spendd / 2)"))
    }

    @Test func whatIsNotSaidIsAsInTheBase() throws {
        var base = try recipe { $0.off = ["city"] }
        try base.model.set("num_leaves", "7")
        base.seed = 5
        let next = try recipe(
            {
                $0.off = ["age"]
                $0.settings = ["learning_rate=0.05"]
            }, base: base)
        #expect(next.changes(since: base) == "learning_rate 0.1→0.05 · − age")
        #expect(try recipe({ $0.model = "logistic" }, base: base).model == Recipe.Model(.logistic))
        #expect(try recipe(base: base) == base)
    }

    @Test func theProjectsFileSetsWhatNewRecipesBeginWith() throws {
        var project = Project(folder: "/nowhere", target: "churn")
        project.defaults.model = "logistic"
        project.defaults.split = "cv:3"
        let made = try Session(project: project).recipe(for: Fixtures.table, request: RunRequest())
        #expect(made.model.family == "logistic" && made.split == .crossValidation(folds: 3, repeats: 1))
        #expect(made.target.column == "churn")
    }

    @Test func whatCannotBeIsRefused() {
        #expect(throws: AssayError.self) { try session.recipe(for: Fixtures.table, request: RunRequest()) }
        for change in [
            { $0.model = "linear" }, { $0.metric = "rmse" }, { $0.settings = ["x"] }, { $0.sealed = 1 },
            { $0.split = "time:nosuch:3" },
            { $0.only = ["churn"] },
        ] as [(inout RunRequest) -> Void] {
            #expect(throws: AssayError.self) { try recipe(change) }
        }
    }
}
