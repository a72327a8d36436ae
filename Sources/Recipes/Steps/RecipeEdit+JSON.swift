extension RecipeEdit {
    /// The change as a document, to be kept with what proposes it.
    public var json: JSON {
        switch self {
        case .drop(let column): ["drop": .string(column)]
        case .encode(let column, let words): ["encode": .string(column), "words": .array(words.map(JSON.string))]
        case .kind(let column, let kind): ["kind": .string(column), "to": .string(kind.rawValue)]
        case .step(let step): ["step": step.json]
        case .split(let split): ["split": .string(split.description)]
        case .parameter(let name, let value): ["parameter": .string(name), "value": .string(value)]
        }
    }

    /// Reads what ``json`` wrote; nil for what a later build knows.
    public init?(json: JSON) {
        if let column = json["drop"]?.stringValue {
            self = .drop(column: column)
        } else if let column = json["encode"]?.stringValue {
            self = .encode(column: column, words: json["words"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        } else if let column = json["kind"]?.stringValue {
            guard let kind = json["to"]?.stringValue.flatMap(ColumnKind.init(rawValue:)) else { return nil }
            self = .kind(column: column, kind)
        } else if let step = json["step"] {
            guard let step = try? Step(json: step) else { return nil }
            self = .step(step)
        } else if let text = json["split"]?.stringValue {
            guard let split = try? SplitScheme(parsing: text) else { return nil }
            self = .split(split)
        } else if let name = json["parameter"]?.stringValue, let value = json["value"]?.stringValue {
            self = .parameter(name, value)
        } else {
            return nil
        }
    }
}
