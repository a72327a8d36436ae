extension ModelFamily {
    /// What an outside program trains. It is none of ``all``: a recipe has it exactly where it names a trainer.
    public static let trainer = ModelFamily(
        key: "trainer", title: "Outside trainer",
        summary: "A program of your own that gets the recipe and the table and prints its results as JSON lines.",
        tasks: [.classification, .regression], parameters: [], stepUnit: "steps", source: "docs/trainers.md")
}

extension Parameter {
    /// A parameter that nobody declared, of an outside trainer: what its value is says what may stand in its place.
    init(ofTrainer name: String, _ value: ParameterValue) {
        let domain: Domain =
            switch value {
            case .integer: .integer(-(1 << 53)...1 << 53)
            case .real: .real(-.greatestFiniteMagnitude ... .greatestFiniteMagnitude, excludesLowest: false)
            case .flag: .flag
            case .text: .words
            }
        self.init(name, domain, value, "Handed to the trainer as it is.")
    }
}

extension ParameterValue {
    /// What a text is taken for where nothing says it: a whole number, a number, true or false, else words.
    public init(guessing text: String) {
        if let value = Int(text) {
            self = .integer(value)
        } else if let value = Double(text), value.isFinite {
            self = .real(value)
        } else {
            switch text {
            case "true": self = .flag(true)
            case "false": self = .flag(false)
            default: self = .text(text)
            }
        }
    }

    /// The value of a document; nil for lists, objects and null.
    public init?(json: JSON) {
        switch json {
        case .bool(let value): self = .flag(value)
        case .number(let value): self = Int(exactly: value).map { .integer($0) } ?? .real(value)
        case .string(let value): self = .text(value)
        case .null, .array, .object: return nil
        }
    }
}

extension Recipe.Model {
    /// The parameters that the model has, as they are declared; those of an outside trainer by their values.
    public var declaredParameters: [Parameter] {
        guard family != ModelFamily.trainer.key else {
            return parameters.sorted { $0.key < $1.key }.map { Parameter(ofTrainer: $0.key, $0.value) }
        }
        return (try? ModelFamily.named(family))?.parameters ?? []
    }
}

extension Recipe {
    /// What people call the model: the family, or the outside trainer's name.
    public var modelName: String { trainer?.name ?? model.family }
}
