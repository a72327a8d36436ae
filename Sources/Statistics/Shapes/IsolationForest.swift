import Glibc

/// Trees of random splits, in which a point that lies apart is soon alone.
///
/// F. T. Liu, K. M. Ting and Z.-H. Zhou, Isolation forest, https://doi.org/10.1109/ICDM.2008.17: the score of a point is
/// 2^(-E[h] / c), with the mean length h of its way and c that of a search that fails. About 0.5 where nothing stands out; above
/// 0.6 is worth a look. Units do not matter. The same points and seed give the same scores on every run.
public struct IsolationForest: Sendable {
    private struct Node {
        /// -1 at a leaf.
        var column: Int32
        /// The left child; the right one is the next.
        var child: Int32
        /// The split, or at a leaf the length of the way from the root and on.
        var value: Double
    }

    private var trees: [[Node]] = []
    private let dimensions: Int
    /// The mean length of a search that fails among so many points.
    private let normal: Double

    /// A forest of points.
    ///
    /// - Parameters:
    ///   - points: any number.
    ///   - count: trees; 100 in the paper.
    ///   - sample: points a tree, drawn without repeats; 256 in the paper.
    ///   - seed: of the draws.
    /// - Complexity: O(trees x sample x log sample).
    public init(_ points: Points, trees count: Int = 100, sample: Int = 256, seed: UInt64 = 0) {
        dimensions = points.dimensions
        let size = max(0, min(sample, points.count))
        normal = Self.failedSearch(size)
        guard size > 1, dimensions > 0 else { return }
        let limit = Int(log2(Double(size)).rounded(.up))
        var rows = Array(0..<points.count)
        for tree in 0..<max(0, count) {
            var random = Philox(seed: seed, stream: UInt64(tree))
            // The start of a shuffle that goes on from the last tree's order: any order will do to draw from.
            for place in 0..<size { rows.swapAt(place, place + random.below(rows.count - place)) }
            var drawn = Array(rows.prefix(size))
            var nodes = [Node(column: -1, child: 0, value: 0)]
            Self.grow(points, &drawn, 0..<size, depth: 0, limit: limit, &nodes, 0, &random)
            trees.append(nodes)
        }
    }

    /// The score of each point, 0 to 1; NaN where the forest has no trees or the dimensions differ.
    ///
    /// - Parameters:
    ///   - points: any number, in the coordinates of the fit.
    ///   - isCancelled: asked every few thousand points; after a yes the scores mean nothing.
    /// - Returns: a score a point.
    /// - Complexity: O(points x trees x log sample).
    public func scores(_ points: Points, isCancelled: () -> Bool = { false }) -> [Double] {
        guard !trees.isEmpty, points.dimensions == dimensions, normal > 0 else {
            return [Double](repeating: .nan, count: points.count)
        }
        var lengths = [Double](repeating: 0, count: points.count)
        points.values.withUnsafeBufferPointer { values in
            // A block of points stays in the cache while it goes through all trees.
            for block in stride(from: 0, to: points.count, by: 4096) where !isCancelled() {
                let rows = block..<min(points.count, block + 4096)
                for tree in trees {
                    tree.withUnsafeBufferPointer { nodes in
                        for row in rows {
                            let start = row &* dimensions
                            var node = nodes[0]
                            while node.column >= 0 {
                                let isRight = values[start &+ Int(node.column)] >= node.value
                                node = nodes[Int(node.child) &+ (isRight ? 1 : 0)]
                            }
                            lengths[row] += node.value
                        }
                    }
                }
            }
        }
        let scale = Double(trees.count) * normal
        return lengths.map { exp2(-$0 / scale) }
    }

    /// c(n): the mean length of an unsuccessful search in a binary tree of n points.
    static func failedSearch(_ n: Int) -> Double {
        if n < 2 { return 0 }
        if n == 2 { return 1 }
        let count = Double(n)
        return 2 * (log(count - 1) + 0.577_215_664_901_532_9) - 2 * (count - 1) / count
    }

    private static func grow(
        _ points: Points, _ rows: inout [Int], _ range: Range<Int>, depth: Int, limit: Int, _ nodes: inout [Node], _ place: Int,
        _ random: inout Philox
    ) {
        let leaf = Double(depth) + failedSearch(range.count)
        nodes[place].value = leaf
        guard range.count > 1, depth < limit, let split = split(points, rows[range], &random) else { return }
        var middle = range.lowerBound
        for i in range where points.values[rows[i] * points.dimensions + split.column] < split.value {
            rows.swapAt(i, middle)
            middle += 1
        }
        let child = nodes.count
        nodes.append(Node(column: -1, child: 0, value: 0))
        nodes.append(Node(column: -1, child: 0, value: 0))
        nodes[place] = Node(
            column: Int32(truncatingIfNeeded: split.column), child: Int32(truncatingIfNeeded: child), value: split.value)
        grow(points, &rows, range.lowerBound..<middle, depth: depth + 1, limit: limit, &nodes, child, &random)
        grow(points, &rows, middle..<range.upperBound, depth: depth + 1, limit: limit, &nodes, child + 1, &random)
    }

    /// A random column that varies among the rows and a random place between its ends; nil where none does.
    private static func split(
        _ points: Points, _ rows: ArraySlice<Int>, _ random: inout Philox
    ) -> (column: Int, value: Double)? {
        let width = points.dimensions
        func range(_ column: Int) -> (Double, Double) {
            var (low, high) = (Double.infinity, -Double.infinity)
            for row in rows {
                let value = points.values[row &* width &+ column]
                low = min(low, value)
                high = max(high, value)
            }
            return (low, high)
        }
        func value(_ low: Double, _ high: Double) -> Double {
            let share = random.uniform()
            // Above the low end, so that both sides have points; in weights, which cannot overflow.
            return max(low * (1 - share) + high * share, low.nextUp)
        }
        // Most columns vary: a few draws find one; after them all are looked at.
        for _ in 0..<4 {
            let column = random.below(width)
            let (low, high) = range(column)
            if low < high { return (column, value(low, high)) }
        }
        let varying = (0..<width).filter { range($0).0 < range($0).1 }
        guard !varying.isEmpty else { return nil }
        let column = varying[random.below(varying.count)]
        let (low, high) = range(column)
        return (column, value(low, high))
    }
}
