import Glibc

/// Standard output and standard error, as this process has them.
///
/// Writes go straight to the file descriptor: a reader that went away (`assay runs | head -1`) ends the writing, not the
/// program.
struct Console: Sendable {
    /// Whether standard output is a terminal.
    let isTerminal: Bool
    /// Whether standard error is one: progress goes there.
    let showsProgress: Bool
    /// Whether colours may be used on standard output (https://no-color.org).
    let hasColor: Bool
    /// The columns of standard output; nil where it is no terminal.
    let width: Int?

    /// What this process has.
    static let standard = Console()

    private init() {
        isTerminal = isatty(STDOUT_FILENO) == 1
        showsProgress = isatty(STDERR_FILENO) == 1
        let isDumb = Self.environment("TERM") == "dumb"
        hasColor = isTerminal && !isDumb && (Self.environment("NO_COLOR") ?? "").isEmpty
        var size = winsize()
        let isKnown = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        width = isKnown ? Int(size.ws_col) : nil
    }

    /// Writes a line to standard output.
    func line(_ text: ConsoleText) { Self.write(text.written + "\n", to: STDOUT_FILENO) }

    /// Writes a line, or several lines, to standard output; nothing in them acts on a terminal.
    func line(_ text: String = "") { line(.lines(text)) }

    /// Writes a line to standard error, with nothing that acts on a terminal.
    func errorLine(_ text: String) { Self.write(ConsoleText(text).written + "\n", to: STDERR_FILENO) }

    /// Writes data to standard output: as it is where a file or a program takes it, harmless where a terminal does.
    func data(_ text: String) { Self.write(isTerminal ? ConsoleText.lines(text).written : text, to: STDOUT_FILENO) }

    /// Writes a JSON document to standard output, likewise.
    func document(_ text: String) {
        Self.write((isTerminal ? ConsoleText.document(text).written : text) + "\n", to: STDOUT_FILENO)
    }

    /// A style, where colours may be used.
    func styled(_ text: String, _ style: Style) -> ConsoleText { styled(ConsoleText(text), style) }

    /// A style, where colours may be used.
    func styled(_ text: ConsoleText, _ style: Style) -> ConsoleText {
        hasColor ? ConsoleText(text, begin: "\u{1B}[\(style.rawValue)m", end: "\u{1B}[0m") : text
    }

    /// What a piece of text is.
    enum Style: String {
        case heading = "1"
        case quiet = "2"
        case good = "32"
        case bad = "31"
        case warning = "33"
    }

    /// Writes all of a text to a file descriptor, or as much as somebody reads.
    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
                if count < 0 {
                    if errno == EINTR || errno == EAGAIN { continue }
                    return
                }
                start += count
            }
        }
    }

    /// A variable of the environment.
    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
