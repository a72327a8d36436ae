import ArgumentParser
import Recipes

/// `assay steps`: the kinds of steps that prepare a table, from their declarations.
struct Steps: Verb {
    static let configuration = CommandConfiguration(
        commandName: "steps", abstract: "List the steps that prepare a table, with their fields.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "One kind; without it all.", completion: .list(StepKind.all.map(\.key)))
    var kind: String?

    func perform() throws(AssayError) -> Int32 {
        let kinds = try kind.map { name throws(AssayError) in [try StepKind.named(name)] } ?? StepKind.all
        if common.json {
            printDocument(.array(kinds.map(\.document)))
            return 0
        }
        for (place, kind) in kinds.enumerated() {
            if place > 0 { console.line("") }
            let rows = kind.changesRows ? " Left out where rows are predicted." : ""
            console.line("\(console.styled(kind.key, .heading))  \(kind.summary)\(rows)")
            var table = TextTable([.words(""), .words(""), .words("", mayBeCut: true)], indent: "  ")
            for field in kind.fields { table.add([field.name, field.form.word, field.meaning]) }
            table.print(on: console)
        }
        return 0
    }
}

extension StepKind {
    /// The declaration as `steps --json` prints it.
    var document: JSON {
        [
            "step": .string(key), "title": .string(title), "summary": .string(summary), "changes_rows": .bool(changesRows),
            "fields": .array(
                fields.map { field in
                    [
                        "name": .string(field.name), "form": .string(field.form.word), "required": .bool(field.isRequired),
                        "default": field.standard ?? .null, "summary": .string(field.summary),
                    ]
                }),
        ]
    }
}

extension StepField.Form {
    /// The form in a word.
    var word: String {
        switch self {
        case .column: "column"
        case .columns: "columns"
        case .name: "name"
        case .names: "names"
        case .text: "text"
        case .number: "number"
        case .flag: "yes or no"
        case .choice(let words): words.joined(separator: "|")
        case .mapping: "value=value"
        case .expression: "expression"
        case .filter: "filter"
        case .path: "file"
        case .numbers: "numbers"
        }
    }
}
