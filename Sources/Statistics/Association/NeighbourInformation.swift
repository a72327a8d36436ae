import Glibc

/// Mutual information in nats where at least one side is a number, by the distances of nearest neighbours: no bins, and every
/// kind of dependence counts.
///
/// Numbers are divided by their standard deviation, and moved by a tiny seeded noise so that equal values do not stand on one
/// point; estimates below 0 are 0. For up to some ten thousand rows: take a sample of a larger table.
public enum NeighbourInformation {
    /// Of two numbers. A. Kraskov, H. Stoegbauer and P. Grassberger, https://doi.org/10.1103/PhysRevE.69.066138, first method.
    ///
    /// - Parameters:
    ///   - x: NaN counts as missing, infinite values too.
    ///   - y: of the same count.
    ///   - neighbours: 3 unless told; few are exact and noisy, many smooth and biased.
    ///   - seed: of the noise; nil for none.
    /// - Returns: at least 0; NaN for no more rows than neighbours.
    /// - Complexity: O(n log n) at best, about O(n^1.5) for most data.
    public static func ofNumbers(_ x: [Double], _ y: [Double], neighbours: Int = 3, seed: UInt64? = 0) -> Double {
        let pairs = zip(x, y).filter { $0.0.isFinite && $0.1.isFinite }
        let n = pairs.count
        let k = max(1, neighbours)
        guard n > k else { return .nan }
        let a = prepared(pairs.map(\.0), seed: seed, stream: 0)
        let b = prepared(pairs.map(\.1), seed: seed, stream: 1)
        var sortedA = a
        let order = RadixSort.order(sorting: &sortedA).map(Int.init)
        let alongside = order.map { b[$0] }
        let sortedB = RadixSort.sorted(b)
        var sum = 0.0
        var nearest = [Double](repeating: .infinity, count: k)
        for place in 0..<n {
            let distance = kthDistance(sortedA, alongside, place, &nearest)
            // Strictly nearer than the kth neighbour.
            let radius = distance.nextDown
            sum += digamma(Double(max(1, count(sortedA, sortedA[place], radius))))
            sum += digamma(Double(max(1, count(sortedB, alongside[place], radius))))
        }
        return max(0, digamma(Double(n)) + digamma(Double(k)) - sum / Double(n))
    }

    /// Of a number and a class. B. C. Ross, https://doi.org/10.1371/journal.pone.0087357. Classes of a single row are left out.
    ///
    /// - Parameters:
    ///   - values: NaN counts as missing, infinite values too.
    ///   - classes: the class of each value, from 0; negative counts as missing.
    ///   - neighbours: 3 unless told.
    ///   - seed: of the noise; nil for none.
    /// - Returns: at least 0; NaN where no class has two rows.
    /// - Complexity: O(n log n).
    public static func ofNumber(
        _ values: [Double], classes: [Int32], neighbours: Int = 3, seed: UInt64? = 0
    ) -> Double {
        let pairs = zip(values, classes).filter { $0.0.isFinite && $0.1 >= 0 }
        let all = prepared(pairs.map(\.0), seed: seed, stream: 0)
        var groups: [Int32: [Double]] = [:]
        for (value, pair) in zip(all, pairs) { groups[pair.1, default: []].append(value) }
        let used = groups.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { RadixSort.sorted($0.value) }
        let sorted = RadixSort.sorted(used.flatMap { $0 })
        guard !sorted.isEmpty else { return .nan }
        var sum = 0.0
        for group in used {
            let k = min(max(1, neighbours), group.count - 1)
            let fixed = digamma(Double(k)) - digamma(Double(group.count))
            for place in group.indices {
                let radius = kthDistance(group, place, k).nextDown
                sum += fixed - digamma(Double(max(1, count(sorted, group[place], radius))))
            }
        }
        return max(0, digamma(Double(sorted.count)) + sum / Double(sorted.count))
    }

    private static func prepared(_ values: [Double], seed: UInt64?, stream: UInt64) -> [Double] {
        let moments = SampleMoments(values)
        let deviation = moments.central.second.squareRoot()
        // Values whose squares are beyond all doubles are divided by the largest instead.
        let largest = values.reduce(0) { max($0, abs($1)) }
        let unit = deviation.isFinite ? deviation : largest
        var scaled = unit > 0 ? values.map { $0 / unit } : values
        guard let seed else { return scaled }
        let size = 1e-10 * max(1, scaled.reduce(0) { $0 + abs($1) } / Double(max(1, scaled.count)))
        var random = Philox(seed: seed, stream: stream)
        for i in scaled.indices { scaled[i] += size * random.normal() }
        return scaled
    }

    /// The distance to the kth nearest other point, the larger of both coordinates' distances, by looking to both sides of the
    /// first coordinate until it alone is too far.
    private static func kthDistance(_ a: [Double], _ b: [Double], _ place: Int, _ nearest: inout [Double]) -> Double {
        let k = nearest.count
        for i in 0..<k { nearest[i] = .infinity }
        var (left, right) = (place - 1, place + 1)
        while left >= 0 || right < a.count {
            let toLeft = left >= 0 ? a[place] - a[left] : .infinity
            let toRight = right < a.count ? a[right] - a[place] : .infinity
            if min(toLeft, toRight) >= nearest[k - 1] { break }
            let isLeft = right >= a.count || left >= 0 && toLeft <= toRight
            let other = isLeft ? left : right
            if isLeft { left -= 1 } else { right += 1 }
            let distance = max(min(toLeft, toRight), abs(b[other] - b[place]))
            guard distance < nearest[k - 1] else { continue }
            var slot = k - 1
            while slot > 0, nearest[slot - 1] > distance {
                nearest[slot] = nearest[slot - 1]
                slot -= 1
            }
            nearest[slot] = distance
        }
        return nearest[k - 1]
    }

    /// The distance to the kth nearest other value.
    private static func kthDistance(_ sorted: [Double], _ place: Int, _ k: Int) -> Double {
        var (left, right) = (place - 1, place + 1)
        var distance = 0.0
        for _ in 0..<k {
            let toLeft = left >= 0 ? sorted[place] - sorted[left] : .infinity
            let toRight = right < sorted.count ? sorted[right] - sorted[place] : .infinity
            distance = min(toLeft, toRight)
            // Past an end the other side is always nearer: there are k others.
            if toLeft <= toRight { left -= 1 } else { right += 1 }
        }
        return distance
    }

    /// The values at most `radius` away, itself among them.
    private static func count(_ sorted: [Double], _ value: Double, _ radius: Double) -> Int {
        firstPlace(sorted) { $0 > value && $0 - value > radius } - firstPlace(sorted) { $0 >= value || value - $0 <= radius }
    }

    /// The first place at which what holds from some place on holds.
    private static func firstPlace(_ sorted: [Double], _ holds: (Double) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(sorted[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
