public import Recipes

/// A question to a table of runs, in the grammar of every filter:
///
///     auc>0.85 model:boosting (tag:keep or state:running) not note:draft
///
/// Words side by side must all hold; `and`, `or`, `not` in any case, parentheses, and quotes around what holds blanks. A term is a
/// bare word (found anywhere in the run), `field:text` (is, or for notes, names and features contains), or a number compared by
/// `=` `!=` `<` `<=` `>` `>=`. `or` binds weaker than `and`, `not` strongest. Numbers are the metrics (`auc`, `auc.best`,
/// `auc.last`), the parameters, times (`started>2h`, `created:2026-03-01`), and what else ``RunField`` knows.
public struct RunQuery: Sendable, Equatable {
    indirect enum Expression: Sendable, Equatable {
        case everything
        case and([Expression])
        case or([Expression])
        case not(Expression)
        case word(String)
        case text(field: TextField, value: String)
        case number(field: RunField, comparison: Comparison, value: Double)
        /// A time within a day, or not.
        case day(field: RunField, isWithin: Bool, range: Range<Double>)
        case parameter(name: String, comparison: Comparison, value: String)
    }

    /// Fields that hold words.
    enum TextField: String, Sendable, CaseIterable {
        case model, state, tag, note, feature, table, source, target, task, metric, split, parent, run, host, failure
        case filter, weight, resample, calibration
    }

    enum Comparison: String, Sendable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    let expression: Expression
    /// What was written.
    public let text: String

    /// Reads a query; an empty one matches every run.
    ///
    /// - Throws: ``AssayError`` with code `query` that points at the character, with the nearest known word.
    public init(_ text: String) throws(AssayError) {
        var parser = RunQueryParser(text)
        self.text = text
        expression = try parser.parse()
    }

    /// Whether the run answers the query.
    ///
    /// - Complexity: O(terms), and O(features) for a term on features.
    public func matches(_ run: RunRecord) -> Bool { Self.matches(expression, run) }

    private static func matches(_ expression: Expression, _ run: RunRecord) -> Bool {
        switch expression {
        case .everything: true
        case .and(let parts): parts.allSatisfy { matches($0, run) }
        case .or(let parts): parts.contains { matches($0, run) }
        case .not(let part): !matches(part, run)
        case .word(let word): RunText.anywhere(in: run).contains { $0.containsIgnoringCase(word) }
        case .text(let field, let value): RunText.matches(field, value, run)
        case .number(let field, let comparison, let value):
            field.value(in: run).number.map { comparison.holds($0, value) } ?? false
        case .day(let field, let isWithin, let range):
            field.value(in: run).number.map { range.contains($0) == isWithin } ?? false
        case .parameter(let name, let comparison, let value): parameter(name, comparison, value, run)
        }
    }

    /// Numbers are compared as numbers, all else by being equal.
    private static func parameter(_ name: String, _ comparison: Comparison, _ value: String, _ run: RunRecord) -> Bool {
        guard let present = run.recipe.model.parameters[name] else { return false }
        let text = present.description
        if let number = Double(text), let wanted = Double(value) { return comparison.holds(number, wanted) }
        let isEqual = text.lowercased() == value.lowercased()
        return comparison == .equal ? isEqual : comparison == .unequal && !isEqual
    }
}

extension RunQuery.Comparison {
    func holds(_ a: Double, _ b: Double) -> Bool {
        switch self {
        case .equal: a == b
        case .unequal: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        }
    }
}

/// What a run holds in words.
enum RunText {
    static func matches(_ field: RunQuery.TextField, _ value: String, _ run: RunRecord) -> Bool {
        switch field {
        case .model: run.recipe.model.family.isSameWord(as: value) || run.recipe.modelName.isSameWord(as: value)
        case .state: run.state.rawValue.isSameWord(as: value)
        case .tag: run.tags.contains { $0.isSameWord(as: value) }
        case .note: run.note.containsIgnoringCase(value)
        case .feature: run.recipe.features.contains { $0.column.isSameWord(as: value) }
        case .table: run.table.containsIgnoringCase(value)
        case .source: run.source.containsIgnoringCase(value)
        case .target: run.recipe.target.column.isSameWord(as: value)
        case .task: run.recipe.target.task.rawValue.isSameWord(as: value)
        case .metric: run.recipe.metric.isSameWord(as: value)
        case .split: run.recipe.split.description.containsIgnoringCase(value)
        case .parent: run.parent?.hasPrefix(value.uppercased()) ?? false
        case .run: String(run.number) == value || run.id.hasPrefix(value.uppercased())
        case .host: run.host?.containsIgnoringCase(value) ?? false
        case .failure: run.failure?.containsIgnoringCase(value) ?? false
        case .filter: run.recipe.filter?.containsIgnoringCase(value) ?? false
        case .weight: run.recipe.weight?.isSameWord(as: value) ?? false
        case .resample: run.recipe.resample.description.containsIgnoringCase(value)
        case .calibration: run.recipe.calibration.rawValue.isSameWord(as: value)
        }
    }

    /// Everything in which a bare word is looked for.
    static func anywhere(in run: RunRecord) -> [String] {
        [run.recipe.modelName, run.state.rawValue, run.table, run.note, run.recipe.target.column, "\(run.number)"]
            + run.tags + run.recipe.features.map(\.column)
    }
}

extension String {
    func isSameWord(as other: String) -> Bool { lowercased() == other.lowercased() }

    func containsIgnoringCase(_ other: String) -> Bool { other.isEmpty || lowercased().contains(other.lowercased()) }
}
