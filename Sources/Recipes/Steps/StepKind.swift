/// A kind of preparing step as it is declared: the form on the screen, `--step`, the messages and the manual are made from this.
///
/// What a step does is in the module `Tabular`, under the same key.
public struct StepKind: Hashable, Sendable {
    /// The name in recipes and on the command line.
    public let key: String
    public let title: String
    /// What it does, in one sentence.
    public let summary: String
    public let fields: [StepField]
    /// Whether it takes rows away or adds some. Such a step is left out where a model is asked about rows: each gets an answer.
    public let changesRows: Bool

    init(_ key: String, _ title: String, changesRows: Bool = false, _ summary: String, _ fields: [StepField]) {
        self.key = key
        self.title = title
        self.summary = summary
        self.fields = fields
        self.changesRows = changesRows
    }

    /// The kind with this key.
    ///
    /// - Throws: ``AssayError`` with the nearest key.
    public static func named(_ key: String) throws(AssayError) -> StepKind {
        guard let kind = all.first(where: { $0.key == key }) else {
            throw .unknownWord(key, kind: "step", known: all.map(\.key))
        }
        return kind
    }

    /// Checks arguments against the fields.
    ///
    /// - Throws: ``AssayError`` for a field that is unknown, missing or of another form.
    public func check(_ arguments: [String: JSON]) throws(AssayError) {
        for name in arguments.keys.sorted() where !fields.contains(where: { $0.name == name }) {
            throw .unknownWord(name, kind: "field of the step \(key)", known: fields.map(\.name))
        }
        for field in fields {
            guard let value = arguments[field.name] else {
                if field.isRequired { throw .stepField(key, field, isMissing: true) }
                continue
            }
            if !field.form.accepts(value) { throw .stepField(key, field, isMissing: false) }
        }
    }
}

/// One field of a preparing step.
public struct StepField: Hashable, Sendable {
    /// What a field holds.
    public enum Form: Hashable, Sendable {
        /// The name of a column that is there.
        case column
        /// Names of columns that are there.
        case columns
        /// A name for a new column.
        case name
        /// Names for new columns.
        case names
        case text
        case number
        case flag
        /// One of some words.
        case choice([String])
        /// Words and what becomes of them.
        case mapping
        /// An expression over the columns.
        case expression
        /// A row filter.
        case filter
        /// A file of another table.
        case path
        /// Rows of numbers that a step keeps for itself.
        case numbers

        /// Whether a value has this form.
        public func accepts(_ value: JSON) -> Bool {
            switch self {
            case .column, .name, .text, .expression, .filter, .path: value.stringValue != nil
            case .columns, .names: value.arrayValue?.allSatisfy { $0.stringValue != nil } ?? false
            case .number: value.doubleValue != nil
            case .flag: value.boolValue != nil
            case .choice(let words): value.stringValue.map(words.contains) ?? false
            case .mapping: value.objectValue?.values.allSatisfy { $0.stringValue != nil } ?? false
            case .numbers: value.arrayValue != nil
            }
        }
    }

    public let name: String
    public let form: Form
    public let isRequired: Bool
    /// What it is where it is left out; nil is nothing.
    public let standard: JSON?
    /// What it means, in a few words.
    public let summary: String

    init(_ name: String, _ form: Form, _ summary: String) {
        self.init(name, form, isRequired: true, standard: nil, summary)
    }

    init(_ name: String, _ form: Form, or standard: JSON?, _ summary: String) {
        self.init(name, form, isRequired: false, standard: standard, summary)
    }

    private init(_ name: String, _ form: Form, isRequired: Bool, standard: JSON?, _ summary: String) {
        self.name = name
        self.form = form
        self.isRequired = isRequired
        self.standard = standard
        self.summary = summary
    }
}

extension AssayError {
    static func stepField(_ step: String, _ field: StepField, isMissing: Bool) -> AssayError {
        AssayError(
            code: "step_field",
            message: isMissing
                ? "the step \(step) lacks its field \(field.name)" : "the step \(step) cannot read its field \(field.name)",
            hint: "it is: \(field.summary)", isUsage: true)
    }
}
