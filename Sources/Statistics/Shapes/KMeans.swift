/// Points parted into clusters about their means.
///
/// S. P. Lloyd, https://doi.org/10.1109/TIT.1982.1056489, from the starts of D. Arthur and S. Vassilvitskii's k-means++ (SODA
/// 2007, https://dl.acm.org/doi/10.5555/1283383.1283494). The same points and seed give the same clusters on every run.
///
///     let clusters = KMeans(points.standardised().points, clusters: 4)
public struct KMeans: Equatable, Sendable {
    /// The means, cluster by cluster.
    public private(set) var centers: [[Double]]
    /// The cluster of each point.
    public private(set) var labels: [Int32]
    /// The sum of the squared distances to the nearest center.
    public private(set) var inertia: Double
    /// Rounds of the best start.
    public private(set) var rounds: Int

    /// The best of several starts.
    ///
    /// - Parameters:
    ///   - points: in units that compare; standardise them first.
    ///   - clusters: at least 1; no more than points.
    ///   - restarts: starts to try.
    ///   - maximumRounds: of each start.
    ///   - seed: of the starts.
    ///   - isCancelled: asked before every round; after a yes what was found by then is kept.
    /// - Complexity: O(restarts x rounds x n x clusters x dimensions).
    public init(
        _ points: Points, clusters: Int, restarts: Int = 10, maximumRounds: Int = 300, seed: UInt64 = 0,
        isCancelled: () -> Bool = { false }
    ) {
        let k = max(0, min(clusters, points.count))
        var best: KMeans?
        for start in 0..<max(1, restarts) {
            var random = Philox(seed: seed, stream: UInt64(start))
            let centers = Self.spreadCenters(points, k, &random)
            let found = KMeans(points, from: centers, maximumRounds: maximumRounds, isCancelled: isCancelled)
            if found.inertia < best?.inertia ?? .infinity { best = found }
        }
        self = best ?? KMeans(points, from: [], maximumRounds: 0)
    }

    /// From given centers, each of the points' dimensions.
    ///
    /// A cluster that loses all its points takes the point that lies farthest from its own center.
    public init(
        _ points: Points, from centers: [[Double]], maximumRounds: Int = 300, isCancelled: () -> Bool = { false }
    ) {
        let width = points.dimensions
        self.centers = centers.filter { $0.count == width }
        labels = [Int32](repeating: self.centers.isEmpty ? -1 : 0, count: points.count)
        inertia = 0
        rounds = 0
        guard points.count > 0, width > 0, !self.centers.isEmpty else { return }
        var flat = self.centers.flatMap { $0 }
        var distances = [Double](repeating: 0, count: points.count)
        _ = Self.assign(points, flat, &labels, &distances)
        while rounds < maximumRounds, !isCancelled() {
            rounds += 1
            flat = Self.means(points, labels, &distances, clusters: self.centers.count)
            if !Self.assign(points, flat, &labels, &distances) { break }
        }
        inertia = distances.reduce(0, +)
        self.centers = self.centers.indices.map { Array(flat[$0 * width..<($0 + 1) * width]) }
    }

    /// The points of each cluster.
    public var sizes: [Int] {
        var sizes = [Int](repeating: 0, count: centers.count)
        for label in labels where label >= 0 { sizes[Int(label)] += 1 }
        return sizes
    }

    /// How much nearer points are to their own cluster than to the next, -1 to 1, as a mean over a sample of points; NaN for
    /// fewer than two clusters with points.
    ///
    /// P. J. Rousseeuw, https://doi.org/10.1016/0377-0427(87)90125-7.
    ///
    /// - Parameters:
    ///   - points: those of the fit.
    ///   - sample: at most so many, drawn at random; distances are taken among them.
    ///   - seed: of the draw.
    /// - Returns: the mean over the sample.
    /// - Complexity: O(sample^2 x dimensions).
    public func silhouette(_ points: Points, sample: Int = 1000, seed: UInt64 = 0) -> Double {
        guard labels.count == points.count else { return .nan }
        var rows = Array(0..<points.count)
        if rows.count > max(0, sample) {
            var random = Philox(seed: seed, stream: 0x5349_4C00)
            random.shuffle(&rows)
            rows = rows.prefix(max(0, sample)).sorted()
        }
        var sizes = [Int](repeating: 0, count: centers.count)
        for row in rows where labels[row] >= 0 { sizes[Int(labels[row])] += 1 }
        guard sizes.lazy.filter({ $0 > 0 }).count > 1 else { return .nan }
        var total = 0.0
        var sums = [Double](repeating: 0, count: centers.count)
        for row in rows {
            let own = Int(labels[row])
            // A point alone in its cluster counts 0.
            guard sizes[own] > 1 else { continue }
            for cluster in sums.indices { sums[cluster] = 0 }
            for other in rows { sums[Int(labels[other])] += Self.square(points, row, other).squareRoot() }
            let inside = sums[own] / Double(sizes[own] - 1)
            var outside = Double.infinity
            for cluster in sums.indices where cluster != own && sizes[cluster] > 0 {
                outside = min(outside, sums[cluster] / Double(sizes[cluster]))
            }
            let larger = max(inside, outside)
            total += larger > 0 ? (outside - inside) / larger : 0
        }
        return total / Double(rows.count)
    }

