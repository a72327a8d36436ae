/// The alphabet that charts are drawn in, from the finest that a terminal can show to plain ASCII.
public enum ChartGlyphs: String, Hashable, Sendable, CaseIterable {
    /// Braille dots (2 x 4 a cell), eighth blocks, box lines.
    case braille
    /// Quadrant blocks (2 x 2 a cell) for lines, else as braille: for consoles and fonts without braille.
    case blocks
    /// ASCII only: a letter a series, `#` bars, `+-|` axes.
    case ascii
}
