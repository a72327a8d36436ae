public import Terminal

/// How probable it is that something is worse, practically the same, or better: three shades of one bar.
public struct ProbabilityBar: Equatable, Sendable {
    /// Probability of worse.
    public var worse: Double
    /// Probability of practically the same.
    public var same: Double
    /// Probability of better.
    public var better: Double
    /// How it looks.
    public var style: ChartStyle

    /// Three probabilities that sum to 1.
    public init(worse: Double, same: Double, better: Double, style: ChartStyle = ChartStyle()) {
        self.worse = worse
        self.same = same
        self.better = better
        self.style = style
    }

    /// The bar as one row: `▒▒░░░░░░░░░░███████`, each part in its shade, so that it reads without colour too.
    public func row(width: Int, glyphs: Glyphs = .unicode) -> [StyledText] {
        let cells = cells(width)
        let marks = glyphs.isUnicode ? ["▒", "░", glyphs.horizontalBlocks.last ?? "█"] : ["-", ".", "+"]
        return zip(zip(cells, marks), looks).compactMap { part, look in
            part.0 > 0 ? StyledText(String(repeating: part.1, count: part.0), look) : nil
        }
    }

    /// The words below the bar: `worse 4 %  same 12 %  better 84 %`, the likeliest in bold.
    public func words(glyphs: Glyphs = .unicode) -> [StyledText] {
        let shares = [worse, same, better]
        let likeliest = shares.indices.max { shares[$0] < shares[$1] }
        return shares.indices.flatMap { index -> [StyledText] in
            let look = index == likeliest ? looks[index].adding(.bold) : looks[index]
            let text = "\(["worse", "same", "better"][index]) \(Self.percent(shares[index]))"
            return (index > 0 ? [StyledText("  ", style.label)] : []) + [StyledText(glyphs.folded(text), look)]
        }
    }

    /// Draws the bar, and with a second row the words.
    public func draw(on surface: inout Surface, in rect: Rect) {
        guard rect.width >= 3, rect.height >= 1 else { return }
        surface.write(row(width: rect.width, glyphs: surface.glyphs), x: rect.x, y: rect.y, width: rect.width)
        guard rect.height >= 2 else { return }
        surface.write(words(glyphs: surface.glyphs), x: rect.x, y: rect.y + 1, width: rect.width)
    }

    private var looks: [Style] { [style.bad, style.neutral, style.good] }

    /// Never 0 % nor 100 % for what is neither.
    static func percent(_ share: Double) -> String {
        if share > 0, share < 0.005 { return "< 1 %" }
        if share < 1, share > 0.995 { return "> 99 %" }
        return Figures.percent(share, 0)
    }

    /// Whole cells that sum to the width, by largest remainders; what is probable at all is seen where there is room.
    func cells(_ width: Int) -> [Int] {
        let shares = [worse, same, better].map { $0.isFinite ? max(0, $0) : 0 }
        let sum = shares.reduce(0, +)
        guard sum > 0, width > 0 else { return [0, max(0, width), 0] }
        let exact = shares.map { $0 / sum * Double(width) }
        var cells = exact.map { Int($0.rounded(.down)) }
        let order = exact.indices.sorted { exact[$0] - exact[$0].rounded(.down) > exact[$1] - exact[$1].rounded(.down) }
        for index in order.prefix(width - cells.reduce(0, +)) { cells[index] += 1 }
        for index in shares.indices where cells[index] == 0 && shares[index] / sum >= 0.005 {
            guard let largest = cells.indices.max(by: { cells[$0] < cells[$1] }), cells[largest] > 2 else { continue }
            cells[largest] -= 1
            cells[index] = 1
        }
        return cells
    }
}
