import ArgumentParser
import Recipes

/// `assay models [KEY]`: the families there are, or one with its parameters.
struct Models: Verb {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List the model families, or show one with its parameters.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "A family, such as boosting.", completion: .list(ModelFamily.all.map(\.key)))
    var family: String?

    func perform() throws(AssayError) -> Int32 {
        guard let family else {
            list()
            return 0
        }
        let known = try ModelFamily.named(family)
        if common.json {
            printDocument(document(of: known))
        } else {
            console.line(ModelManual.page(of: known).trimmingEnd())
        }
        return 0
    }

    private func list() {
        if common.json {
            printDocument(["models": .array(ModelFamily.all.map(document))])
            return
        }
        var table = TextTable([.words("model"), .words("predicts"), .words("", mayBeCut: true)])
        for family in ModelFamily.all {
            let tasks = LearningTask.allCases.filter { family.tasks.contains($0) }.map(\.rawValue)
            table.add([family.key, tasks.joined(separator: ", "), family.summary])
        }
        table.print(on: console)
    }

    private func document(of family: ModelFamily) -> JSON {
        [
            "key": .string(family.key), "title": .string(family.title), "summary": .string(family.summary),
            "tasks": .array(LearningTask.allCases.filter { family.tasks.contains($0) }.map { .string($0.rawValue) }),
            "steps": .string(family.stepUnit), "source": .string(family.source),
            "parameters": .array(
                family.parameters.map { parameter in
                    [
                        "name": .string(parameter.name), "default": parameter.standard.json,
                        "allowed": .string(parameter.rangeText), "summary": .string(parameter.summary),
                        "advanced": .bool(parameter.isAdvanced),
                    ]
                }),
        ]
    }
}

extension String {
    /// Without line ends at its end.
    fileprivate func trimmingEnd() -> String {
        var text = self[...]
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
