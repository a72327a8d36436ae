import Glibc

/// Distances of two samples or distributions.
public enum Drift {
    /// The first Wasserstein distance of two samples: how far the values must be moved, in their unit. NaN counts as missing.
    ///
    /// L. N. Vaserstein (1969), as an integral over |F - G|. NaN where a sample has no values.
    ///
    /// - Complexity: O(n log n).
    public static func wasserstein(_ first: [Double], _ second: [Double]) -> Double {
        let a = RadixSort.sorted(first.filter { !$0.isNaN })
        let b = RadixSort.sorted(second.filter { !$0.isNaN })
        guard let lowestA = a.first, let lowestB = b.first else { return .nan }
        let (m, n) = (Double(a.count), Double(b.count))
        var (i, j) = (0, 0)
        var distance = 0.0
        var here = min(lowestA, lowestB)
        while i < a.count || j < b.count {
            let next = min(i < a.count ? a[i] : .infinity, j < b.count ? b[j] : .infinity)
            let gap = abs(Double(i) / m - Double(j) / n)
            // Where both functions agree nothing moves, also not over an infinite way.
            if gap > 0, next > here { distance += gap * (next - here) }
            here = next
            while i < a.count, a[i] == next { i += 1 }
            while j < b.count, b[j] == next { j += 1 }
        }
        return distance
    }

    /// The Wasserstein distance in standard deviations of the reference (with n below the line); NaN where it does not vary.
    ///
    /// - Complexity: O(n log n).
    public static func wassersteinOverDeviation(reference: [Double], current: [Double]) -> Double {
        let deviation = SampleMoments(reference.filter(\.isFinite)).central.second.squareRoot()
        return deviation > 0 ? wasserstein(reference, current) / deviation : .nan
    }

    /// The Jensen-Shannon distance of two lists of shares, with logarithms to the base 2: 0 to 1. Each list is scaled to the sum
    /// 1 first.
    ///
    /// D. M. Endres and J. E. Schindelin, https://doi.org/10.1109/TIT.2003.813506. NaN where one list has no share.
    ///
    /// - Complexity: O(n).
    public static func jensenShannonDistance(_ first: [Double], _ second: [Double]) -> Double {
        let (sumA, sumB) = (first.reduce(0, +), second.reduce(0, +))
        guard sumA > 0, sumB > 0, sumA.isFinite, sumB.isFinite else { return .nan }
        var divergence = 0.0
        for (x, y) in zip(first, second) {
            let (p, q) = (x / sumA, y / sumB)
            let middle = (p + q) / 2
            if p > 0 { divergence += p * log2(p / middle) }
            if q > 0 { divergence += q * log2(q / middle) }
        }
        return max(0, divergence / 2).squareRoot().clamped(to: 0...1)
    }
}
