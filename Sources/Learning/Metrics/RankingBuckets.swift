/// Counts of rows by score, on a scale that is fine near 0 and near 1: near enough for a live curve, and room that one ranking after
/// another is computed in.
///
/// Scores in [0, 1] that differ by less than a five-hundredth of their distance to the nearer end are taken for equal, and so are
/// those within 2^-24 of an end. Several threads may count, each in a lane of its own: sums of whole numbers are the same in any order.
final class RankingBuckets: @unchecked Sendable {
    /// The upper bits of a number are a logarithmic scale: with nine bits of the fraction, 512 steps for each power of two.
    private static let shift: Int = 52 - 9
    /// Where the scale begins: what is nearer to an end than 2^-24 is at the end.
    private static let lowest = Int(truncatingIfNeeded: 0x1p-24.bitPattern) >> shift
    private static let half = Int(truncatingIfNeeded: 0.5.bitPattern) >> shift - lowest + 1
    private static let count = 2 * half
    /// One positive row; a negative one is 1. Both counts share a word, which holds for less than 2^32 rows.
    private static let positive: UInt64 = 1 << 32

    private let lanes: Int
    private let counts: NativeBuffer<UInt64>

    /// - `lanes`: how many threads may count at once.
    init(lanes: Int = 1) {
        self.lanes = max(lanes, 1)
        counts = NativeBuffer(self.lanes * Self.count, repeating: 0)
    }

    /// Counts some rows in a lane that no other thread counts in.
    ///
    /// - `row`: the code of a row's class, and its score.
    /// - `label`: the code of the class that is positive.
    @inline(__always)
    func add(_ rows: Range<Int>, lane: Int, label: Int, _ row: (Int) -> (code: Int32, score: Double)) {
        let counts = counts.base + lane &* Self.count
        let label = UInt32(truncatingIfNeeded: label)
        for index in rows {
            let (code, score) = row(index)
            // The scale is used from both ends, without branches, which would be guessed wrong for many rows. As signed numbers
            // even impossible scores fall into one of the buckets.
            let near = 0.5 - (score - 0.5).magnitude
            let place = Int(truncatingIfNeeded: near.bitPattern) >> Self.shift &- Self.lowest
            let step = min(max(place, 0), Self.half &- 1)
            let isUpper = score > 0.5 ? 1 : 0
            let bucket = step &+ isUpper &* (2 &* (Self.half &- step) &- 1)
            // 1 where the codes are equal, else 0: a comparison would become a branch that is guessed wrong for every other row.
            let isPositive = (UInt64(UInt32(bitPattern: code) ^ label) &- 1) &>> 63
            counts[bucket] &+= 1 &<< (isPositive &* 32)
        }
    }

    /// The area under the ROC curve of the rows counted since this or the next was last asked for; nil without both classes.
    func takeArea() -> Double? {
        let (positives, negatives) = gathered()
        var area = Ranking.Area()
        take { area.add(positives: $0, negatives: $1) }
        return area.value(positives: positives, negatives: negatives)
    }

    /// Their average precision; nil without positives.
    func takeAveragePrecision() -> Double? {
        let (positives, _) = gathered()
        var precision = Ranking.Precision(positives: positives)
        take { precision.add(positives: $0, negatives: $1) }
        return precision.value
    }

    /// Brings all lanes together in the first, and counts.
    private func gathered() -> (positives: Double, negatives: Double) {
        let first = counts.base
        for lane in 1..<max(lanes, 1) {
            let own = first + lane &* Self.count
            for bucket in 0..<Self.count { first[bucket] &+= own[bucket] }
            own.update(repeating: 0, count: Self.count)
        }
        var all: UInt64 = 0
        for bucket in 0..<Self.count { all &+= first[bucket] }
        return (Double(all >> 32), Double(all & (Self.positive - 1)))
    }

    /// Gives every bucket that has rows, highest score first, and leaves all empty.
    @inline(__always)
    private func take(_ body: (_ positives: Double, _ negatives: Double) -> Void) {
        let counts = counts.base
        for bucket in stride(from: Self.count - 1, through: 0, by: -1) where counts[bucket] != 0 {
            let both = counts[bucket]
            counts[bucket] = 0
            body(Double(both >> 32), Double(both & (Self.positive - 1)))
        }
    }
}
