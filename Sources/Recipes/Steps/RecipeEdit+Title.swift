extension RecipeEdit {
    /// What a key does, behind its name: `imputes the median and adds an indicator`, `switches age off`.
    public var title: String {
        switch self {
        case .drop(let column): "switches \(column) off"
        case .encode(_, let words): Self.joined(words.map(Self.title(ofWord:)))
        case .kind(let column, let kind): "reads \(column) as \(Self.name(kind))"
        case .split(let split): "splits by \(split)"
        case .parameter(let name, let value): "sets \(name) to \(value)"
        case .step(let step): Self.title(of: step)
        }
    }

    /// What was done, as the list of changes names it: `age: median+indicator`, `switched age off`.
    public var entry: String {
        switch self {
        case .drop(let column): "switched \(column) off"
        case .encode(let column, let words): "\(column): \(words.joined(separator: "+"))"
        case .kind(let column, let kind): "\(column) as \(kind.rawValue)"
        case .split(let split): "split \(split)"
        case .parameter(let name, let value): "\(name) \(value)"
        case .step(let step): step.sentence
        }
    }

    /// The column that is changed, or nil where it is the table, the split or the model.
    public var column: String? {
        switch self {
        case .drop(let column), .encode(let column, _), .kind(let column, _): column
        case .step(let step):
            step.text("column").isEmpty
                ? (step.texts("columns").count == 1 ? step.texts("columns")[0] : nil) : step.text("column")
        case .split, .parameter: nil
        }
    }

    private static func title(ofWord word: String) -> String {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        let value = parts.count > 1 ? parts[1] : ""
        switch parts.first ?? "" {
        case "median", "mean": return "imputes the \(word)"
        case "mode": return "imputes the commonest value"
        case "indicator": return "adds an indicator"
        case "clip": return "clips beyond the outer \(percent(value)) on either side"
        case "log": return "takes the logarithm"
        case "constant":
            return value == "missing" ? "keeps missing values as a category" : "fills missing values with \(value)"
        case "rare":
            let isCount = (Double(value) ?? 0) >= 1
            return isCount ? "joins the categories of fewer than \(value) rows" : "joins the categories under \(percent(value))"
        default: return "encodes as \(word)"
        }
    }

    private static func percent(_ share: String) -> String {
        guard let share = Double(share) else { return share }
        return JSON.numberText((share * 100_000).rounded() / 1000) + " %"
    }

    private static func title(of step: Step) -> String {
        switch step.kind {
        case StepKind.map.key:
            let values = step.value("values")?.objectValue ?? [:]
            if values.count == 1, let only = values.first {
                return "writes \"\(only.key)\" as \"\(only.value.stringValue ?? "")\""
            }
            return "writes \(values.count) values of \(step.text("column")) as others"
        case StepKind.trim.key: return "trims blanks off \(step.texts("columns").joined(separator: ", "))"
        case StepKind.hash.key: return "writes \(step.texts("columns").joined(separator: ", ")) as pseudonyms"
        case StepKind.dropDuplicates.key: return "keeps the first of the rows that are alike"
        case StepKind.setKind.key: return "reads \(step.text("column")) as \(step.text("to"))"
        case StepKind.filter.key: return "keeps the rows \(step.text("rows"))"
        default: return "adds the step: \(step.sentence)"
        }
    }

    private static func name(_ kind: ColumnKind) -> String {
        switch kind {
        case .number: "a number"
        case .category: "a category"
        case .date: "a date"
        case .flag: "a flag"
        case .text: "text"
        case .identifier: "an identifier"
        }
    }

    private static func joined(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}
