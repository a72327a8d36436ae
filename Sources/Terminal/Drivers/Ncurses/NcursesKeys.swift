import CNcurses

/// The keys that ncurses gives numbers to.
struct NcursesKeys {
    /// Numbers of keys with modifiers, which differ from machine to machine: found by name, once.
    private var named: [UInt32: Key?] = [:]

    /// The piece of input that a key's number stands for.
    mutating func unit(_ code: UInt32) -> InputDecoder.Unit? {
        switch Int32(bitPattern: code) {
        case Int32(curses_key_mouse): return .mouseBegin
        case Int32(curses_key_paste_begin): return .pasteBegin
        case Int32(curses_key_paste_end): return .pasteEnd
        default: return key(code).map { .key($0) }
        }
    }

    private mutating func key(_ code: UInt32) -> Key? {
        switch Int32(bitPattern: code) {
        case KEY_UP: return Key(.up)
        case KEY_DOWN: return Key(.down)
        case KEY_LEFT: return Key(.left)
        case KEY_RIGHT: return Key(.right)
        case KEY_HOME, KEY_FIND: return Key(.home)
        case KEY_END, KEY_SELECT, KEY_LL: return Key(.end)
        case KEY_PPAGE: return Key(.pageUp)
        case KEY_NPAGE: return Key(.pageDown)
        case KEY_BACKSPACE: return Key(.backspace)
        case KEY_DC: return Key(.delete)
        case KEY_IC: return Key(.insert)
        case KEY_ENTER: return Key(.enter)
        case KEY_BTAB: return Key(.tab, shift: true)
        case KEY_SR: return Key(.up, shift: true)
        case KEY_SF: return Key(.down, shift: true)
        case KEY_SLEFT: return Key(.left, shift: true)
        case KEY_SRIGHT: return Key(.right, shift: true)
        case KEY_SHOME: return Key(.home, shift: true)
        case KEY_SEND: return Key(.end, shift: true)
        case KEY_SPREVIOUS: return Key(.pageUp, shift: true)
        case KEY_SNEXT: return Key(.pageDown, shift: true)
        case KEY_SDC: return Key(.delete, shift: true)
        case KEY_F0 + 1...KEY_F0 + 12: return Key(.function(Int(code) - Int(KEY_F0)))
        default:
            if let known = named[code] { return known }
            let found = keyname(Int32(bitPattern: code)).flatMap { Self.key(named: String(cString: $0)) }
            named[code] = .some(found)
            return found
        }
    }

    /// A key by its extended name, such as `kLFT5`: the number is xterm's for the modifiers.
    static func key(named name: String) -> Key? {
        guard let digit = name.last?.wholeNumberValue, digit >= 2, digit <= 8 else { return nil }
        let codes: [String: Key.Code] = [
            "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home, "kEND": .end, "kPRV": .pageUp,
            "kNXT": .pageDown, "kDC": .delete, "kIC": .insert,
        ]
        guard let code = codes[String(name.dropLast())] else { return nil }
        let bits = digit - 1
        return Key(code, control: bits & 4 != 0, alt: bits & 2 != 0, shift: bits & 1 != 0)
    }
}
