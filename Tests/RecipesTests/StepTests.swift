import Recipes
import Testing

@Suite struct StepTests {
    private func recipe(_ steps: [Step]) -> Recipe {
        Recipe(
            source: .init(fingerprint: "00", header: true, delimiter: ","), steps: steps,
            target: .init(column: "y", task: .regression), features: [.init(column: "x", kind: .number)],
            model: .init(.boosting), metric: "rmse")
    }

    @Test func aRecipeKeepsItsStepsInOrder() throws {
        let steps = [
            Step(.derive, ["name": "v", "expression": "x / 2"]), Step(.trim, ["columns": ["city"]]),
            Step(.map, ["column": "city", "values": ["NYC": "New York"]]),
        ]
        let made = recipe(steps)
        #expect(try Recipe(json: made.json) == made)
        #expect(made.hash != recipe(steps.reversed()).hash)
        #expect(made.changes(since: recipe([])) == "v = x / 2 · trim city · city: NYC → New York")
        #expect(recipe([]).changes(since: recipe([steps[1]])) == "− trim city")
    }

    @Test func aRecipeWithoutStepsIsWrittenAsBefore() {
        #expect(recipe([]).json["steps"] == nil)
    }

    @Test(arguments: [
        (#"{"step":"trimm","columns":["a"]}"#, "unknown_step"),
        (#"{"step":"trim"}"#, "step_field"),
        (#"{"step":"trim","columns":"a"}"#, "step_field"),
        (#"{"step":"case","columns":["a"],"to":"loud"}"#, "step_field"),
        (#"{"step":"trim","columns":["a"],"colour":"red"}"#, "unknown_field_of_the_step_trim"),
    ])
    func whatCannotBeAStepIsSaid(_ text: String, _ code: String) throws {
        let json = try JSON(parsing: text)
        let error = #expect(throws: AssayError.self) { try Step(json: json) }
        #expect(error?.code == code)
    }

    @Test func everyKindHasItsWords() {
        #expect(Set(StepKind.all.map(\.key)).count == StepKind.all.count)
        for kind in StepKind.all {
            #expect(!kind.summary.isEmpty && kind.summary.hasSuffix("."), "\(kind.key)")
            #expect(Set(kind.fields.map(\.name)).count == kind.fields.count)
        }
    }

    @Test func anEditIsAppliedSeenAndTakenBack() {
        var changed = recipe([])
        let edits: [RecipeEdit] = [
            .encode(column: "x", words: ["median", "indicator"]), .step(Step(.trim, ["columns": ["city"]])),
        ]
        for edit in edits {
            #expect(!edit.isIn(changed))
            edit.apply(to: &changed)
            #expect(edit.isIn(changed))
        }
        #expect(changed.feature("x")?.encoding == "median+indicator")
        for edit in edits { #expect(edit.revert(in: &changed)) }
        #expect(changed == recipe([]))
    }
}