    /// The center nearest to each point.
    ///
    /// - Returns: true where a label changed.
    private static func assign(
        _ points: Points, _ centers: [Double], _ labels: inout [Int32], _ distances: inout [Double]
    ) -> Bool {
        let width = points.dimensions
        let k = centers.count / width
        var isChanged = false
        points.values.withUnsafeBufferPointer { values in
            centers.withUnsafeBufferPointer { centers in
                guard let x = values.baseAddress, let centers = centers.baseAddress else { return }
                for row in 0..<points.count {
                    let point = x + row &* width
                    var (nearest, least) = (0, Double.infinity)
                    for cluster in 0..<k {
                        let center = centers + cluster &* width
                        var sum = 0.0
                        for j in 0..<width {
                            let difference = point[j] - center[j]
                            sum += difference * difference
                        }
                        if sum < least { (nearest, least) = (cluster, sum) }
                    }
                    if labels[row] != Int32(truncatingIfNeeded: nearest) {
                        labels[row] = Int32(truncatingIfNeeded: nearest)
                        isChanged = true
                    }
                    distances[row] = least
                }
            }
        }
        return isChanged
    }

    /// The mean of each cluster.
    private static func means(
        _ points: Points, _ labels: [Int32], _ distances: inout [Double], clusters: Int
    ) -> [Double] {
        let width = points.dimensions
        var sums = [Double](repeating: 0, count: clusters * width)
        var sizes = [Int](repeating: 0, count: clusters)
        var owners = labels
        for label in labels { sizes[Int(label)] += 1 }
        for cluster in 0..<clusters where sizes[cluster] == 0 {
            guard let far = distances.indices.max(by: { distances[$0] < distances[$1] }), distances[far] > 0 else { break }
            sizes[Int(owners[far])] -= 1
            owners[far] = Int32(truncatingIfNeeded: cluster)
            sizes[cluster] = 1
            distances[far] = 0
        }
        for row in 0..<points.count {
            let start = Int(owners[row]) * width
            for j in 0..<width { sums[start &+ j] += points.values[row &* width &+ j] }
        }
        for cluster in 0..<clusters where sizes[cluster] > 0 {
            for j in 0..<width { sums[cluster * width + j] /= Double(sizes[cluster]) }
        }
        return sums
    }

    /// Centers far from each other: each next one is a point drawn with a chance by its squared distance to those before.
    private static func spreadCenters(_ points: Points, _ count: Int, _ random: inout Philox) -> [[Double]] {
        guard count > 0, points.count > 0 else { return [] }
        var chosen = [random.below(points.count)]
        var nearest = (0..<points.count).map { square(points, $0, chosen[0]) }
        while chosen.count < count {
            let total = nearest.reduce(0, +)
            var target = random.uniform() * total
            // Where all points lie on centers, any will do.
            var next = total > 0 ? points.count - 1 : random.below(points.count)
            if total > 0 {
                for row in nearest.indices {
                    target -= nearest[row]
                    if target < 0 {
                        next = row
                        break
                    }
                }
            }
            chosen.append(next)
            for row in nearest.indices { nearest[row] = min(nearest[row], square(points, row, next)) }
        }
        return chosen.map { Array(points[$0]) }
    }

    private static func square(_ points: Points, _ a: Int, _ b: Int) -> Double {
        let width = points.dimensions
        return points.values.withUnsafeBufferPointer { values in
            var sum = 0.0
            for j in 0..<width {
                let difference = values[a &* width &+ j] - values[b &* width &+ j]
                sum += difference * difference
            }
            return sum
        }
    }
}
