import Charts
import Interface
import Statistics
import Terminal

/// How an effect is written and drawn.
enum EffectText {
    /// On one scale from -1 to 1, whatever the measure: a difference of means in standard deviations becomes the correlation that
    /// goes with it in groups of equal size, d / sqrt(d^2 + 4).
    static func onScale(_ value: Double, _ kind: EffectSize.Kind) -> Double {
        kind == .hedgesG ? value / (value * value + 4).squareRoot() : min(max(value, -1), 1)
    }

    /// The interval around zero as a row: the effect, how sure it is, and where nothing would stand.
    static func strip(_ effect: EffectSize, width: Int, looks: Looks) -> [StyledText] {
        IntervalStrip(
            mean: onScale(effect.value, effect.kind),
            interval: effect.interval.map { onScale($0.lowerBound, effect.kind)...onScale($0.upperBound, effect.kind) },
            reference: 0, range: -1...1
        ).row(width: width, looks: looks)
    }

    /// Measure, value, interval, word, drawing.
    static func spans(_ effect: EffectSize, width: Int, _ state: WorkbenchState) -> [StyledText] {
        var text = [
            state.styled(effect.sizeWord, .strong), state.styled("   \(effect.name) \(Figures.fixed(effect.value, 3))"),
        ]
        if let interval = effect.interval { text.append(state.styled("  " + Figures.interval(interval, 3), .dim)) }
        return text + [state.styled("   \(state.looks.glyphs.minus)1 ", .faint)] + strip(effect, width: width, looks: state.looks)
            + [state.styled(" 1", .faint)]
    }
}
