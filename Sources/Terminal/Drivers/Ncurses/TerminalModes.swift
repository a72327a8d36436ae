/// The modes of a terminal that ncurses does not know and that are switched by hand.
struct TerminalModes {
    /// Whether the terminal is of the xterm family, which takes or ignores all of them. Old ones would print parts.
    var isXtermLike: Bool

    /// Judges by the name of the type.
    init(type: String) {
        let others = ["linux", "vt", "cons", "ansi", "sun", "wsvt", "hurd", "mach", "pcansi", "cygwin"]
        isXtermLike = !others.contains { type.hasPrefix($0) }
    }

    /// Mouse with drag and reports without an end at column 223; bracketed paste.
    var enter: String { isXtermLike ? "\u{1B}[?1000;1002;1006h\u{1B}[?2004h" : "" }
    var leave: String { isXtermLike ? "\u{1B}[?1000;1002;1006l\u{1B}[?2004l" : "" }

    /// The window's title is kept by the terminal and set back at the end.
    var keepTitle: String { isXtermLike ? "\u{1B}[22;2t" : "" }
    var restoreTitle: String { isXtermLike ? "\u{1B}[23;2t" : "" }

    /// Around a frame, so that terminals show it at once.
    var beginFrame: String { isXtermLike ? "\u{1B}[?2026h" : "" }
    var endFrame: String { isXtermLike ? "\u{1B}[?2026l" : "" }

    /// A terminal without an alternate screen would keep the last frame under the shell's next line.
    var clearAtEnd: String { isXtermLike ? "" : "\u{1B}[H\u{1B}[J" }

    /// Everything that gives the terminal back when the program cannot be asked any more: frame shown, modes off, keypad
    /// off, attributes off, cursor on, alternate screen left.
    func rescue(titled: Bool) -> String {
        guard isXtermLike else { return "\u{1B}[?25h\u{1B}[0m" + clearAtEnd }
        return endFrame + leave + "\u{1B}[?1l\u{1B}>\u{1B}[0m\u{1B}[?12l\u{1B}[?25h\u{1B}[?1049l"
            + (titled ? restoreTitle : "") + "\r"
    }
}
