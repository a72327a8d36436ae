import Recipes
import Testing

@Suite struct DecisionTests {
    @Test(arguments: ["none", "under", "over", "smote", "over=0.5", "smote=0.25"])
    func resamplingReadsBack(_ text: String) throws { #expect(try Resampling(parsing: text).description == text) }

    @Test(arguments: ["0.5", "0.3", "f1", "balanced_accuracy", "mcc", "cost:fp=1,fn=5", "cost:tn=-1,fp=2,fn=10,tp=-3"])
    func thresholdsReadBack(_ text: String) throws { #expect(try DecisionThreshold(parsing: text).description == text) }

    @Test(arguments: ["sometimes", "over=0", "over=2", "none=0.5", "smote=x", ""])
    func whatIsNoResamplingIsRefused(_ text: String) { #expect(throws: AssayError.self) { try Resampling(parsing: text) } }

    @Test(arguments: ["0", "1", "-1", "nan", "f2", "cost:", "cost:fp=1", "cost:fp=1,fn=x", "cost:fp=1,fn=1,tp=2", ""])
    func whatIsNoThresholdIsRefused(_ text: String) {
        let error = #expect(throws: AssayError.self) { try DecisionThreshold(parsing: text) }
        #expect(error?.hint.contains("cost:fp=1,fn=5") == true)
    }

    @Test func theNearestCalibrationIsNamed() {
        let error = #expect(throws: AssayError.self) { try Calibration(parsing: "plat") }
        #expect(error?.hint == "did you mean platt?")
    }

    @Test func neutralValuesLeaveNoTraceInARecipe() throws {
        var recipe = Recipe(
            source: .init(fingerprint: "f", header: true, delimiter: ","), target: .init(column: "y", task: .classification),
            features: [], model: Recipe.Model(.logistic), metric: "auc")
        let plain = recipe
        #expect(plain.json["resample"] == nil && plain.json["calibration"] == nil && plain.json["threshold"] == nil)
        recipe.resample = Resampling(.over, ratio: 0.5)
        recipe.calibration = .isotonic
        recipe.threshold = .best(.mcc)
        #expect(try Recipe(json: recipe.json) == recipe)
        #expect(recipe.hash != plain.hash)
        #expect(recipe.changes(since: plain).contains("threshold none→mcc"))
        recipe.threshold = .fixed(0.3)
        #expect(try Recipe(json: recipe.json).threshold == .fixed(0.3))
    }
}
