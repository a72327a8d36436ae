import Interface
import Terminal

extension Looks {
    /// The look of a share between 0 and 1 as heat: a background between the theme's ends, with the text that is read best on it.
    /// On terminals without such colours only what is hot stands out.
    func heat(_ share: Double) -> Style {
        let (low, high) = (self[.heatLow], self[.heatHigh])
        let background = low.background.mixed(with: high.background, share: share)
        let inks = [low.foreground, high.foreground]
        let best = inks.max { (Contrast.ratio($0, background) ?? 0) < (Contrast.ratio($1, background) ?? 0) }
        let nearest = share < 0.5 ? low : high
        return Style(
            Contrast.ratio(low.foreground, background) == nil ? nearest.foreground : best ?? nearest.foreground, on: background,
            nearest.attributes)
    }

    /// Whether heat can be seen as a background.
    var hasHeat: Bool { self[.heatHigh].background != .terminal }
}
