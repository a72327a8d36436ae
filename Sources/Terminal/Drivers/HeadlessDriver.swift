/// A terminal without a terminal: input comes from a script, every frame is kept. For tests and for pictures of screens.
///
/// ```swift
/// let driver = HeadlessDriver(size: Size(120, 36), script: try HeadlessDriver.Step.parse("Down Down Enter shot:opened q"))
/// ```
public final class HeadlessDriver: TerminalDriver {
    /// One step of a script.
    public enum Step: Hashable, Sendable {
        case input(InputEvent)
        /// Keeps the frame shown at this moment under a name.
        case shot(String)
        /// Waits for a wake-up, or for so many milliseconds, before it goes on.
        case wait(Int)
    }

    public private(set) var size: Size
    public let abilities: TerminalAbilities
    /// The frames that were shown, oldest first.
    public private(set) var frames: [Surface] = []
    /// Where the cursor was in the last frame.
    public private(set) var cursor: Point?
    /// Frames by the names of `shot:` steps.
    public private(set) var shots: [String: Surface] = [:]
    /// Texts put on the clipboard.
    public private(set) var copied: [String] = []
    public private(set) var title = ""
    public private(set) var bells = 0
    /// Messages for the desktop.
    public private(set) var notices: [String] = []
    public private(set) var suspensions = 0
    public private(set) var isClosed = false
    /// What is still to come.
    public private(set) var script: [Step]
    private let bell: HeadlessBell

    /// A terminal of a size.
    ///
    /// - Parameters:
    ///   - size: in cells.
    ///   - abilities: what it pretends to show.
    ///   - script: what is typed; when it is over the terminal closes, so that a loop always ends.
    public init(size: Size, abilities: TerminalAbilities = TerminalAbilities(), script: [Step] = []) {
        self.size = size
        self.abilities = abilities
        self.script = script
        self.bell = HeadlessBell()
    }

    /// The frame that is shown now.
    public var surface: Surface { frames.last ?? Surface(size) }

    /// Adds steps at the end.
    public func type(_ steps: [Step]) { script += steps }

    public var waker: Waker {
        let bell = bell
        return Waker { bell.ring() }
    }

    public func present(_ surface: Surface, cursor: Point?) {
        self.cursor = cursor
        if surface != frames.last { frames.append(surface) }
    }

    /// One step at a time, so that a frame is drawn between two keys.
    public func events(timeout milliseconds: Int?) -> [InputEvent] {
        while let step = script.first {
            switch step {
            case .shot(let name):
                script.removeFirst()
                shots[name] = surface
            case .wait(let limit):
                // A wait lasts until something happens or its time is over; the loop gets to work meanwhile.
                script.removeFirst()
                bell.wait(milliseconds: min(limit, milliseconds ?? limit))
                let rest = milliseconds.map { limit - $0 } ?? 0
                if rest > 0, !bell.hasRung { script.insert(.wait(rest), at: 0) }
                bell.reset()
                return []
            case .input(let event):
                script.removeFirst()
                if case .resize(let size) = event { self.size = size }
                return [event]
            }
        }
        return [.closed]
    }

    public func invalidate() {}
    public func suspend() { suspensions += 1 }
    public func copy(_ text: String) { copied.append(text) }
    public func ring() { bells += 1 }
    public func notify(_ text: String) { notices.append(TerminalText.harmless(text)) }
    public func setTitle(_ title: String) { self.title = TerminalText.harmless(title) }
    public func close() { isClosed = true }
}
