import Recipes
import Testing

/// Steps as people write them.
@Suite struct StepParsingTests {
    @Test(arguments: [
        ("trim columns=city,plan", Step(.trim, ["columns": ["city", "plan"]])),
        (
            #"replace column=city find="New " with='' whole=yes"#,
            Step(.replace, ["column": "city", "find": "New ", "with": "", "whole": true])
        ),
        (
            "map column=city values=\"NYC=New York, LA -> Los Angeles\"",
            Step(.map, ["column": "city", "values": ["NYC": "New York", "LA": "Los Angeles"]])
        ),
        ("filter rows='age>30 city:Rome'", Step(.filter, ["rows": "age>30 city:Rome"])),
        ("sample share=0.5 by=plan", Step(.sample, ["share": 0.5, "by": "plan"])),
        (#" {"step":"trim","columns":["a,b"]}"#, Step(.trim, ["columns": ["a,b"]])),
        ("distinct", Step(.dropDuplicates, [:])),
    ])
    func stepsAreRead(_ text: String, _ step: Step) throws {
        #expect(try Step(parsing: text) == step)
    }

    @Test(arguments: [
        ("", "unknown_step"), ("trimm columns=a", "unknown_step"), ("trim column=a", "unknown_field_of_the_step_trim"),
        ("trim", "step_field"), ("trim columns", "step_word"), ("sample rows=many", "step_field"),
        ("trim columns='a", "step_quote"), ("case columns=a to=loud", "step_field"), ("sample rows=nan", "step_field"),
    ])
    func whatCannotBeReadIsSaid(_ text: String, _ code: String) {
        let error = #expect(throws: AssayError.self) { try Step(parsing: text) }
        #expect(error?.code == code)
    }

    @Test func derivedColumns() throws {
        let step = try Step(deriving: " value=charges / (a = b) ")
        #expect(step == Step(.derive, ["name": "value", "expression": "charges / (a = b)"]))
        for text in ["", "value", "= 2", "value ="] { #expect(throws: AssayError.self) { try Step(deriving: text) } }
    }

    @Test func formsWriteWhatTheyRead() {
        let values: [(StepField.Form, JSON)] = [
            (.column, "a b"), (.columns, ["a", "b"]), (.number, 2.5), (.flag, true), (.mapping, ["a": "b", "c": ""]),
            (.numbers, [[1, 2], [3, 4]]),
        ]
        for (form, value) in values { #expect(form.text(of: value).flatMap { form.value(of: $0) } == value) }
        #expect(StepField.Form.columns.text(of: ["a,b"]) == nil, "only JSON can say it")
    }
}
