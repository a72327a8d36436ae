import Recipes

extension StepWork {
    /// `derive`: a column by an expression over the row, and over the rows of its windows.
    func derived() throws(AssayError) -> Outcome {
        let expression = try Expression(parsing: step.text("expression"))
        let name = step.text("name")
        try checkFree(name)
        return try adding([expression.evaluate(on: table, as: name, target: target)])
    }
}
