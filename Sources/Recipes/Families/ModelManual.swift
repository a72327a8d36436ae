/// The page of a family, made from what is declared of it: `docs/models` and `assay models` show it.
public enum ModelManual {
    /// The page as Markdown.
    public static func page(of family: ModelFamily) -> String {
        var lines = [
            "# \(family.title)", "", "`--model \(family.key)`: \(lowered(family.summary))", "",
            "Predicts \(tasks(family)).",
        ]
        if !family.stepUnit.isEmpty {
            lines += [
                "",
                "Its curves have a point each step; the steps are \(family.stepUnit). It can be paused, stopped with what it has,",
                "and resumed to the same bits.",
            ]
        }
        lines += section("Parameters", family.parameters.filter { !$0.isAdvanced })
        lines += section("Parameters that few people change", family.parameters.filter(\.isAdvanced))
        lines += ["", "## Source", "", family.source + ".", ""]
        return lines.joined(separator: "\n")
    }

    /// The list of all families as Markdown, with links to their pages.
    public static var index: String {
        var lines = [
            "# Models", "", "The families, in the order of the Model screen; `assay models KEY` shows a page in the terminal.",
            "",
            "| key | family | predicts | what it is good for |", "| --- | --- | --- | --- |",
        ]
        for family in ModelFamily.all {
            lines.append("| [`\(family.key)`](\(family.key).md) | \(family.title) | \(tasks(family)) | \(family.summary) |")
        }
        lines += [
            "", "Support vector machines and additive models with shape functions are not there.", "",
            "`svm` and `ebm` would be their keys.", "",
        ]
        return lines.joined(separator: "\n")
    }

    private static func tasks(_ family: ModelFamily) -> String {
        switch (family.tasks.contains(.classification), family.tasks.contains(.regression)) {
        case (true, true): "classes and numbers"
        case (true, false): "classes"
        default: "numbers"
        }
    }

    private static func section(_ title: String, _ parameters: [Parameter]) -> [String] {
        guard !parameters.isEmpty else { return [] }
        var lines = ["", "## \(title)", "", "| name | default | allowed | what it does |", "| --- | --- | --- | --- |"]
        for parameter in parameters {
            let tuning = parameter.tuning.map {
                " A search looks from \(JSON.numberText($0.lowerBound)) to \(JSON.numberText($0.upperBound))."
            }
            lines.append(
                "| `\(parameter.name)` | \(cell(parameter.standard.description)) | \(cell(parameter.rangeText)) | "
                    + "\(cell(parameter.summary))\(tuning ?? "") |")
        }
        return lines
    }

    private static func cell(_ text: String) -> String { text.isEmpty ? "none" : text.replacing("|", with: "\\|") }

    private static func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
