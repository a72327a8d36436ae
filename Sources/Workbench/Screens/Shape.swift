import Charts
import Recipes
import Tabular
import Terminal

/// The shape of a column in one line of text: its histogram, or its commonest values.
enum Shape {
    static func text(_ profile: ColumnProfile, width: Int, glyphs: Glyphs) -> String {
        guard profile.kind != .identifier else { return "" }
        if let histogram = profile.histogram {
            return Sparkline.histogram(
                histogram.counts.map(Double.init), width: min(width, histogram.counts.count), glyphs: glyphs)
        }
        let counts = profile.top.prefix(width).map(\.count)
        return Sparkline.histogram(counts.map(Double.init), width: counts.count, glyphs: glyphs)
    }
}

extension ColumnProfile.Association {
    /// Measure and value in nine cells, so that bars behind them begin in one column.
    var text: String {
        let name = measure + String(repeating: " ", count: max(0, 3 - measure.count))
        return "\(name) \(Figures.fixed(value, 2)) "
    }
}
