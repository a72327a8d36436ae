import Recipes

extension AssayError {
    /// Two commands with one id.
    static func duplicateCommand(_ id: String) -> AssayError {
        AssayError(code: "duplicate_command", message: "two commands are called \(id)", hint: "give one another id")
    }

    /// One key for two commands in one scope.
    static func duplicateKey(_ sequence: KeySequence, scope: Scope, first: String, second: String) -> AssayError {
        AssayError(
            code: "duplicate_key", message: "\(sequence) is bound to \(first) and to \(second) in \(scope)",
            hint: "give one of them another key")
    }

    /// A key that fires before the rest of a longer sequence can be pressed.
    static func keyShadowed(_ sequence: KeySequence, scope: Scope, by other: String, command: String) -> AssayError {
        AssayError(
            code: "key_shadowed",
            message: "\(sequence) for \(command) can never be pressed in \(scope): \(other) takes its beginning",
            hint: "give one of them another key")
    }

    /// A theme file that is no TOML.
    static func themeSyntax(_ place: String, line: Int, _ reason: String) -> AssayError {
        AssayError(
            code: "theme_syntax", message: "\(place), line \(line): \(reason)", hint: "mend the line, or choose another theme")
    }

    /// A word in a theme file that is none of the known ones.
    static func themeWord(_ word: String, kind: String, place: String, line: Int, known: [String]) -> AssayError {
        let nearest = nearestWord(to: word, among: known)
        return AssayError(
            code: "unknown_" + kind.replacing(" ", with: "_"), message: "\(place), line \(line): there is no \(kind) \"\(word)\"",
            hint: nearest.map { "did you mean \($0)?" } ?? "one of \(known.joined(separator: ", "))")
    }

    /// A value in a theme file that cannot be used.
    static func themeValue(_ place: String, line: Int, _ reason: String, hint: String) -> AssayError {
        AssayError(code: "theme_value", message: "\(place), line \(line): \(reason)", hint: hint)
    }

    /// Themes that inherit one another.
    static func themeCycle(_ place: String, _ name: String) -> AssayError {
        AssayError(
            code: "theme_cycle", message: "\(place): the theme inherits \(name), which inherits it in turn",
            hint: "let one of them inherit nothing")
    }

    /// A file that cannot be read.
    static func unreadableFile(_ path: String, reason: String) -> AssayError {
        AssayError(code: "unreadable_file", message: "\(path) cannot be read: \(reason)", hint: "mend or remove the file")
    }

    /// A key in a key file that has no meaning.
    static func unknownKey(_ text: String, command: String, place: String) -> AssayError {
        AssayError(
            code: "unknown_key", message: "\(place): \"\(text)\" for \(command) is no key",
            hint: "write such as \"R\", \"Ctrl-P\", \"Shift-Tab\", \"F5\", \"g g\"")
    }

    /// A key file that is no TOML or not a list of keys.
    static func keyFile(_ place: String, line: Int, _ reason: String) -> AssayError {
        AssayError(
            code: "key_file", message: "\(place), line \(line): \(reason)",
            hint: "write lines such as \"runs.compare\" = [\"c\", \"Ctrl-K\"]")
    }
}
