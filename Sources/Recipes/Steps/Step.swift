/// One step of preparing a table, as a recipe holds it: what is done, and with what.
///
/// Steps are done in order before anything else sees the table, and again, in the same order, on the rows that a model is asked about.
/// They read only the row (and, where they say so, its group or another table), never the target: what has to be learnt from rows is
/// an encoding of a feature, fitted inside the fold.
public struct Step: Hashable, Sendable {
    /// The key of a ``StepKind``.
    public var kind: String
    /// The values of the kind's fields, by name; what is at its default is left out.
    public var arguments: [String: JSON]

    public init(_ kind: StepKind, _ arguments: [String: JSON]) {
        self.kind = kind.key
        self.arguments = arguments
    }

    /// The step as an entry of a recipe: its arguments, and its kind under `step`.
    public var json: JSON {
        .object(arguments.merging(["step": .string(kind)]) { _, kind in kind })
    }

    /// Reads a step and checks it against its declaration.
    ///
    /// - Throws: ``AssayError`` that names the step and the field.
    public init(json: JSON) throws(AssayError) {
        let kind = try StepKind.named(json["step"]?.stringValue ?? "")
        var arguments = json.objectValue ?? [:]
        arguments["step"] = nil
        self.init(kind, arguments)
        try kind.check(arguments)
    }

    /// The declaration; nil for a kind that a later build knows.
    public var declaration: StepKind? { try? StepKind.named(kind) }

    /// The text of a field, or its default's, or an empty word.
    public func text(_ field: String) -> String { value(field)?.stringValue ?? "" }

    /// The texts of a field that holds a list.
    public func texts(_ field: String) -> [String] { value(field)?.arrayValue?.compactMap(\.stringValue) ?? [] }

    /// The number of a field.
    public func number(_ field: String) -> Double? { value(field)?.doubleValue }

    /// The value of a field, or its default.
    public func value(_ field: String) -> JSON? {
        arguments[field] ?? declaration?.fields.first { $0.name == field }?.standard
    }
}
