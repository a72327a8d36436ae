/// A way to split a leaf, and what it would gain.
struct SplitCandidate: BitwiseCopyable {
    /// What the loss falls by, beyond the least gain that a split needs; not positive where there is none.
    var gain = 0.0
    /// The place of the feature among the used ones.
    var feature: Int32 = -1
    var isCategorical = false
    /// Whether missing values of a numeric feature go left.
    var missingGoesLeft = false
    /// The last bin that goes left, of a numeric feature.
    var lastLeftBin: Int32 = 0
    /// The bins that go left, of a categorical feature: a bit each.
    var leftBins = SIMD4<UInt64>.zero
    /// The left side's sum of pairs.
    var leftSum: Int64 = 0
    /// The L2 penalty with which the sides' values are taken.
    var lambda = 0.0

    /// Whether this one is to be taken before another; of equal gains, the feature that comes first.
    @inline(__always)
    func isBetter(than other: SplitCandidate) -> Bool {
        gain > other.gain || (gain == other.gain && gain > 0 && feature < other.feature)
    }

    /// Writes 1 for the bins that go left and 0 for the others.
    ///
    /// - `valueBins`: bins of a numeric feature that hold numbers; the next one holds missing values.
    func writeSides(to sides: UnsafeMutablePointer<UInt8>, valueBins: Int) {
        sides.update(repeating: 0, count: 256)
        if isCategorical {
            for bin in 0..<256 where (leftBins[bin >> 6] >> UInt64(bin & 63)) & 1 == 1 { sides[bin] = 1 }
        } else {
            for bin in 0...Int(lastLeftBin) { sides[bin] = 1 }
            if valueBins < 256 { sides[valueBins] = missingGoesLeft ? 1 : 0 }
        }
    }
}

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
    /// The gain that a split must exceed: that of the leaf as it is, and the least gain a split needs.
    let floor: Double
    /// The sum of second derivatives, in units, that a side has at the least; stands for rows and weight both.
    let leastHessian: Int64
    /// Rows a unit of the second derivatives stands for. The histograms count no rows, so those of a bin are estimated by its share of the
    /// second derivatives, as LightGBM does; exact for a quantity.
    let rowsPerUnit: Double

    init(sum: Int64, rows: Int, layout: PairLayout, parameters: BoostingParameters, gainScale: Double) {
        self.sum = sum
        self.rows = rows
        self.layout = layout
        gradient = Double(layout.gradient(sum))
        hessian = Double(layout.hessian(sum))
        lambda = parameters.lambda / layout.hessianUnit
        alpha = parameters.alpha / layout.gradientUnit
        gainUnit = layout.gradientUnit * layout.gradientUnit / layout.hessianUnit * gainScale
        let own = LeafView.gain(gradient, hessian, lambda: lambda, alpha: alpha)
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

    /// The gradient after the L1 penalty.
    @inline(__always)
    static func shrunk(_ gradient: Double, by alpha: Double) -> Double {
        alpha == 0 ? gradient : gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0
    }

    /// Whether any split can keep to the bounds.
    var canSplit: Bool { layout.hessian(sum) >= 2 * leastHessian && rows >= 2 }
}
