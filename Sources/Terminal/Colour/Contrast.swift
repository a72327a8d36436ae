import Glibc

/// How well two colours can be told apart, by the Web Content Accessibility Guidelines 2.2.
public enum Contrast {
    /// Relative luminance, 0 for black to 1 for white.
    public static func luminance(red: UInt8, green: UInt8, blue: UInt8) -> Double {
        func linear(_ value: UInt8) -> Double {
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The contrast ratio, 1 to 21; nil where one of the two is the terminal's own.
    public static func ratio(_ a: Colour, _ b: Colour) -> Double? {
        guard let first = a.components, let second = b.components else { return nil }
        let x = luminance(red: first.red, green: first.green, blue: first.blue)
        let y = luminance(red: second.red, green: second.green, blue: second.blue)
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

}
