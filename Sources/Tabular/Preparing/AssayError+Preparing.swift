public import Recipes

// What preparing a table by steps may come to.
extension AssayError {
    /// The error with the step in which it happened.
    public func ofStep(_ number: Int, _ step: Step) -> AssayError {
        var error = self
        error.message = "step \(number) (\(step.sentence)): \(message)"
        return error
    }

    static func newerStep(_ kind: String) -> AssayError {
        AssayError(code: "newer_step", message: "this build cannot do the step \"\(kind)\"", hint: "use a newer assay")
    }

    static var emptyColumnName: AssayError {
        AssayError(code: "column_name", message: "a column needs a name", hint: "give one", isUsage: true)
    }

    static func columnIsThere(_ name: String) -> AssayError {
        AssayError(
            code: "column_is_there", message: "the table has a column \(name) already",
            hint: "choose another name, or remove or rename that column in a step before", isUsage: true)
    }

    static func targetNeeded(_ name: String) -> AssayError {
        AssayError(
            code: "target_needed", message: "\(name) is the column that is predicted", hint: "choose another target first",
            isUsage: true)
    }

    static func readsTarget(_ name: String) -> AssayError {
        AssayError(
            code: "reads_target", message: "\(name) is the column that is predicted, and no other may be made of it",
            hint: "leave it out", isUsage: true)
    }

    static func keyKinds(_ name: String, here: ColumnKind, there: ColumnKind, table: String) -> AssayError {
        AssayError(
            code: "key_kinds", message: "the key \(name) is a \(here.rawValue) here and a \(there.rawValue) in \(table)",
            hint: "read both as one kind by a step kind before", isUsage: true)
    }

    static func duplicateKey(_ key: String, table: String, count: Int) -> AssayError {
        AssayError(
            code: "duplicate_key",
            message: "\(count) keys stand more than once in \(table), the first is \(key), and a join must not multiply rows",
            hint: "keep one row a key there, as the step distinct does, and join the file that gives")
    }

    static func noTimeColumn(_ name: String) -> AssayError {
        AssayError(
            code: "asof_time", message: name.isEmpty ? "an asof join needs the column of the time" : "\(name) holds no time",
            hint: "name a column of dates or numbers that both tables have in the field time", isUsage: true)
    }

    static func otherTableChanged(_ name: String) -> AssayError {
        AssayError(
            code: "other_table_changed", message: "\(name) is not what it was when the step was made",
            hint: "bring the file back, or take the step again to use what it holds now")
    }

    static func stepValue(_ field: String, _ reason: String) -> AssayError {
        AssayError(code: "step_value", message: "its field \(field) \(reason)", hint: "change the step", isUsage: true)
    }

    static func tooManyRows(_ count: Int) -> AssayError {
        AssayError(
            code: "too_many_rows", message: "\(count) rows are more than a table can have, which is \(Int32.max)",
            hint: "filter or sample one of the tables first")
    }

    static func columnForScoring(_ name: String, table: String, reason: String) -> AssayError {
        AssayError(
            code: "no_such_column", message: "\(table) has no column \"\(name)\", which \(reason)",
            hint: "add it to the file, with the name that it had where the model was trained", isUsage: true)
    }
}
