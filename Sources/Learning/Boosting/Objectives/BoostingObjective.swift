/// What one block of rows adds to the totals of a round.
struct BlockTotals: BitwiseCopyable {
    /// Sum of the gradients' absolute values.
    var gradient = 0.0
    /// Sum of the second derivatives.
    var hessian = 0.0
    /// Sum of the losses, where it was wanted.
    var loss = 0.0
}

/// A loss that trees are fitted to: what its derivatives are, where scores start, what it amounts to.
///
/// Rows come in blocks, always the same, whose sums are added in the order of the blocks: so that no number depends on how many
/// threads there are.
protocol BoostingObjective {
    /// Scores a row has, and so trees an iteration.
    var outputs: Int { get }
    /// Scores before the first tree.
    var start: [Double] { get }
    /// The bits of the second derivatives' sum, for so many rows.
    func shift(rows: Int) -> Int
    /// Whether every second derivative is 1.
    var countsRows: Bool { get }
    /// A bound of the absolute gradient in the first round, and of the second derivative. One far too low costs that round a second
    /// look at the rows; one far too high costs it precision.
    var bounds: (gradient: Double, hessian: Double) { get }
    /// What a unit of the gradients' square over the second derivatives is in the loss.
    var gainScale: Double { get }
    /// What a unit of the gradients is in the target's units: an L1 penalty is in those.
    var gradientScale: Double { get }
    /// How scores become what people see.
    var scale: ScoreScale { get }
    /// Whether leaves of a grown tree get their values from ``leafValue(rows:count:scores:)`` and not from a Newton step.
    var renewsLeaves: Bool { get }
    /// The value of a leaf with these rows, in units of the score and not yet shrunk; nil where ``renewsLeaves`` is false.
    func leafValue(rows: UnsafePointer<UInt32>, count: Int, scores: UnsafePointer<Double>) -> Double?

    /// Writes the pairs of the rows `first ..< first + count` (at most ``BoostingRounds/blockRows``).
    ///
    /// - `scores`: scores of output 0; those of the next output are `stride` further on.
    /// - `pairs`: where pairs go, laid out as the scores; nil where the loss is wanted instead.
    /// - `predictions`: where the predictions that the scores stand for go, row by row, from row `first` on; may be nil.
    /// - `layouts`: one for each output.
    /// - `totals`: one for each output; the loss goes to the first.
    func block(
        first: Int, count: Int, scores: UnsafePointer<Double>, stride: Int, pairs: UnsafeMutablePointer<Int64>?,
        predictions: UnsafeMutablePointer<Double>?, layouts: UnsafePointer<PairLayout>, totals: UnsafeMutablePointer<BlockTotals>)
}

extension BoostingObjective {
    var countsRows: Bool { false }
    var gainScale: Double { 1 }
    var gradientScale: Double { 1 }
    var renewsLeaves: Bool { false }
    func leafValue(rows: UnsafePointer<UInt32>, count: Int, scores: UnsafePointer<Double>) -> Double? { nil }
}

/// Bounds so low that the first round takes its units from its own sums.
let unknownBounds = (gradient: 1e-250, hessian: 1e-250)

/// Rounds lanes to units and packs them.
@inline(__always)
func packedPairs(
    gradient: SIMD4<Double>, hessian: SIMD4<Double>, perGradientUnit: Double, perHessianUnit: Double, shift: SIMD4<UInt64>
) -> SIMD4<UInt64> {
    let magic = SIMD4<Double>(repeating: 0x1.8p52)
    let magicBits = SIMD4<UInt64>(bits: magic)
    let g = SIMD4<UInt64>(bits: gradient * perGradientUnit + magic) &- magicBits
    let h = SIMD4<UInt64>(bits: hessian * perHessianUnit + magic) &- magicBits
    return (g &<< shift) &+ h
}

/// The product of probabilities, kept within range, so that a logarithm is taken once for sixteen rows.
struct LossAccumulator {
    private var product = SIMD4<Double>(repeating: 1)
    private var factors = 0
    private(set) var sum = 0.0

    /// Adds the losses of four rows with these probabilities of the truth, each at least 1e-15.
    @inline(__always)
    mutating func add(_ probability: SIMD4<Double>) {
        product *= probability
        factors &+= 1
        if factors == 4 { settle() }
    }

    /// The same for rows that count so much.
    @inline(__always)
    mutating func add(_ probability: SIMD4<Double>, weights: SIMD4<Double>) {
        for lane in 0..<4 where weights[lane] > 0 { sum -= weights[lane] * DeterministicMath.log(probability[lane]) }
    }

    /// Takes the logarithm of what is left.
    @inline(__always)
    mutating func settle() {
        // Four lanes of up to four factors of 1e-15 each: 1e-240 at the least.
        let all = (product[0] * product[1], product[2] * product[3])
        sum -= DeterministicMath.log(all.0) + DeterministicMath.log(all.1)
        product = SIMD4(repeating: 1)
        factors = 0
    }
}
