/// A control sequence that a terminal sent: `ESC [`, parameters, a final character.
struct ControlSequence {
    /// All between the bracket and the final character.
    var parameters: String
    var final: Unicode.Scalar

    /// The event that it means; nil for answers and what is unknown.
    var event: InputEvent? {
        if parameters.first == "<" { return mouse }
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { part in
            Int(part.prefix { $0 != ":" }) ?? 1
        }
        let modifiers = numbers.count > 1 ? numbers[1] : 1
        switch final {
        case "Z": return .key(Key(.tab, shift: true))
        case "u": return numbers.first.flatMap { character($0, modifiers: modifiers) }
        case "~":
            if numbers.count == 3, numbers[0] == 27 { return character(numbers[2], modifiers: modifiers) }
            return numbers.first.flatMap(Self.tildeKey).map { key($0, modifiers: modifiers) }
        default: return Self.letterKey(final).map { key($0, modifiers: modifiers) }
        }
    }

    private func key(_ code: Key.Code, modifiers: Int) -> InputEvent {
        let bits = max(0, modifiers - 1)
        return .key(Key(code, control: bits & 4 != 0, alt: bits & 2 != 0, shift: bits & 1 != 0))
    }

    /// A key reported by its character's number, as kitty and xterm's modifyOtherKeys do.
    private func character(_ number: Int, modifiers: Int) -> InputEvent? {
        guard number >= 0, let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init),
            var key = InputDecoder.key(of: scalar)
        else { return nil }
        let bits = max(0, modifiers - 1)
        key.control = key.control || bits & 4 != 0
        key.alt = bits & 2 != 0
        // A shifted character comes as the shifted character.
        if case .character(let plain) = key.code {
            if bits & 1 != 0, let upper = plain.uppercased().first { key.code = .character(upper) }
        } else {
            key.shift = bits & 1 != 0
        }
        return .key(key)
    }

    private static func letterKey(_ final: Unicode.Scalar) -> Key.Code? {
        switch final {
        case "A": .up
        case "B": .down
        case "C": .right
        case "D": .left
        case "H": .home
        case "F": .end
        case "M": .enter
        case "P": .function(1)
        case "Q": .function(2)
        case "R": .function(3)
        case "S": .function(4)
        default: nil
        }
    }

    private static func tildeKey(_ number: Int) -> Key.Code? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...24: .function(number - 12)
        default: nil
        }
    }

    /// `<button;column;row` with `M` for press and `m` for release.
    private var mouse: InputEvent? {
        let numbers = parameters.dropFirst().split(separator: ";").compactMap { Int($0) }
        guard numbers.count == 3, final == "M" || final == "m", numbers[1] > 0, numbers[2] > 0 else { return nil }
        let code = numbers[0]
        let action: MouseEvent.Action
        switch code & 0b1100_0011 {
        case 64: action = .wheelUp
        case 65: action = .wheelDown
        case 66...: return nil
        default:
            if final == "m" {
                action = .release
            } else if code & 32 != 0 {
                // Motion without a button is not asked for; some terminals send it all the same.
                guard code & 3 != 3 else { return nil }
                action = .drag
            } else {
                action = .press
            }
        }
        return .mouse(
            MouseEvent(
                action, at: Point(numbers[1] - 1, numbers[2] - 1), button: code & 64 != 0 ? 1 : code & 3 + 1,
                shift: code & 4 != 0,
                control: code & 16 != 0))
    }
}
