/// How many columns a scalar takes on a terminal, from tables of our own: the same on every machine, with or without a screen.
///
/// Ambiguous characters count as one column, as terminals show them outside of old East Asian locales.
public enum ScalarWidth {
    /// What a scalar does in a row of cells.
    public enum Kind: Equatable, Sendable {
        /// Takes one column.
        case narrow
        /// Takes two columns.
        case wide
        /// Stands on the character before it and takes no column.
        case combining
        /// Takes no column and shows nothing: joiners, variation selectors, emoji modifiers' glue.
        case ignorable
        /// Would act on the terminal or mislead the reader: controls, direction marks, separators, what is not a character.
        case dangerous
    }

    /// The kind of a scalar.
    ///
    /// - Complexity: O(1) for Latin, box drawing, blocks and braille; a binary search for the rest.
    @inline(__always)
    public static func kind(of scalar: Unicode.Scalar) -> Kind {
        let value = scalar.value
        if value < 0x300 {
            if value >= 0x20 && value < 0x7F { return .narrow }
            if value < 0xA0 { return .dangerous }
            return value == 0xAD ? .ignorable : .narrow
        }
        return slowKind(of: scalar)
    }

    /// Columns of a scalar: 0, 1 or 2; what is dangerous is shown as one replacement character, so 1.
    public static func columns(of scalar: Unicode.Scalar) -> Int {
        switch kind(of: scalar) {
        case .narrow, .dangerous: 1
        case .wide: 2
        case .combining, .ignorable: 0
        }
    }

    private static func slowKind(of scalar: Unicode.Scalar) -> Kind {
        let value = scalar.value
        if value >= 0x2500 && value < 0x25FD || value >= 0x2800 && value < 0x2900 { return .narrow }
        if value >= 0x4E00 && value < 0xA000 || value >= 0xAC00 && value < 0xD7A4 { return .wide }
        if isDangerous(value) { return .dangerous }
        if isIgnorable(value) { return .ignorable }
        // Hangul vowels and finals stand on the leading consonant.
        if value >= 0x1160 && value < 0x1200 || value >= 0xD7B0 && value < 0xD7FC { return .combining }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return .combining
        case .format: return .ignorable
        case .control, .surrogate, .lineSeparator, .paragraphSeparator: return .dangerous
        default: return isWide(value) ? .wide : .narrow
        }
    }

    private static func isDangerous(_ value: UInt32) -> Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // direction
        case 0x2028, 0x2029: true  // line and paragraph separators
        case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true  // interlinear annotation, tags
        case 0xFDD0...0xFDEF: true  // not characters
        default: value & 0xFFFE == 0xFFFE
        }
    }

    private static func isIgnorable(_ value: UInt32) -> Bool {
        switch value {
        case 0x200B...0x200D, 0x2060...0x2064, 0xFEFF: true
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180F: true  // variation selectors
        case 0x20E3: true  // the key cap around a digit
        default: false
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = wideRanges.count / 2
        while low < high {
            let middle = (low + high) / 2
            if wideRanges[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
        }
        return low < wideRanges.count / 2 && wideRanges[2 * low] <= value
    }
}
