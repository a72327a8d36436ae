/// A key press.
public struct Key: Hashable, Sendable {
    /// Which key.
    public enum Code: Hashable, Sendable {
        /// A character as typed: capitals come as capitals.
        case character(Character)
        case enter, tab, backspace, escape, delete, insert
        case up, down, left, right, home, end, pageUp, pageDown
        /// F1 and on.
        case function(Int)
    }

    public var code: Code
    public var control: Bool
    public var alt: Bool
    /// Only where the terminal tells it apart: arrows, Tab and the like.
    public var shift: Bool

    public init(_ code: Code, control: Bool = false, alt: Bool = false, shift: Bool = false) {
        self.code = code
        self.control = control
        self.alt = alt
        self.shift = shift
    }

    /// A character key.
    public init(_ character: Character) { self.init(.character(character)) }
}

extension Key: ExpressibleByStringLiteral {
    /// Reads a name such as `R`, `Ctrl-P`, `Shift-Tab`, `Enter`, `Space`, `F1`, `PageDown`; unknown words give their first letter.
    public init(stringLiteral value: String) { self = Key(named: value) ?? Key(value.first ?? " ") }
}

extension Key: CustomStringConvertible {
    private static let names: [(String, Code)] = [
        ("Enter", .enter), ("Tab", .tab), ("Backspace", .backspace), ("Esc", .escape), ("Delete", .delete), ("Insert", .insert),
        ("↑", .up), ("↓", .down), ("←", .left), ("→", .right), ("Home", .home), ("End", .end), ("PageUp", .pageUp),
        ("PageDown", .pageDown), ("Space", .character(" ")),
        ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Escape", .escape),
    ]

    /// As it is written in key maps, footers and help.
    public var description: String {
        var text = ""
        if control { text += "Ctrl-" }
        if alt { text += "Alt-" }
        if shift { text += "Shift-" }
        switch code {
        case .character(let character) where character != " ":
            return text + (control ? character.uppercased() : String(character))
        case .function(let number): return text + "F\(number)"
        default: return text + (Self.names.first { $0.1 == code }?.0 ?? "?")
        }
    }

    /// Reads what ``description`` writes; nil for anything else.
    public init?(named name: String) {
        var rest = Substring(name)
        var control = false
        var alt = false
        var shift = false
        while true {
            if rest.hasPrefix("Ctrl-"), rest.count > 5 {
                control = true
                rest = rest.dropFirst(5)
            } else if rest.hasPrefix("Alt-"), rest.count > 4 {
                alt = true
                rest = rest.dropFirst(4)
            } else if rest.hasPrefix("Shift-"), rest.count > 6 {
                shift = true
                rest = rest.dropFirst(6)
            } else {
                break
            }
        }
        let code: Code
        if let known = Self.names.first(where: { $0.0 == rest }) {
            code = known.1
        } else if rest.count == 1, let character = rest.first {
            code = .character(control ? Character(character.lowercased()) : character)
        } else if rest.first == "F", let number = Int(rest.dropFirst()) {
            code = .function(number)
        } else {
            return nil
        }
        self.init(code, control: control, alt: alt, shift: shift)
    }
}

/// A press, release, move or wheel of the mouse.
public struct MouseEvent: Hashable, Sendable {
    /// What happened.
    public enum Action: Hashable, Sendable {
        case press, release, drag, wheelUp, wheelDown
    }

    public var action: Action
    public var position: Point
    /// 1 left, 2 middle, 3 right.
    public var button: Int
    public var shift: Bool
    public var control: Bool

    public init(_ action: Action, at position: Point, button: Int = 1, shift: Bool = false, control: Bool = false) {
        self.action = action
        self.position = position
        self.button = button
        self.shift = shift
        self.control = control
    }
}

/// What the terminal sends.
public enum InputEvent: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// A pasted text, line breaks as `\n`.
    case paste(String)
    case resize(Size)
    /// The terminal went away (hang-up, end of input).
    case closed
}
