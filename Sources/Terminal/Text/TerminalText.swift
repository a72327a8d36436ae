/// The one way for text to reach the terminal: cuts any text into graphemes that cannot act on it.
///
/// Data, file names, errors and the words of outside trainers may hold escape sequences, C1 controls, direction marks and
/// emoji of unknowable width. Controls become their pictures (`␛`), what else is dangerous becomes `�`, joiners and selectors
/// vanish, emoji sequences keep their first picture, flags become their two letters.
public enum TerminalText {
    /// What stands for a dangerous scalar that has no picture of its own.
    public static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// A visible stand-in for a dangerous scalar.
    static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? replacement
        case 0x7F: "\u{2421}"
        default: replacement
        }
    }

    /// Visits the graphemes of a text with the columns that each takes (1 or 2), until the body returns false.
    public static func forEachGrapheme(in text: String, _ body: (Grapheme, Int) -> Bool) {
        var pending: Grapheme?
        var pendingColumns = 0
        var joined = false
        for scalar in text.unicodeScalars {
            let kind = ScalarWidth.kind(of: scalar)
            if kind == .combining {
                if pending != nil {
                    pending?.combine(scalar)
                } else {
                    // A mark with nothing to stand on gets the circle that Unicode has for that.
                    pending = Grapheme(unchecked: "\u{25CC}")
                    pending?.combine(scalar)
                    pendingColumns = 1
                }
                continue
            }
            if kind == .ignorable {
                if scalar.value == 0x200D, pendingColumns == 2 { joined = true }
                continue
            }
            // What a joiner ties to an emoji, and a skin colour after one, belongs to the picture already there.
            if joined || (pendingColumns == 2 && 0x1F3FB...0x1F3FF ~= scalar.value) {
                joined = false
                continue
            }
            if let grapheme = pending, !body(grapheme, pendingColumns) { return }
            switch kind {
            case .dangerous:
                pending = Grapheme(unchecked: picture(of: scalar))
                pendingColumns = 1
            case .wide:
                pending = Grapheme(unchecked: scalar)
                pendingColumns = 2
            default:
                // Two regional indicators would join to a flag whose width terminals disagree about: their letters instead.
                let value = scalar.value
                let letter = 0x1F1E6...0x1F1FF ~= value ? Unicode.Scalar(value - 0x1F1E6 + 0x41) : scalar
                pending = Grapheme(unchecked: letter ?? scalar)
                pendingColumns = 1
            }
        }
        if let grapheme = pending { _ = body(grapheme, pendingColumns) }
    }

    /// The columns that a text takes.
    public static func columns(of text: String) -> Int {
        let utf8 = text.utf8
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
        var total = 0
        forEachGrapheme(in: text) { _, columns in
            total += columns
            return true
        }
        return total
    }

    /// The text as the terminal will show it, everything dangerous made visible or dropped.
    public static func harmless(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var view = String.UnicodeScalarView()
        forEachGrapheme(in: text) { grapheme, _ in
            grapheme.forEachScalar { view.append($0) }
            return true
        }
        return String(view)
    }

    /// The text cut to so many columns, with the ellipsis as its last character where something was cut.
    public static func fitted(_ text: String, columns: Int, ellipsis: String = "…") -> String {
        guard columns > 0 else { return "" }
        if Self.columns(of: text) <= columns { return harmless(text) }
        var view = String.UnicodeScalarView()
        var used = 0
        let room = columns - Self.columns(of: ellipsis)
        guard room >= 0 else { return String(repeating: ".", count: columns) }
        forEachGrapheme(in: text) { grapheme, width in
            guard used + width <= room else { return false }
            grapheme.forEachScalar { view.append($0) }
            used += width
            return true
        }
        return String(view) + ellipsis
    }

    /// The text broken into lines of at most so many columns, at blanks where there are any; line breaks are kept.
    public static func wrapped(_ text: String, columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            var used = 0
            for word in paragraph.split(separator: " ", omittingEmptySubsequences: true) {
                var word = harmless(String(word))
                var width = Self.columns(of: word)
                if used > 0, used + 1 + width > columns {
                    lines.append(line)
                    line = ""
                    used = 0
                }
                while width > columns {
                    let head = prefix(of: word, columns: columns)
                    guard !head.isEmpty else { break }
                    lines.append(head)
                    word.unicodeScalars.removeFirst(head.unicodeScalars.count)
                    width = Self.columns(of: word)
                }
                line += used > 0 ? " " + word : word
                used += (used > 0 ? 1 : 0) + width
            }
            lines.append(line)
        }
        return lines
    }

    /// As many graphemes from the front as fit, without an ellipsis.
    static func prefix(of text: String, columns: Int) -> String {
        var view = String.UnicodeScalarView()
        var used = 0
        forEachGrapheme(in: text) { grapheme, width in
            guard used + width <= columns else { return false }
            grapheme.forEachScalar { view.append($0) }
            used += width
            return true
        }
        return String(view)
    }
}
