import Glibc
import Recipes

// What reaching and unpacking a source may come to.
extension AssayError {
    /// Whether somebody asked to stop, which says nothing of the source.
    var isStop: Bool { code == "import_stopped" }

    static func reason(_ number: Int32) -> String { strerror(number).map { String(cString: $0).lowercased() } ?? "unknown error" }

    static func unreadableSource(_ name: String, errno number: Int32) -> AssayError {
        AssayError(
            code: number == ENOENT ? "no_such_file" : "unreadable", message: "\(name) cannot be read: \(reason(number))",
            hint: "check the path and its permissions")
    }

    static func cannotSpool(_ folder: String, errno number: Int32) -> AssayError {
        AssayError(
            code: number == ENOSPC ? "disk_full" : "unwritable",
            message: "nothing can be kept for the time being in \(folder): \(reason(number))",
            hint: "make room there, or set XDG_CACHE_HOME to a folder that has some")
    }

    static func cannotStart(_ program: Program, errno number: Int32) -> AssayError {
        AssayError(
            code: "cannot_start", message: "\(program.path) cannot be started: \(reason(number))",
            hint: "check that it runs by itself")
    }

    static func missingProgram(_ program: String, toRead name: String, install: String) -> AssayError {
        AssayError(
            code: "missing_program", message: "\(name) cannot be read without \(program), which is not installed", hint: install)
    }

    static func missingProgram(_ program: String, toWrite name: String, install: String) -> AssayError {
        AssayError(
            code: "missing_program", message: "\(name) cannot be written without \(program), which is not installed",
            hint: install)
    }

    static func damaged(_ name: String, program: String, words: String, bytes: Int) -> AssayError {
        AssayError(
            code: "damaged", message: "\(name) is damaged: after \(bytes) bytes \(program) says \"\(words)\"",
            hint: "fetch or pack the file again")
    }

    static func programFailed(_ program: String, on name: String, words: String) -> AssayError {
        AssayError(
            code: "reader_failed", message: "\(name) cannot be read: \(program) says \"\(words)\"",
            hint: "check the source, or try it with \(program) alone")
    }

    static func nothingPipedIn() -> AssayError {
        AssayError(
            code: "no_input", message: "- is standard input, and nothing is piped into it",
            hint: "as in `cat x.csv | assay profile -`",
            isUsage: true)
    }

    static func inputIsGone() -> AssayError {
        AssayError(
            code: "no_input", message: "standard input cannot be read again, it went with the program that read it",
            hint: "keep the table in a file first: `assay import - --out x.csv`")
    }
}

// What reading rows may come to.
extension AssayError {
    static func notRows(_ name: String, line: Int) -> AssayError {
        AssayError(
            code: "not_rows", message: "\(name) looks like JSON and holds no row that can be read, from line \(line) on",
            hint: "it has to be one object a line, or an array of objects")
    }

    static func tooManyStrays(_ name: String, count: Int, of rows: Int, line: Int) -> AssayError {
        AssayError(
            code: "malformed",
            message: "\(count) of the first \(rows) rows of \(name) are no JSON objects, first in line \(line)",
            hint: "it has to be one object a line, or an array of objects")
    }
}
