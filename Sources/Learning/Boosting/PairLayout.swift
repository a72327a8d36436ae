/// How a row's gradient and second derivative stand in one 64-bit integer, and what a unit of each is worth.
///
/// The gradient takes the high bits, signed, the second derivative the low ones. One integer addition then adds both, exactly and
/// in any order, so that sums have the same bits however the rows are shared out. The units are powers of two, as fine as the
/// sums over all rows allow: at 80,000 rows the mean gradient has about 14 bits, with fewer rows more.
/// (Quantised training: Shi et al. 2022, https://doi.org/10.48550/arXiv.2207.09682; theirs has 2 to 5 bits.)
struct PairLayout: Equatable {
    /// Bits of the second derivatives' sum, 12 to 52.
    let shift: Int
    var gradientUnit: Double
    var hessianUnit: Double

    /// The greatest sums that the fields hold.
    var gradientLimit: Double { Double(1 << (63 - shift)) - 1 }
    var hessianLimit: Double { Double(1 << shift) - 1 }

    /// The gradients' field of a sum.
    @inline(__always)
    func gradient(_ sum: Int64) -> Int64 { sum >> Int64(shift) }

    /// The second derivatives' field of a sum.
    @inline(__always)
    func hessian(_ sum: Int64) -> Int64 { sum & ((1 << Int64(shift)) &- 1) }

    /// The greatest power of two by which numbers with this sum can be multiplied and then rounded, `count` of them, so that
    /// their sum stays within a limit. Its inverse is the unit.
    static func unit(sum: Double, count: Int, limit: Double) -> Double? {
        guard sum > 0, sum.isFinite else { return nil }
        let factor = (limit - Double(count)) / sum
        guard factor.isFinite, factor > 0 else { return nil }
        let exponent = min(max(factor.exponent, -900), 900)
        return Double(sign: .plus, exponent: -exponent, significand: 1)
    }
}
