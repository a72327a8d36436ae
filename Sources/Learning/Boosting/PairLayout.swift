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

    /// Whether sums over `count` rows fit the fields, each row rounded to units.
    func holds(gradient: Double, hessian: Double, count: Int) -> Bool {
        gradient / gradientUnit + Double(count) <= gradientLimit && hessian / hessianUnit + Double(count) <= hessianLimit
    }

    /// Takes the smallest units that hold these sums over `count` rows.
    ///
    /// - `countsRows`: whether every second derivative is 1, whose unit then stays 1.
    mutating func fit(gradient: Double, hessian: Double, count: Int, countsRows: Bool) {
        gradientUnit = PairLayout.unit(sum: gradient, count: count, limit: gradientLimit) ?? gradientUnit
        guard !countsRows else { return }
        hessianUnit = PairLayout.unit(sum: hessian, count: count, limit: hessianLimit) ?? hessianUnit
    }

    /// The smallest power of two in whose multiples numbers with this sum can be given, `count` of them and each rounded, so
    /// that they stay within the limit.
    private static func unit(sum: Double, count: Int, limit: Double) -> Double? {
        guard sum > 0, sum.isFinite else { return nil }
        let factor = (limit - Double(count)) / sum
        guard factor.isFinite, factor > 0 else { return nil }
        return Double(sign: .plus, exponent: -min(max(Int(factor.exponent), -900), 900), significand: 1)
    }
}
