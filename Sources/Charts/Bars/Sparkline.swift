public import Terminal

/// A shape in one row of cells: eight heights a cell.
public enum Sparkline {
    /// A histogram: heights from zero. What is not zero is seen, however small; values that are none leave a blank.
    ///
    /// - Parameters:
    ///   - counts: any number of bins.
    ///   - width: cells at the most; of more bins neighbours are joined to their mean, fewer keep a cell each.
    ///   - glyphs: what the terminal shows.
    /// - Returns: a text of `min(counts.count, width)` cells.
    public static func histogram(_ counts: [Double], width: Int, glyphs: Glyphs = .unicode) -> String {
        // Means, since neighbours are not joined in groups of one size: sums would make a comb of even bins.
        let bins = grouped(counts, width) { $0.reduce(0, +) / Double($0.count) }
        let largest = bins.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
        return bins.map { count in
            guard largest > 0, count > 0, count.isFinite else { return " " }
            return block(count / largest, glyphs)
        }.joined()
    }

    /// A course of values: heights from the lowest to the highest, or within a range that several share.
    ///
    /// - Parameters:
    ///   - values: any number of values; gaps stay blank.
    ///   - width: cells at the most; more values are replaced by their neighbourhood's mean.
    ///   - range: what the lowest and the highest block stand for; nil takes the values' own.
    ///   - glyphs: what the terminal shows.
    /// - Returns: a text of `min(values.count, width)` cells.
    public static func trend(
        _ values: [Double], width: Int, range: ClosedRange<Double>? = nil, glyphs: Glyphs = .unicode
    ) -> String {
        let means = grouped(values, width) { bin in
            let known = bin.filter(\.isFinite)
            return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
        }
        let known = means.filter(\.isFinite)
        guard let low = range?.lowerBound ?? known.min(), let high = range?.upperBound ?? known.max() else {
            return String(repeating: " ", count: means.count)
        }
        return means.map { mean in
            guard mean.isFinite else { return " " }
            return block(high > low ? (mean - low) / (high - low) : 0.5, glyphs)
        }.joined()
    }

    /// One of the eight blocks that are not blank.
    private static func block(_ share: Double, _ glyphs: Glyphs) -> String {
        let last = glyphs.verticalBlocks.count - 1
        guard last >= 1 else { return " " }
        let level = min(max(Int((share * Double(last)).rounded()), 1), last)
        let text = glyphs.verticalBlocks[level]
        // Terminals with fewer blocks show the lowest that they have rather than nothing.
        return text == " " ? glyphs.verticalBlocks.first { $0 != " " } ?? text : text
    }

    /// Neighbours joined so that at most `width` are left, all of nearly the same size.
    static func grouped(_ values: [Double], _ width: Int, _ join: (ArraySlice<Double>) -> Double) -> [Double] {
        guard width > 0 else { return [] }
        guard values.count > width else { return values }
        return (0..<width).map { join(values[values.count * $0 / width..<values.count * ($0 + 1) / width]) }
    }
}
