import Testing

@testable import Recipes

@Suite struct RecipeTests {
    static func sample() -> Recipe {
        Recipe(
            source: .init(fingerprint: "f00d", header: true, delimiter: ","),
            target: .init(column: "churn", task: .classification, positive: "yes"),
            features: [.init(column: "tenure", kind: .number), .init(column: "contract", kind: .category)],
            model: Recipe.Model(.logistic), metric: "auc")
    }

    /// The hash is a promise: if this test fails, every stored recipe has changed its name.
    @Test func theHashOfARecipeNeverChanges() {
        #expect(
            Self.sample().json.canonicalText
                == #"{"assay":1,"data":{"delimiter":",","fingerprint":"f00d","header":true},"features":[{"column":"contract","encoding":"auto","kind":"category"},{"column":"tenure","encoding":"auto","kind":"number"}],"metric":"auc","model":{"family":"logistic","parameters":{"C":1,"max_categories":100,"max_iter":1000,"tol":0.0001}},"refit":true,"seed":0,"split":"cv:5","split_seed":0,"target":{"column":"churn","positive":"yes","task":"classification"}}"#
        )
        #expect(Self.sample().hash == "2b3a59483f96b2b9235415c529946c04a5de56e459e1995c1a7a01f838a6b52c")
    }

    @Test func theOrderOfSwitchingLeavesNoTrace() {
        var recipe = Self.sample()
        recipe.removeFeature("contract")
        recipe.insert(.init(column: "zeta", kind: .number))
        recipe.insert(.init(column: "contract", kind: .category))
        recipe.removeFeature("zeta")
        #expect(recipe == Self.sample())
        #expect(recipe.hash == Self.sample().hash)
    }

    @Test func jsonReadsBackTheSame() throws {
        var recipe = Self.sample()
        recipe.filter = "age>30"
        recipe.sealed = 0.2
        recipe.split = .time(column: "a:b", folds: 4)
        recipe.seed = 7
        #expect(try Recipe(json: JSON(parsing: recipe.json.indentedText)) == recipe)
    }

    @Test func parametersThatAreLeftOutGetTheirDefaults() throws {
        let model = try Recipe.Model(json: ["family": "boosting", "parameters": ["num_leaves": 7]])
        #expect(model.integer("num_leaves") == 7)
        #expect(model.real("learning_rate") == 0.1)
        #expect(model.parameters.count == ModelFamily.boosting.parameters.count)
    }

    @Test func differencesNameWhatChanged() throws {
        var other = Self.sample()
        other.removeFeature("contract")
        other.insert(.init(column: "age", kind: .number))
        try other.model.set("C", "0.5")
        other.seed = 3
        let fields = Recipe.differences(among: [Self.sample(), other]).map(\.field)
        #expect(Set(fields) == ["feature.contract", "feature.age", "model.C", "seed"])
        #expect(other.changes(since: Self.sample()) == "C 1→0.5 · seed 0→3 · − contract · + age")
        #expect(Self.sample().changes(since: Self.sample()) == "the same recipe")
    }

    @Test func anotherFamilyIsOneDifference() {
        var other = Self.sample()
        other.model = Recipe.Model(.boosting)
        #expect(Recipe.differences(among: [Self.sample(), other]).map(\.field) == ["model"])
        #expect(other.changes(since: Self.sample()) == "model → boosting")
    }

    @Test(arguments: [
        ("learning_rate", "-1", "above 0, up to 1"), ("learning_rate", "0", "above 0"), ("num_leaves", "1", "2 to 4096"),
        ("num_leaves", "many", "2 to 4096"), ("n_estimators", "1.5", "1 to 100000"), ("learning_rate", "nan", "above 0"),
    ])
    func parametersOutOfRangeNameTheirRange(name: String, text: String, range: String) {
        var model = Recipe.Model(.boosting)
        #expect {
            try model.set(name, text)
        } throws: { error in
            guard let error = error as? AssayError else { return false }
            return error.isUsage && error.message.contains(name) && error.hint.contains(range)
        }
    }

    @Test func unknownWordsAreAnsweredWithTheNearest() {
        var model = Recipe.Model(.boosting)
        #expect {
            try model.set("num_leafs", "3")
        } throws: { ($0 as? AssayError)?.hint == "did you mean num_leaves?" }
        #expect {
            try ModelFamily.named("bosting")
        } throws: { ($0 as? AssayError)?.hint == "did you mean boosting?" }
    }

    @Test func aRecipeOfANewerSchemaIsRefused() {
        #expect { try Recipe(json: ["assay": 2]) } throws: { ($0 as? AssayError)?.code == "newer_recipe" }
        #expect(throws: AssayError.self) { try Recipe(json: ["assay": 1, "daat": [:]]) }
    }

    @Test func everyDeclaredDefaultIsAllowedAndEveryTuningRangeToo() throws {
        for family in ModelFamily.all {
            #expect(Set(family.parameters.map(\.name)).count == family.parameters.count)
            for parameter in family.parameters {
                #expect(try parameter.parse(parameter.standard.description) == parameter.standard)
                if let tuning = parameter.tuning {
                    _ = try parameter.parse(JSON.numberText(tuning.lowerBound))
                    _ = try parameter.parse(JSON.numberText(tuning.upperBound))
                }
            }
        }
    }
}
