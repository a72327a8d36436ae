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
