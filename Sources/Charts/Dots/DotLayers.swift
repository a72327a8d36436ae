import Terminal

/// Layers of dots laid over one another: every dot is kept, and a cell takes the colour of the layer with most dots in it.
struct DotLayers {
    /// One layer.
    struct Layer {
        var dots: DotGrid
        var style: Style
        /// Decides the letter in ASCII.
        var slot: Int
        /// Layers of higher rank cover those below where both have dots; ties of dots go to the earlier layer.
        var rank: Int
    }

    var layers: [Layer] = []

    /// The character and the style of a cell; nil where no layer has a dot.
    func cell(_ column: Int, _ row: Int) -> (text: String, style: Style)? {
        var mask: UInt8 = 0
        var best: Layer?
        var bestDots = 0
        for layer in layers {
            let own = layer.dots.mask(column, row)
            guard own != 0 else { continue }
            let isAbove = layer.rank > (best?.rank ?? Int.min)
            if isAbove || layer.rank == best?.rank && own.nonzeroBitCount > bestDots {
                // A layer that stands in front hides the dots behind it, so that its shape is clean.
                if isAbove, layer.rank >= Self.occluding { mask = 0 }
                best = layer
                bestDots = own.nonzeroBitCount
            }
            if layer.rank >= best?.rank ?? 0 || (best?.rank ?? 0) < Self.occluding { mask |= own }
        }
        guard let best else { return nil }
        return (best.dots.alphabet.text(mask, slot: best.slot), best.style)
    }

    /// The rank from which a layer hides the dots behind it.
    static let occluding = 10
}
