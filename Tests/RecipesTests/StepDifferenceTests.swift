import Recipes
import Testing

/// Steps that are off, steps set side by side, and edits that give a column another name.
@Suite struct StepDifferenceTests {
    private func recipe(_ steps: [Step]) -> Recipe {
        Recipe(
            source: .init(fingerprint: "00", header: true, delimiter: ","), steps: steps,
            target: .init(column: "y", task: .regression), features: [.init(column: "x", kind: .number)],
            model: .init(.boosting), metric: "rmse")
    }

    private let trim = Step(.trim, ["columns": ["city"]])
    private let filter = Step(.filter, ["rows": "age>20"])
    private let rate = Step(.derive, ["name": "rate", "expression": "x / 2"])

    private func off(_ step: Step) -> Step {
        var step = step
        step.isOff = true
        return step
    }

    @Test func aStepThatIsOffIsKeptAndNamesNothing() throws {
        let made = recipe([trim, off(filter), rate])
        #expect(made.hash == recipe([trim, rate]).hash)
        #expect(made.hash != recipe([trim, filter, rate]).hash)
        let read = try Recipe(json: JSON(parsing: made.json.canonicalText))
        #expect(read == made)
        #expect(read.steps[1].isOff && read.steps[1].arguments == filter.arguments)
        let error = #expect(throws: AssayError.self) { try Step(json: ["step": "trim", "columns": ["a"], "off": "perhaps"]) }
        #expect(error?.code == "step_off")
    }

    @Test func aRemedyThatIsOffIsSwitchedOnAgain() {
        var made = recipe([off(trim)])
        let edit = RecipeEdit.step(trim)
        #expect(!edit.isIn(made))
        edit.apply(to: &made)
        #expect(made.steps == [trim])
    }

    private func sentences(_ lists: [[Step]]) -> [String] {
        Recipe.differences(among: lists.map(recipe)).map { $0.sentence(lists.indices.map { "run \($0 + 13)" }) }
    }

    @Test func aStepMoreInTheMiddleIsOneDifference() {
        #expect(sentences([[trim, rate], [trim, filter, rate]]) == ["step 2: rows age>20 only in run 14"])
        #expect(sentences([[trim, filter, rate], [trim, rate]]) == ["step 2: rows age>20 only in run 13"])
        #expect(sentences([[trim, off(filter), rate], [trim, rate]]).isEmpty)
        #expect(sentences([[trim], [trim, filter], [trim, filter]]) == ["step 2: rows age>20 only in run 14, run 15"])
    }

    @Test func aStepThatWasChangedIsOneDifferenceToo() {
        let other = Step(.filter, ["rows": "age>30"])
        #expect(
            sentences([[trim, filter], [trim, other, rate]]) == [
                "step 2: rows age>20 in run 13; rows age>30 in run 14", "step 3: rate = x / 2 only in run 14",
            ])
        #expect(recipe([other]).changes(since: recipe([filter])) == "rows age>30")
    }

    @Test func aStepThatWasMovedIsSaid() {
        let found = Recipe.differences(among: [recipe([trim, filter]), recipe([filter, trim])])
        #expect(
            found.map(\.values) == [
                [.string("trim city, as step 1"), .string("trim city, as step 2")],
                [.string("rows age>20, as step 2"), .string("rows age>20, as step 1")],
            ])
    }

    @Test func aStepThatIsDoneTwiceIsTwoSteps() {
        #expect(sentences([[trim, filter, trim], [trim, filter]]) == ["step 3: trim city only in run 13"])
        #expect(Recipe.fields(among: [recipe([trim, trim]), recipe([trim, trim])]).allSatisfy { !$0.isDifference })
    }

    @Test func everyRowHasANameOfItsOwn() {
        let other = Step(.filter, ["rows": "age>30"])
        let found = Recipe.differences(among: [recipe([trim, filter]), recipe([trim, rate, other])])
        #expect(found.map(\.field) == ["step.2", "step.3"])
        #expect(
            found.map(\.values) == [
                [.string("rows age>20"), .string("rows age>30")], [.null, .string("rate = x / 2")],
            ])
        // A step that is off keeps its number from the others.
        #expect(sentences([[off(rate), trim], [off(rate)]]) == ["step 2: trim city only in run 13"])
    }

    @Test func anotherNameKeepsTheFeature() {
        var made = recipe([trim, rate])
        made.insert(.init(column: "rate", kind: .number, encoding: "median"))
        made.replaceStep(at: 1, with: Step(.derive, ["name": "speed", "expression": "x / 3"]))
        #expect(made.feature("rate") == nil)
        #expect(made.feature("speed")?.encoding == "median")
        var without = recipe([rate])
        without.replaceStep(at: 0, with: Step(.derive, ["name": "speed", "expression": "x"]))
        #expect(without.feature("speed") == nil)
        // Two parts that change their names with each other.
        let split = Step(.split, ["column": "c", "by": "-", "into": ["a", "b"]])
        var parts = recipe([split])
        parts.insert(.init(column: "a", kind: .category, encoding: "ordinal"))
        parts.replaceStep(at: 0, with: Step(.split, ["column": "c", "by": "-", "into": ["b", "a"]]))
        #expect(parts.feature("a") == nil && parts.feature("b")?.encoding == "ordinal")
    }
}
