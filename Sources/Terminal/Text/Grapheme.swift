/// What one cell shows: a base scalar and up to four that stand on it, packed into 16 bytes so that surfaces copy like memory.
///
/// ncurses holds five scalars a cell; further marks are dropped.
public struct Grapheme: Hashable, Sendable {
    /// Three scalars of 21 bits, the base lowest.
    private var low: UInt64
    private var high: UInt64

    private static let mask: UInt64 = 0x1F_FFFF

    /// One scalar, made harmless where it is dangerous.
    @inline(__always)
    init(unchecked scalar: Unicode.Scalar) {
        low = UInt64(scalar.value)
        high = 0
    }

    /// The right half of a wide character.
    public static let continuation = Grapheme(unchecked: "\0")
    /// A blank.
    public static let space = Grapheme(unchecked: " ")

    /// Whether this is the right half of the wide character to its left.
    public var isContinuation: Bool { low == 0 }

    /// The scalars in order; empty for a right half.
    public var scalars: [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        forEachScalar { result.append($0) }
        return result
    }

    /// Visits the scalars without an allocation.
    @inline(__always)
    public func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
        var rest = low
        while rest != 0 {
            if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: rest & Self.mask)) { body(scalar) }
            rest >>= 21
        }
        rest = high
        while rest != 0 {
            if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: rest & Self.mask)) { body(scalar) }
            rest >>= 21
        }
    }

    /// The base scalar; a space for a right half.
    public var base: Unicode.Scalar {
        low == 0 ? " " : Unicode.Scalar(UInt32(truncatingIfNeeded: low & Self.mask)) ?? " "
    }

    /// Columns that it takes: 0 for a right half.
    public var columns: Int { low == 0 ? 0 : max(1, ScalarWidth.columns(of: base)) }

    /// As text.
    public var text: String {
        var view = String.UnicodeScalarView()
        forEachScalar { view.append($0) }
        return String(view)
    }

    /// Puts a mark on the character, if there is room.
    mutating func combine(_ scalar: Unicode.Scalar) {
        let value = UInt64(scalar.value)
        guard low != 0 else { return }
        if low >> 21 == 0 {
            low |= value << 21
        } else if low >> 42 == 0 {
            low |= value << 42
        } else if high == 0 {
            high = value
        } else if high >> 21 == 0 {
            high |= value << 21
        }
    }

    /// The first grapheme of a text, made harmless; an empty text is a right half.
    public init(_ text: String) {
        self = .continuation
        var found = false
        TerminalText.forEachGrapheme(in: text) { grapheme, _ in
            guard !found else { return false }
            self = grapheme
            found = true
            return false
        }
    }
}
