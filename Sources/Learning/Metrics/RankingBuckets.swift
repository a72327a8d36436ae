/// Counts of rows by score, on a scale that is fine near 0 and near 1: room that one ranking after another is computed in.
struct RankingBuckets {
    /// The upper bits of a number are a logarithmic scale: with nine bits of the fraction, 512 steps for each power of two.
    private static let shift: Int = 52 - 9
    /// Where the scale begins: what is nearer to an end than 2^-24 is at the end.
    private static let lowest = Int(truncatingIfNeeded: 0x1p-24.bitPattern) >> shift
    private static let half = Int(truncatingIfNeeded: 0.5.bitPattern) >> shift - lowest + 1
    /// One positive row; a negative one is 1. Both counts share a word, which holds for less than 2^32 rows.
    private static let positive: UInt64 = 1 << 32

    private var counts = [UInt64](repeating: 0, count: 2 * half)

    /// The buckets that have rows, highest score first; the scores themselves are not kept. All counts are 0 afterwards.
    @inline(__always)
    mutating func ties(_ count: Int, _ row: (Int) -> (isPositive: Bool, score: Double)) -> [Ranking.Tie] {
        counts.withUnsafeMutableBufferPointer { counts in
            for index in 0..<count {
                let (isPositive, score) = row(index)
                // The scale is used from both ends, without branches, which would be guessed wrong for many rows. As signed numbers
                // even impossible scores fall into one of the buckets.
                let near = 0.5 - (score - 0.5).magnitude
                let place = Int(truncatingIfNeeded: near.bitPattern) >> Self.shift &- Self.lowest
                let step = min(max(place, 0), Self.half &- 1)
                let isUpper = score > 0.5 ? 1 : 0
                let bucket = step &+ isUpper &* (2 &* (Self.half &- step) &- 1)
                counts[bucket] &+= 1 &+ (isPositive ? 1 : 0) &* (Self.positive &- 1)
            }
            var ties: [Ranking.Tie] = []
            for bucket in counts.indices.reversed() where counts[bucket] != 0 {
                let both = counts[bucket]
                counts[bucket] = 0
                ties.append(
                    Ranking.Tie(score: 0, positives: Double(both >> 32), negatives: Double(both & (Self.positive - 1))))
            }
            return ties
        }
    }
}
