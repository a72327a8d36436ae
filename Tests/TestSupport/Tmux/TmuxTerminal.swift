import Glibc
public import Testing

/// A terminal of its own, made by tmux, with an interactive shell in it: keys go in, screens come out.
///
/// The tests themselves need no terminal. Each object has a server of its own, which nothing else talks to, reads no
/// configuration of the person who runs the tests, and ends with ``close()``.
public final class TmuxTerminal: Sendable {
    /// Whether tmux and bash are there: the condition for `.enabled(if:)`.
    public static let isAvailable =
        Subprocess.run(["tmux", "-V"], environment: ["PATH": path]).status == 0 && access("/bin/bash", X_OK) == 0

    /// Whether the terminal database describes a type, such as `xterm-16color`.
    public static func knows(_ type: String) -> Bool {
        let folders = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]
        return folders.contains { access("\($0)/\(type.prefix(1))/\(type)", R_OK) == 0 }
    }

    private static let path = "/usr/local/bin:/usr/bin:/bin"
    /// What the shell shows when it waits for a line.
    public static let prompt = "ready>"

    /// Seconds that a wait may take before it counts as failed: far more than anything needs on a busy machine.
    public static let patience: Double = 90

    /// The folder that the shell begins in.
    public let folder: String
    private let server: String
    private let environment: [String: String]

    /// Starts a terminal and waits for the shell's prompt.
    ///
    /// - Parameters:
    ///   - columns: Its width.
    ///   - rows: Its height.
    ///   - folder: Where the shell begins; a file with tmux' settings is written there.
    ///   - environment: Variables of the shell beside `PATH`, `HOME` and `LANG`, or in their place.
    /// - Throws: ``TerminalFailure``.
    public init(columns: Int, rows: Int, folder: String, environment: [String: String] = [:]) async throws {
        self.folder = folder
        server = "test-\(UInt32.random(in: 0...UInt32.max))"
        var variables = [
            "PATH": Self.path, "HOME": folder, "LANG": "C.UTF-8", "SHELL": "/bin/bash", "TERM": "xterm-256color",
            // The server's socket goes with the folder; its path must not be longer than a hundred bytes.
            "TMUX_TMPDIR": folder.utf8.count < 70 ? folder : "/tmp",
        ]
        variables.merge(environment) { _, new in new }
        self.environment = variables
        let settings = folder + "/.tmux.conf"
        try writeText(
            """
            set -g default-terminal tmux-256color
            set -g status off
            set -sg escape-time 0

            """, to: settings)
        try tmux(
            "-f", settings, "new-session", "-d", "-s", "main", "-x", "\(columns)", "-y", "\(rows)", "-c", folder,
            "PS1='\(Self.prompt) ' exec /bin/bash --norc --noprofile -i")
        do {
            try await wait(for: Self.prompt)
        } catch {
            close()
            throw error
        }
    }

    deinit { _ = command(["kill-server"]) }

    // MARK: Input

    /// Presses keys by tmux' names: `Enter`, `Escape`, `Space`, `C-u`, `Down`, `BTab`; anything else is typed letter by letter.
    public func press(_ keys: String...) throws { try tmux(["send-keys", "-t", "main"] + keys) }

    /// Types text as it stands; control characters and escape sequences too.
    public func type(_ text: String) throws { try tmux("send-keys", "-t", "main", "-l", "--", text) }

    /// Types a line for the shell.
    public func enter(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    /// Pastes text, in brackets where the program has asked for them.
    public func paste(_ text: String) throws {
        let file = folder + "/.paste"
        try writeText(text, to: file)
        try tmux("load-buffer", "-b", "test", file)
        try tmux("paste-buffer", "-p", "-d", "-b", "test", "-t", "main")
    }

    /// Presses and releases the left button of the mouse on a cell, counted from 0.
    public func click(column: Int, row: Int) throws {
        try type("\u{1B}[<0;\(column + 1);\(row + 1)M\u{1B}[<0;\(column + 1);\(row + 1)m")
    }

    /// Changes the size, as a person does who drags the window's corner.
    public func resize(columns: Int, rows: Int) throws {
        try tmux("resize-window", "-t", "main", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// Takes the terminal away: what runs in it hears that it was hung up on. Whatever has left it goes on.
    public func close() { _ = command(["kill-server"]) }

    // MARK: Output

    /// What the terminal shows now.
    public func screen() throws -> CapturedScreen {
        var lines = try tmux("capture-pane", "-p", "-t", "main").split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        return CapturedScreen(
            lines: lines.map { line in
                var line = line
                while line.last == " " { line.removeLast() }
                return String(line)
            })
    }

    /// A row with the sequences that set its colours and attributes.
    public func styledLine(_ row: Int) throws -> String {
        try tmux("capture-pane", "-p", "-e", "-t", "main", "-S", "\(row)", "-E", "\(row)")
    }

    /// One of tmux' variables of the terminal: `alternate_on`, `cursor_flag`, `mouse_any_flag`, `pane_pid`.
    public func variable(_ name: String) throws -> String {
        let answer = try tmux("display-message", "-p", "-t", "main", "#{\(name)}")
        return answer.split(separator: "\n").first.map(String.init) ?? ""
    }

    /// Writes every byte that the programs in the terminal send from now on into a file.
    public func record(to file: String) throws {
        try writeText("", to: file)
        try tmux("pipe-pane", "-t", "main", "-O", "exec cat >> '\(file)'")
    }

    // MARK: Waiting

    /// Waits until all of these texts are on the screen.
    ///
    /// - Returns: The screen that has them.
    /// - Throws: ``TerminalFailure`` with the screen as it was at the end, where they do not come.
    @discardableResult
    public func wait(
        for texts: String..., patience: Double = TmuxTerminal.patience, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> CapturedScreen {
        try await wait(
            until: "the screen shows \(texts.map { "“\($0)”" }.joined(separator: " and "))", patience: patience,
            sourceLocation: sourceLocation
        ) { screen in texts.allSatisfy(screen.contains) }
    }

    /// Waits until a text is not on the screen any more.
    @discardableResult
    public func wait(
        without text: String, patience: Double = TmuxTerminal.patience, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> CapturedScreen {
        try await wait(until: "“\(text)” goes away", patience: patience, sourceLocation: sourceLocation) { !$0.contains(text) }
    }

    /// Waits until the screen is as it should be.
    ///
    /// - Parameters:
    ///   - what: What is waited for, in words, for the report.
    ///   - patience: Seconds after which it counts as failed.
    ///   - sourceLocation: Where a failure is shown.
    ///   - condition: Whether a screen is as it should be.
    /// - Returns: The screen that is.
    /// - Throws: ``TerminalFailure`` with the screen as it was at the end.
    @discardableResult
    public func wait(
        until what: String, patience: Double = TmuxTerminal.patience, sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: (CapturedScreen) -> Bool
    ) async throws -> CapturedScreen {
        var last = try screen()
        let clock = ContinuousClock()
        let end = clock.now + .seconds(patience)
        while !condition(last) {
            guard clock.now < end else {
                Issue.record("waited for \(patience) s until \(what); the screen is\n\(last)", sourceLocation: sourceLocation)
                throw TerminalFailure(message: "it was waited in vain until \(what)")
            }
            try await Task.sleep(for: .milliseconds(50))
            last = try screen()
        }
        return last
    }

    // MARK: tmux

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let answer = command(arguments)
        guard answer.status == 0 else {
            throw TerminalFailure(message: "tmux \(arguments.joined(separator: " ")): \(answer.output)")
        }
        return answer.output
    }

    private func command(_ arguments: [String]) -> Subprocess.Answer {
        Subprocess.run(["tmux", "-u", "-L", server] + arguments, environment: environment)
    }
}

/// Something about a terminal that did not go as a test needs it.
public struct TerminalFailure: Error, CustomStringConvertible {
    /// What, in a sentence.
    public let message: String
    /// The same.
    public var description: String { message }

    /// Says what.
    public init(message: String) { self.message = message }
}
