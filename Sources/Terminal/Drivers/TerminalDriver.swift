/// The screen and keyboard as the workbench sees them. ncurses is behind one of these, tests behind another.
public protocol TerminalDriver: AnyObject {
    /// The size now.
    var size: Size { get }
    /// What the terminal can show.
    var abilities: TerminalAbilities { get }
    /// Shows a surface, only what changed since the last one; puts the cursor on `cursor` or hides it.
    func present(_ surface: Surface, cursor: Point?)
    /// Waits until input is there, ``Waker/wake()`` was called, or the time is over (nil waits for ever); returns what came.
    func events(timeout milliseconds: Int?) -> [InputEvent]
    /// Something that makes ``events(timeout:)`` return, callable from any thread.
    var waker: Waker { get }
    /// Draws everything anew at the next ``present(_:cursor:)``.
    func invalidate()
    /// Gives the terminal back, stops the process until it is continued, and takes the terminal again.
    func suspend()
    /// Puts text on the clipboard (OSC 52).
    func copy(_ text: String)
    /// Rings the bell.
    func ring()
    /// Sends a message to the person's desktop (OSC 9), where the terminal knows how; others pass over it.
    func notify(_ text: String)
    /// The window's title.
    func setTitle(_ title: String)
    /// The colour of the terminal's own background, asked of it once; nil where it does not say.
    func backgroundColour() -> Colour?
    /// Gives the terminal back for good.
    func close()
}

extension TerminalDriver {
    /// Nobody was asked.
    public func backgroundColour() -> Colour? { nil }
}

/// What a terminal can show.
public struct TerminalAbilities: Hashable, Sendable {
    /// 0, 8, 16, 256, or 16,777,216.
    public var colours: Int
    /// Whether characters beyond ASCII can be shown.
    public var unicode: Bool
    /// Whether braille can be shown (the Linux console cannot).
    public var braille: Bool

    public init(colours: Int = 256, unicode: Bool = true, braille: Bool = true) {
        self.colours = colours
        self.unicode = unicode
        self.braille = braille
    }
}

/// Wakes a driver that waits.
public struct Waker: Sendable {
    private let action: @Sendable () -> Void

    public init(_ action: @escaping @Sendable () -> Void) { self.action = action }

    /// Callable from any thread, any number of times.
    public func wake() { action() }
}
