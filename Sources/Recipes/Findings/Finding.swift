/// What a check of method found in a recipe on its table, or in what came of it: kept with the run.
public struct Finding: Sendable, Equatable {
    /// The code of the check, such as `golden_feature`.
    public var code: String
    public var level: AlertLevel
    /// The column it is about, or nil for the recipe or the result as a whole.
    public var column: String?
    /// One sentence with the numbers.
    public var evidence: String
    /// The numbers by name, for scripts.
    public var numbers: [String: Double]
    /// The rows behind it as a condition of the filter grammar, where one names them.
    public var filter: String?
    /// The rows behind it in the prepared table, from 0, where no condition names them: the first of them, see ``rowLimit``.
    public var rows: [Int32]
    /// What can be done about it, the best first: that is what one key does.
    public var remedies: [RecipeEdit]

    /// Of so many rows the numbers are kept.
    public static let rowLimit = 100

    public init(
        code: String, level: AlertLevel, column: String? = nil, evidence: String, numbers: [String: Double] = [:],
        filter: String? = nil, rows: [Int32] = [], remedies: [RecipeEdit] = []
    ) {
        self.code = code
        self.level = level
        self.column = column
        self.evidence = evidence
        self.numbers = numbers
        self.filter = filter
        self.rows = Array(rows.prefix(Self.rowLimit))
        self.remedies = remedies
    }

    /// The first remedy's word such as `drop`, or `none`.
    public var remedyWord: String { remedies.first?.word ?? "none" }
}

extension Finding {
    /// As it is kept, and as `train` and `show` print it: with all members of an alert of a profile, and its own beside them.
    public var json: JSON {
        [
            "code": .string(code), "level": .string(level.rawValue), "column": .text(column), "evidence": .string(evidence),
            "numbers": .object(numbers.mapValues { .finite($0) }), "rows": .text(filter),
            // As people count them.
            "row_numbers": .array(rows.map { JSON(Int($0) + 1) }), "remedy": .string(remedyWord),
            "remedies": .array(
                remedies.map { edit in
                    ["word": .string(edit.word), "column": .text(edit.column), "title": .string(edit.title), "edit": edit.json]
                }),
        ]
    }

    /// Reads what ``json`` wrote; nil where it is none. Remedies that a later build knows are left out.
    public init?(json: JSON) {
        guard let code = json["code"]?.stringValue, let evidence = json["evidence"]?.stringValue,
            let level = json["level"]?.stringValue.flatMap(AlertLevel.init(rawValue:))
        else { return nil }
        self.init(
            code: code, level: level, column: json["column"]?.stringValue, evidence: evidence,
            numbers: (json["numbers"]?.objectValue ?? [:]).compactMapValues(\.doubleValue),
            filter: json["rows"]?.stringValue,
            rows: json["row_numbers"]?.arrayValue?.compactMap { $0.intValue.flatMap { Int32(exactly: $0 - 1) } } ?? [],
            remedies: json["remedies"]?.arrayValue?.compactMap { $0["edit"].flatMap(RecipeEdit.init(json:)) } ?? [])
    }
}
