import CNcurses
import Glibc
public import Recipes

/// The real terminal, through ncurses: a pump for rows of cells and a reader of keys.
///
/// All calls belong on one thread, the main one. Only ``waker`` may be used from others.
public final class NcursesDriver: TerminalDriver {
    /// What of the environment matters.
    struct Environment {
        var type: String?
        var colourTerm: String
        var noColour: Bool

        static var current: Environment {
            func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
            return Environment(
                type: value("TERM"), colourTerm: value("COLORTERM") ?? "", noColour: !(value("NO_COLOR") ?? "").isEmpty)
        }
    }

    public private(set) var abilities: TerminalAbilities
    public var size: Size { Size(Int(curses_columns()), Int(curses_rows())) }
    public let waker: Waker

    let rescue: Rescue
    let modes: TerminalModes
    private(set) var isOpen = true
    private var isTitled = false
    private var frame: FrameWriter
    var decoder = InputDecoder()
    var keys = NcursesKeys()
    var isClosed = false
    /// Events that come of our own doing, such as the size after a stop.
    var pending: [InputEvent] = []

    /// Takes the terminal.
    ///
    /// - Throws: `not_a_terminal`, `no_terminal_type`, `unknown_terminal_type`, `dumb_terminal`, `no_screen`.
    public init() throws(AssayError) {
        let environment = Environment.current
        guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal("standard input") }
        guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal("standard output") }
        guard let type = environment.type, !type.isEmpty else { throw .noTerminalType }
        let isUTF8 = curses_set_locale() != 0
        switch curses_terminal_quality(type) {
        case 0: throw .unknownTerminalType(type)
        case 1: throw .dumbTerminal(type)
        default: break
        }
        // In the environment they would freeze the size for good.
        unsetenv("LINES")
        unsetenv("COLUMNS")
        let wanted = Self.preferredType(type, environment)
        rescue = Rescue()
        waker = rescue.waker
        modes = TerminalModes(type: type)
        rescue.captureErrors()
        rescue.arm(restoring: modes.rescue(titled: false))
        guard curses_open(wanted, environment.noColour ? 0 : 1) != nil else {
            rescue.disarm()
            rescue.replayErrors()
            rescue.removeHandlers()
            throw .noScreen(type)
        }
        curses_define_keys()
        let colours = environment.noColour ? 0 : Int(curses_colours())
        let isPlain = type.hasPrefix("linux") || !modes.isXtermLike
        abilities = TerminalAbilities(colours: colours, unicode: isUTF8 && !type.hasPrefix("vt"), braille: isUTF8 && !isPlain)
        frame = FrameWriter(
            pairs: ColourPairs(depth: ColourDepth(colours: colours), capacity: Int(curses_pairs())),
            isUTF8: isUTF8 && !type.hasPrefix("vt"))
        put(modes.enter)
    }

    deinit { close() }

    /// The description with direct colour, where the terminal says that it has it and the database knows how.
    private static func preferredType(_ type: String, _ environment: Environment) -> String {
        guard !environment.noColour, ["truecolor", "24bit"].contains(environment.colourTerm) else { return type }
        guard type.hasSuffix("-256color") else { return type }
        let direct = type.dropLast("-256color".count) + "-direct"
        return curses_terminal_quality(String(direct)) == 2 ? String(direct) : type
    }

    public func present(_ surface: Surface, cursor: Point?) {
        guard isOpen else { return }
        frame.write(surface, cursor: cursor, before: { put(modes.beginFrame) }, after: { put(modes.endFrame) })
    }

    public func invalidate() { frame.forget() }

    public func copy(_ text: String) {
        guard modes.isXtermLike else { return }
        put("\u{1B}]52;c;" + Base64.encode(Array(text.utf8)) + "\u{7}")
    }

    public func ring() { beep() }

    public func notify(_ text: String) {
        guard modes.isXtermLike, isOpen else { return }
        put("\u{1B}]9;" + TerminalText.harmless(text) + "\u{7}")
    }

    public func setTitle(_ title: String) {
        guard modes.isXtermLike, isOpen else { return }
        if !isTitled {
            isTitled = true
            put(modes.keepTitle)
            rescue.arm(restoring: modes.rescue(titled: true))
        }
        put("\u{1B}]2;" + TerminalText.harmless(title) + "\u{7}")
    }

    public func suspend() {
        guard isOpen else { return }
        put(modes.leave)
        def_prog_mode()
        endwin()
        rescue.disarm()
        rescue.replayErrors()
        rescue.stop()
        takeAgain()
    }

    /// Takes the terminal after a stop: someone else has used it meanwhile, and its size may be another.
    func takeAgain() {
        rescue.recaptureErrors()
        rescue.arm(restoring: modes.rescue(titled: isTitled))
        reset_prog_mode()
        put(modes.enter)
        adoptKernelSize()
        frame.forget()
        pending.append(.resize(size))
    }

    /// Tells ncurses the size that the terminal has now; true where it is another.
    @discardableResult
    func adoptKernelSize() -> Bool {
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard curses_kernel_size(&columns, &rows) != 0 else { return false }
        guard columns != curses_columns() || rows != curses_rows() else { return false }
        resizeterm(rows, columns)
        frame.forget()
        return true
    }

    public func close() {
        guard isOpen else { return }
        isOpen = false
        put(modes.leave + (isTitled ? modes.restoreTitle : ""))
        endwin()
        put(modes.clearAtEnd)
        rescue.disarm()
        rescue.replayErrors()
        rescue.removeHandlers()
    }

    /// Sends bytes past ncurses, whose own buffer is empty between frames.
    func put(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let count = Glibc.write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 && errno != EINTR && errno != EAGAIN { return }
                rest = rest.dropFirst(max(0, count))
            }
        }
    }
}
