/// A leaf as the search sees it: its sums, and what its splits must keep to.
struct LeafView: BitwiseCopyable {
    let sum: Int64
    let rows: Int
    let layout: PairLayout
    /// Sums of pairs in units; penalties brought to the same units.
    let gradient: Double
    let hessian: Double
    let lambda: Double
    let alpha: Double
    /// What a unit of the search's gains is in units of the loss.
    let gainUnit: Double
    /// The gain of the leaf as it is.
    let own: Double
    /// The gain that a split must exceed: that of the leaf as it is, and the least gain a split needs.
    let floor: Double
    /// The sum of second derivatives, in units, that a side has at the least; stands for rows and weight both.
    let leastHessian: Int64
    /// What the sides' values must lie between, in units of the search.
    let bounds: ValueBounds
    /// Rows a unit of the second derivatives stands for. The histograms count no rows, so those of a bin are estimated by its share of the
    /// second derivatives, as LightGBM does; exact for a quantity.
    let rowsPerUnit: Double

    init(
        sum: Int64, rows: Int, layout: PairLayout, parameters: BoostingParameters, gainScale: Double,
        bounds: ValueBounds = ValueBounds()
    ) {
        self.sum = sum
        self.rows = rows
        self.layout = layout
        gradient = Double(layout.gradient(sum))
        hessian = Double(layout.hessian(sum))
        lambda = parameters.lambda / layout.hessianUnit
        alpha = parameters.alpha / layout.gradientUnit
        // Divided first: the square of a tiny unit would be 0.
        gainUnit = layout.gradientUnit * (layout.gradientUnit / layout.hessianUnit) * gainScale
        self.bounds = bounds.isOpen ? bounds : bounds.divided(by: layout.gradientUnit / layout.hessianUnit)
        own =
            self.bounds.isOpen
            ? LeafView.gain(gradient, hessian, lambda: lambda, alpha: alpha)
            : LeafView.gain(gradient, hessian, lambda: lambda, alpha: alpha, within: self.bounds).gain
        // Where all gradients are equal, rounding would make gains of 1e-16.
        floor = own + max(parameters.minSplitGain / gainUnit, own * 1e-12)
        rowsPerUnit = hessian > 0 ? Double(rows) / hessian : 0
        let byWeight = (parameters.minLeafHessian / layout.hessianUnit).rounded(.up)
        let byRows = rowsPerUnit > 0 ? ((Double(parameters.minLeafRows) - 0.5) / rowsPerUnit).rounded(.up) : .infinity
        leastHessian = Int64(min(max(byWeight, byRows, 1), 0x1p60))
    }

    /// Twice what a leaf with these sums takes off the loss.
    @inline(__always)
    static func gain(_ gradient: Double, _ hessian: Double, lambda: Double, alpha: Double) -> Double {
        let weight = hessian + lambda
        guard weight > 0 else { return 0 }
        let reduced = shrunk(gradient, by: alpha)
        return reduced * reduced / weight
    }

    /// The same where the value must keep to bounds; and that value.
    static func gain(
        _ gradient: Double, _ hessian: Double, lambda: Double, alpha: Double, within bounds: ValueBounds
    ) -> (gain: Double, value: Double) {
        let weight = hessian + lambda
        guard weight > 0 else { return (0, bounds.clamp(0)) }
        let reduced = shrunk(gradient, by: alpha)
        let value = bounds.clamp(-reduced / weight)
        return (-(2 * reduced + weight * value) * value, value)
    }

    /// The gradient after the L1 penalty.
    @inline(__always)
    static func shrunk(_ gradient: Double, by alpha: Double) -> Double {
        alpha == 0 ? gradient : gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0
    }

    /// Whether any split can keep to the bounds.
    var canSplit: Bool { layout.hessian(sum) >= 2 * leastHessian && rows >= 2 }
}

/// What a leaf's value must lie between.
struct ValueBounds: BitwiseCopyable, Equatable {
    var lower = -Double.infinity
    var upper = Double.infinity

    /// Whether any value will do.
    var isOpen: Bool { lower == -.infinity && upper == .infinity }

    @inline(__always)
    func clamp(_ value: Double) -> Double { min(max(value, lower), upper) }

    /// The bounds in other units.
    func divided(by unit: Double) -> ValueBounds { ValueBounds(lower: lower / unit, upper: upper / unit) }
}
