extension Step {
    /// What the step does in a few words: `value = charges / tenure`, `trim city`, `join rates.csv on day`.
    public var sentence: String {
        switch kind {
        case StepKind.derive.key: "\(text("name")) = \(text("expression"))"
        case StepKind.replace.key: "\(text("column")): \"\(text("find"))\" → \"\(text("with"))\""
        case StepKind.map.key: "\(text("column")): \(mapping)"
        case StepKind.trim.key: "trim \(list("columns"))"
        case StepKind.changeCase.key: "\(text("to")) case \(list("columns"))"
        case StepKind.setKind.key: "\(text("column")) as \(text("to"))"
        case StepKind.rename.key: "\(text("column")) renamed \(text("to"))"
        case StepKind.split.key: "split \(text("column")) by \"\(text("by"))\" into \(list("into"))"
        case StepKind.combine.key: "\(text("name")) = \(texts("columns").joined(separator: " & "))"
        case StepKind.hash.key: "hash \(list("columns"))"
        case StepKind.remove.key: "without \(list("columns"))"
        case StepKind.filter.key: "rows \(text("rows"))"
        case StepKind.dropDuplicates.key: texts("columns").isEmpty ? "distinct rows" : "distinct by \(list("columns"))"
        case StepKind.sample.key: sample
        case StepKind.join.key: join
        case StepKind.append.key: "append \(file)"
        case StepKind.cluster.key: "\(text("name")) of \(list("columns"))"
        default: kind
        }
    }

    private var file: String { text("table").split(separator: "/").last.map(String.init) ?? "" }

    private var mapping: String {
        let pairs = (value("values")?.objectValue ?? [:]).sorted { $0.key < $1.key }
        let shown = pairs.prefix(3).map { "\($0.key) → \($0.value.stringValue ?? "")" }
        return shown.joined(separator: ", ") + (pairs.count > 3 ? ", and \(pairs.count - 3) more" : "")
    }

    private var join: String {
        guard text("how") == "asof" else { return "\(text("how")) join \(file) on \(list("on"))" }
        let keys = texts("on").isEmpty ? "" : " on \(list("on"))"
        let tolerance = text("tolerance").isEmpty ? "" : " within \(text("tolerance"))"
        return "asof join \(file)\(keys) by \(text("time")), \(text("direction"))\(tolerance)"
    }

    private var sample: String {
        let size =
            number("rows").map { "\(JSON.numberText($0)) rows" } ?? number("share").map { "\(JSON.numberText($0 * 100)) %" }
        let by = text("by").isEmpty ? "" : " by \(text("by"))"
        return "sample \(size ?? "")\(by)"
    }

    private func list(_ field: String) -> String {
        let names = texts(field)
        return names.count > 3 ? "\(names.count) columns" : names.joined(separator: ", ")
    }
}
