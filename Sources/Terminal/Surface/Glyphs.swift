/// The special characters that views draw with, in one set for terminals that show Unicode and one for those that do not.
public struct Glyphs: Hashable, Sendable {
    /// The parts of a frame.
    public struct Box: Hashable, Sendable {
        public var topLeft: String
        public var topRight: String
        public var bottomLeft: String
        public var bottomRight: String
        public var horizontal: String
        public var vertical: String
        /// `├`, `┤`, `┬`, `┴`, `┼`.
        public var teeRight: String
        public var teeLeft: String
        public var teeDown: String
        public var teeUp: String
        public var cross: String
    }

    /// Whether this set goes beyond ASCII.
    public var isUnicode: Bool
    /// Whether braille may be drawn.
    public var hasBraille: Bool
    public var box: Box
    public var ellipsis: Grapheme
    /// On, half, off.
    public var on: String
    public var half: String
    public var off: String
    /// Marked, as runs for comparison.
    public var marked: String
    /// The best of all.
    public var best: String
    /// Dropped or failed.
    public var cross: String
    public var check: String
    /// Where the eye should be: before the current row.
    public var pointer: String
    /// A serious and a light warning.
    public var alert: String
    public var notice: String
    public var up: String
    public var down: String
    public var left: String
    public var right: String
    public var arrow: String
    public var minus: String
    public var plusMinus: String
    public var dot: String
    public var times: String
    public var same: String
    public var missing: String
    /// Rows left out.
    public var more: String
    /// Eighths of a cell from the left, from empty to full; the last is full.
    public var horizontalBlocks: [String]
    /// Eighths of a cell from below, from empty to full; the last is full.
    public var verticalBlocks: [String]
    public var shade: String
    /// A track below a bar.
    public var track: String
    /// Sort keys one to nine.
    public var sortOrdinals: [String]
    /// A line that is dashed.
    public var dashed: String

    /// For terminals with UTF-8.
    public static let unicode = Glyphs(
        isUnicode: true, hasBraille: true,
        box: Box(
            topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─", vertical: "│", teeRight: "├",
            teeLeft: "┤", teeDown: "┬", teeUp: "┴", cross: "┼"),
        ellipsis: Grapheme("…"), on: "●", half: "◐", off: "○", marked: "◉", best: "◆", cross: "✗", check: "✓", pointer: "▸",
        alert: "▲", notice: "△", up: "↑", down: "↓", left: "←", right: "→", arrow: "→", minus: "−", plusMinus: "±", dot: "·",
        times: "×", same: "≈", missing: "—", more: "⋮", horizontalBlocks: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
        verticalBlocks: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], shade: "░", track: "─",
        sortOrdinals: ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"], dashed: "┄")

    /// For everything else.
    public static let ascii = Glyphs(
        isUnicode: false, hasBraille: false,
        box: Box(
            topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-", vertical: "|", teeRight: "+",
            teeLeft: "+", teeDown: "+", teeUp: "+", cross: "+"),
        ellipsis: Grapheme("~"), on: "*", half: "%", off: "o", marked: "@", best: "#", cross: "x", check: "v", pointer: ">",
        alert: "!", notice: "?", up: "^", down: "v", left: "<", right: ">", arrow: ">", minus: "-", plusMinus: "~", dot: ".",
        times: "x", same: "=", missing: "-", more: ":", horizontalBlocks: [" ", " ", " ", "-", "-", "-", "=", "=", "#"],
        verticalBlocks: [" ", "_", "_", ".", "-", "-", "=", "=", "#"], shade: ":", track: ".",
        sortOrdinals: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], dashed: "-")

    /// Unicode without what the Linux console's font lacks: braille, bullets and round corners.
    public static let console: Glyphs = {
        var glyphs = Glyphs.unicode
        glyphs.hasBraille = false
        glyphs.box.topLeft = "┌"
        glyphs.box.topRight = "┐"
        glyphs.box.bottomLeft = "└"
        glyphs.box.bottomRight = "┘"
        glyphs.ellipsis = Grapheme("~")
        (glyphs.on, glyphs.half, glyphs.off, glyphs.marked, glyphs.best) = ("*", "%", "o", "@", "#")
        (glyphs.cross, glyphs.check, glyphs.pointer, glyphs.alert, glyphs.notice) = ("x", "v", ">", "!", "?")
        (glyphs.minus, glyphs.same, glyphs.missing, glyphs.more, glyphs.dashed) = ("-", "=", "-", ":", "-")
        glyphs.horizontalBlocks = [" ", " ", " ", " ", "▌", "▌", "▌", "▌", "█"]
        glyphs.verticalBlocks = [" ", " ", "▄", "▄", "▄", "▄", "█", "█", "█"]
        glyphs.sortOrdinals = Glyphs.ascii.sortOrdinals
        return glyphs
    }()
}

extension TerminalAbilities {
    /// The glyphs that this terminal can show.
    public var glyphs: Glyphs { !unicode ? .ascii : braille ? .unicode : .console }
}
