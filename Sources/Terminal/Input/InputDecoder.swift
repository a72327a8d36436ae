/// Makes events of what a terminal sends: characters, keys that the terminal library has recognised, and the sequences that
/// it has not.
///
/// Pure: the driver feeds it, tests feed it too. Escape and Alt begin with the same byte, so the driver says when nothing
/// more is waiting (``Unit/pause``).
struct InputDecoder {
    /// A piece of input.
    enum Unit: Equatable {
        case scalar(Unicode.Scalar)
        /// A key that the library has recognised.
        case key(Key)
        /// `ESC [ <`, the beginning of a mouse report.
        case mouseBegin
        case pasteBegin
        case pasteEnd
        /// Nothing more is waiting.
        case pause
    }

    private enum State: Equatable {
        case ground
        /// After ESC.
        case escape
        /// After ESC [, with the bytes so far.
        case control(String)
        /// After ESC O.
        case single
        /// After ESC ] or ESC P: an answer of the terminal, up to BEL or ESC \.
        case answer(String, escaped: Bool)
        case paste(String)
    }

    private var state = State.ground
    /// The last answer about the background's colour (OSC 11), as sent.
    private(set) var backgroundAnswer: String?
    /// Whether the terminal has said what it is, which all do, after all that was asked before.
    private(set) var hasIdentified = false

    /// Whether a sequence or a paste has begun and not ended.
    var isInside: Bool { state != .ground }
    /// Whether all there is so far is an Escape.
    var isAfterEscape: Bool { state == .escape }
    var isInPaste: Bool { if case .paste = state { true } else { false } }

    /// Takes one piece and appends the events that it completes.
    mutating func feed(_ unit: Unit, into events: inout [InputEvent]) {
        switch state {
        case .ground: ground(unit, into: &events)
        case .escape: escape(unit, into: &events)
        case .control(let text): control(text, unit, into: &events)
        case .single: single(unit, into: &events)
        case .answer(let text, let escaped): answer(text, escaped, unit)
        case .paste(var text):
            // The copy in the state is dropped first, so that appending does not copy the whole paste.
            state = .ground
            switch unit {
            case .scalar(let scalar): text.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
            case .pasteEnd, .pause:
                events.append(.paste(text))
                return
            default: break
            }
            state = .paste(text)
        }
    }

    private mutating func ground(_ unit: Unit, into events: inout [InputEvent]) {
        switch unit {
        case .scalar("\u{1B}"): state = .escape
        case .scalar(let scalar):
            if let key = Self.key(of: scalar) { events.append(.key(key)) }
        case .key(let key): events.append(.key(key))
        case .mouseBegin: state = .control("<")
        case .pasteBegin: state = .paste("")
        case .pasteEnd, .pause: break
        }
    }

    private mutating func escape(_ unit: Unit, into events: inout [InputEvent]) {
        state = .ground
        switch unit {
        case .pause: events.append(.key(Key(.escape)))
        case .scalar("\u{1B}"):
            events.append(.key(Key(.escape)))
            state = .escape
        case .scalar("["): state = .control("")
        case .scalar("O"): state = .single
        case .scalar("]"), .scalar("P"): state = .answer("", escaped: false)
        case .scalar(let scalar):
            if var key = Self.key(of: scalar) {
                key.alt = true
                events.append(.key(key))
            }
        default:
            // A recognised key brings an Escape of its own: this one was pressed by itself.
            events.append(.key(Key(.escape)))
            ground(unit, into: &events)
        }
    }

    private mutating func control(_ text: String, _ unit: Unit, into events: inout [InputEvent]) {
        state = .ground
        guard case .scalar(let scalar) = unit else {
            if unit == .pause, text.isEmpty { events.append(.key(Key(.character("["), alt: true))) }
            if unit != .pause { ground(unit, into: &events) }
            return
        }
        switch scalar.value {
        case 0x40...0x7E:
            if scalar == "c", text.hasPrefix("?") { hasIdentified = true }
            if let event = ControlSequence(parameters: text, final: scalar).event { events.append(event) }
        case 0x20...0x3F where text.utf8.count < 64: state = .control(text + String(scalar))
        default: ground(unit, into: &events)
        }
    }

    private mutating func single(_ unit: Unit, into events: inout [InputEvent]) {
        state = .ground
        switch unit {
        case .pause: events.append(.key(Key(.character("O"), alt: true)))
        case .scalar(let scalar):
            if let event = ControlSequence(parameters: "", final: scalar).event { events.append(event) }
        default: ground(unit, into: &events)
        }
    }

    private mutating func answer(_ text: String, _ escaped: Bool, _ unit: Unit) {
        state = .ground
        guard case .scalar(let scalar) = unit else { return }
        if scalar == "\u{7}" || (escaped && scalar == "\\") {
            if text.hasPrefix("11;") { backgroundAnswer = String(text.dropFirst(3)) }
        } else if text.utf8.count < 4096 {
            state = .answer(scalar == "\u{1B}" ? text : text + String(scalar), escaped: scalar == "\u{1B}")
        }
    }

    /// The key of one character; nil for what no key sends.
    static func key(of scalar: Unicode.Scalar) -> Key? {
        switch scalar.value {
        case 0: Key(.character(" "), control: true)
        case 8, 127: Key(.backspace)
        case 9: Key(.tab)
        case 10, 13: Key(.enter)
        case 27: Key(.escape)
        case 1...26: Unicode.Scalar(scalar.value + 0x60).map { Key(.character(Character($0)), control: true) }
        case 28...31: Unicode.Scalar(scalar.value + 0x40).map { Key(.character(Character($0)), control: true) }
        case 0x80...0x9F: nil
        default: Key(Character(scalar))
        }
    }
}
