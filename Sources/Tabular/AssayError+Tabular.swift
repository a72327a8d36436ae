public import Recipes

// What reading a file may come to.
extension AssayError {
    /// The file is not there; the hint names a neighbour that is.
    static func noSuchFile(_ path: String, nearest: String? = nil) -> AssayError {
        AssayError(
            code: "no_such_file", message: "there is no file \(path)",
            hint: nearest.map { "did you mean \($0)?" } ?? "check the path")
    }

    static func isFolder(_ path: String) -> AssayError {
        AssayError(code: "is_folder", message: "\(path) is a folder", hint: "name a CSV or TSV file in it")
    }

    static func unreadable(_ path: String, reason: String) -> AssayError {
        AssayError(
            code: "unreadable", message: "\(path) cannot be read: \(reason)", hint: "check its permissions and the disk")
    }

    static func emptyFile(_ path: String) -> AssayError {
        AssayError(code: "empty_file", message: "\(path) is empty", hint: "a table needs at least one row")
    }

    static func headerAlone(_ path: String) -> AssayError {
        AssayError(
            code: "header_alone", message: "\(path) has a header and no rows",
            hint: "if the line is data, say that there is no header")
    }

    static func binaryFile(_ path: String, looksLike format: String?) -> AssayError {
        AssayError(
            code: "binary_file", message: "\(path) is not text" + (format.map { ", it looks like \($0)" } ?? ""),
            hint: "save it as CSV in UTF-8")
    }

    static func lineTooLong(_ path: String, line: Int) -> AssayError {
        AssayError(
            code: "line_too_long", message: "line \(line) of \(path) is longer than 4 GB",
            hint: "check its quotes and line breaks")
    }

    static func tooManyRows(_ path: String) -> AssayError {
        AssayError(
            code: "too_many_rows", message: "\(path) has more than \(Int32.max) rows", hint: "divide it into several tables")
    }

    /// The file was written to while it was read, twice in a row.
    static func sourceChanged(_ path: String) -> AssayError {
        AssayError(
            code: "source_changed", message: "\(path) changed while it was read",
            hint: "wait until whoever writes it is done, or read a copy")
    }

    /// Nobody waits for the answer any more; never seen by a person.
    static var cancelled: AssayError { AssayError(code: "cancelled", message: "this is not waited for any more") }

    /// Whoever asked for the import stopped it.
    package static func importStopped() -> AssayError {
        AssayError(code: "import_stopped", message: "the import was stopped", hint: "open the table again to start it anew")
    }

    static func outOfMemory(_ path: String) -> AssayError {
        AssayError(
            code: "out_of_memory", message: "neither the memory nor the folder of the cache has room for \(path)",
            hint: "make room on the disk of the cache, or set XDG_CACHE_HOME to a folder on a larger one")
    }

    static func unusableDelimiter(_ text: String) -> AssayError {
        AssayError(
            code: "delimiter", message: "\"\(text)\" cannot divide fields",
            hint: "give one character such as , ; | or tab", isUsage: true)
    }
}

// What asking a table for a column or a target may come to.
extension AssayError {
    /// The table has no such column; the hint names the nearest one.
    public static func noSuchColumn(_ name: String, in table: String, known: [String]) -> AssayError {
        let nearest = nearestWord(to: name, among: known)
        let few = known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", .." : "")
        return AssayError(
            code: "no_such_column", message: "\(table) has no column \"\(name)\"",
            hint: nearest.map { "did you mean \($0)?" } ?? "it has \(few)", isUsage: true)
    }

    static func targetAllMissing(_ column: String) -> AssayError {
        AssayError(
            code: "target_missing", message: "every value of the target \(column) is missing", hint: "choose another target")
    }

    static func targetConstant(_ column: String, value: String) -> AssayError {
        AssayError(
            code: "target_constant", message: "the target \(column) has one value only, \(value)",
            hint: "choose a target with at least two values")
    }

    static func targetNotNumber(_ column: String, example: String) -> AssayError {
        AssayError(
            code: "target_not_number", message: "regression needs numbers and \(column) holds words such as \"\(example)\"",
            hint: "choose classification or another target", isUsage: true)
    }

    static func tooManyClasses(_ column: String, count: Int, limit: Int) -> AssayError {
        AssayError(
            code: "too_many_classes", message: "the target \(column) has \(count) different values, too many for classes",
            hint: "choose regression or a target with at most \(limit) values", isUsage: true)
    }

    static func noSuchClass(_ positive: String, column: String, labels: [String]) -> AssayError {
        AssayError(
            code: "no_such_class", message: "no row of \(column) has the value \"\(positive)\"",
            hint: "the positive class is one of \(labels.prefix(12).joined(separator: ", "))", isUsage: true)
    }

    static func positiveNotUsed(_ column: String, reason: String) -> AssayError {
        AssayError(
            code: "positive_not_used", message: "a positive class makes no sense for \(column): \(reason)",
            hint: "leave it away", isUsage: true)
    }
}
