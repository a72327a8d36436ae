import Glibc
import Recipes

/// The terminal that the screens would be drawn on, as far as it can be told without drawing.
enum TerminalExamination {
    static let all = [
        Examination(subject: "terminal") { _ in [kind(), size()].compactMap { $0 } },
        Examination(subject: "characters") { _ in [locale()] },
        Examination(subject: "colours") { _ in [colors()] },
    ]

    private static func environment(_ name: String) -> String {
        getenv(name).map { String(cString: $0) } ?? ""
    }

    /// Whether the terminal is described, which ncurses needs.
    private static func kind() -> Diagnosis {
        let kind = environment("TERM")
        guard !kind.isEmpty, kind != "dumb" else {
            return .bad(
                kind.isEmpty ? "TERM is not set" : "TERM is dumb: nothing can be drawn on it",
                "set TERM to what your terminal is, such as xterm-256color")
        }
        let first = kind.prefix(1)
        let code = kind.utf8.first.map { String($0, radix: 16) } ?? ""
        let home = environment("HOME")
        let folders =
            [environment("TERMINFO"), home.isEmpty ? "" : home + "/.terminfo"]
            + environment("TERMINFO_DIRS").split(separator: ":").map(String.init)
            + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/local/share/terminfo", "/usr/lib/terminfo"]
        let isKnown = folders.filter { !$0.isEmpty }.contains { folder in
            access("\(folder)/\(first)/\(kind)", R_OK) == 0 || access("\(folder)/\(code)/\(kind)", R_OK) == 0
        }
        return isKnown
            ? .good(kind)
            : .bad("this machine has no description of \(kind)", "install ncurses-term, or set TERM=xterm-256color")
    }

    private static func size() -> Diagnosis? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        let text = "\(size.ws_col) columns, \(size.ws_row) lines"
        return size.ws_col >= 60 && size.ws_row >= 16
            ? .good(text) : .lacking(text, "the screens need 60 columns and 16 lines, and are at home from 120 by 36")
    }

    private static func locale() -> Diagnosis {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].map(environment).first { !$0.isEmpty } ?? ""
        let isUnicode = name.lowercased().replacing("-", with: "").contains("utf8")
        return isUnicode
            ? .good(name)
            : .lacking(
                name.isEmpty ? "no locale is set: charts are drawn in ASCII" : "\(name) is not UTF-8: charts are drawn in ASCII",
                "set LANG=C.UTF-8 for finer charts")
    }

    private static func colors() -> Diagnosis {
        if !environment("NO_COLOR").isEmpty { return .good("none, as NO_COLOR says") }
        if ["truecolor", "24bit"].contains(environment("COLORTERM")) { return .good("direct") }
        let kind = environment("TERM")
        if kind.hasSuffix("-direct") { return .good("direct") }
        if kind.contains("256") { return .good("256") }
        return .lacking(
            "TERM says few of them", "where your terminal has more, set TERM=xterm-256color or, in tmux, tmux-256color")
    }
}
