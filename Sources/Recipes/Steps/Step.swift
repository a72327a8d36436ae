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
    /// Whether the step is kept but not done: it leaves the table, and what a recipe is named by, as if it were not there.
    public var isOff = false

    public init(_ kind: StepKind, _ arguments: [String: JSON]) {
        self.kind = kind.key
        self.arguments = arguments
    }

    /// The step as an entry of a recipe: its arguments, its kind under `step`, and `off` where it is not done.
    public var json: JSON {
        var members = arguments
        members["step"] = .string(kind)
        if isOff { members["off"] = true }
        return .object(members)
    }

    /// Reads a step and checks it against its declaration.
    ///
    /// - Throws: ``AssayError`` that names the step and the field.
    public init(json: JSON) throws(AssayError) {
        let kind = try StepKind.named(json["step"]?.stringValue ?? "")
        var arguments = json.objectValue ?? [:]
        arguments["step"] = nil
        let off = arguments.removeValue(forKey: "off") ?? false
        guard let isOff = off.boolValue else { throw .stepOff(kind.key) }
        self.init(kind, arguments)
        self.isOff = isOff
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

extension Sequence<Step> {
    /// Those that are done: the others are kept switched off.
    public var inForce: [Step] { filter { !$0.isOff } }
}

extension AssayError {
    static func stepOff(_ step: String) -> AssayError {
        AssayError(
            code: "step_off", message: "the step \(step) cannot read its field off", hint: "it is true or false", isUsage: true)
    }
}
