import Recipes

extension AssayError {
    /// TERM is not in the environment.
    static let noTerminalType = AssayError(
        code: "no_terminal_type", message: "TERM is not set",
        hint: "set TERM=xterm-256color, or use --plain")

    /// The terminal database does not have TERM.
    static func unknownTerminalType(_ type: String) -> AssayError {
        AssayError(
            code: "unknown_terminal_type", message: "terminal type \"\(TerminalText.harmless(type))\" is not known",
            hint: "set TERM=xterm-256color, or use --plain")
    }

    /// A terminal on which the cursor cannot be moved.
    static func dumbTerminal(_ type: String) -> AssayError {
        AssayError(
            code: "dumb_terminal", message: "a terminal of type \"\(TerminalText.harmless(type))\" cannot show screens",
            hint: "use --plain")
    }

    /// Input or output is a pipe or a file.
    static func notATerminal(_ stream: String) -> AssayError {
        AssayError(
            code: "not_a_terminal", message: "\(stream) is not a terminal",
            hint: "run assay in a terminal, or use --plain")
    }

    /// ncurses would not start for another reason.
    static func noScreen(_ type: String) -> AssayError {
        AssayError(
            code: "no_screen", message: "the screen could not be opened on terminal type \"\(TerminalText.harmless(type))\"",
            hint: "use --plain")
    }
}
