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
}
