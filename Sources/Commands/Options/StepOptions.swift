import ArgumentParser
import Experiments
import Recipes

/// How a table is prepared, by repeated options: steps in the order in which they are written, of each of the two options.
struct StepOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A step of preparing, such as 'trim columns=city' or a JSON object; may be repeated. `assay steps` lists them.",
            valueName: "kind field=value"))
    var step: [String] = []

    @Option(
        help: ArgumentHelp(
            "A derived column, such as 'value = charges / tenure', after the other steps; may be repeated.",
            valueName: "name = expression"))
    var derive: [String] = []

    @Flag(help: "Leave out the steps that assay.toml has in [[steps]].")
    var noProjectSteps = false

    /// The steps, with the paths of other tables from the root.
    func steps() throws(AssayError) -> [Step] {
        var steps: [Step] = []
        for text in step {
            var step = try Step(parsing: text)
            for field in step.declaration?.fields ?? [] where field.form == .path {
                step.arguments[field.name] = .string(Project.absolutePath(step.text(field.name)))
            }
            steps.append(step)
        }
        for text in derive { steps.append(try Step(deriving: text)) }
        return steps
    }
}
