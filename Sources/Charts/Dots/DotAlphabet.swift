import Terminal

/// How the dots of a cell become a character.
enum DotAlphabet: Hashable {
    /// Two dots wide, four high.
    case braille
    /// One wide, two high: for consoles without braille.
    case halves
    /// One dot a cell, a letter a series.
    case ascii

    init(_ glyphs: Glyphs) { self = !glyphs.isUnicode ? .ascii : glyphs.hasBraille ? .braille : .halves }

    var columns: Int { self == .braille ? 2 : 1 }

    var rows: Int {
        switch self {
        case .braille: 4
        case .halves: 2
        case .ascii: 1
        }
    }

    /// The bit of a dot within its cell, from the upper left.
    @inline(__always)
    func bit(_ x: Int, _ y: Int) -> UInt8 {
        switch self {
        case .braille: y == 3 ? (x == 0 ? 0x40 : 0x80) : UInt8(1) << UInt8(x * 3 + y)
        case .halves: UInt8(1) << UInt8(y)
        case .ascii: 1
        }
    }

    /// The character of some dots; in ASCII the letter of the slot.
    func text(_ mask: UInt8, slot: Int) -> String {
        switch self {
        case .braille: mask == 0 ? " " : Unicode.Scalar(0x2800 + UInt32(mask)).map { String(Character($0)) } ?? " "
        case .halves: [" ", "▀", "▄", "█"][Int(mask & 3)]
        case .ascii: mask == 0 ? " " : Self.letters[slot % Self.letters.count]
        }
    }

    /// One letter a slot, told apart at a glance.
    static let letters = ["*", "+", "x", "#", "o", "@", "%", "&"]
}
