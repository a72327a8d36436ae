/// Trees laid out for sending many rows down them.
///
/// Leaves are nodes that lead to themselves, so that four rows go down side by side without asking at every node whether one has
/// arrived; and numbers are turned into integers of the same order, so that a comparison is an index and no branch. The processor
/// works on one row while it waits for another's numbers.
struct TreeWalk: Sendable {
    /// A feature as some nodes ask for it.
    struct Slot: Hashable, Sendable {
        /// Its place in the model.
        let feature: Int
        /// Whether missing values go left at these nodes, and so count as less than all others, or else as more.
        let missingIsLow: Bool
    }

    private struct Node {
        var threshold: Int64
        var slot: Int32
        /// Where in `sets` the four words of its categories are; the first four words are empty, for numbers.
        var set: Int32
        /// Where rows go on.
        var left: Int32
        var right: Int32

        /// The next node on a side: 0 for left, 1 for right. Told apart by arithmetic, as a branch would be guessed wrong.
        @inline(__always)
        func follow(_ side: Int) -> Int { Int(left) &+ (Int(right) &- Int(left)) &* side }
    }

    private struct Tree {
        var first: Int
        /// Inner nodes; leaves come after them.
        var inner: Int
        var hasSets: Bool
    }

    private var trees: [Tree] = []
    private var nodes: [Node] = []
    private var values: [Double] = []
    private var sets: [UInt64] = [0, 0, 0, 0]
    private let outputs: Int
    /// What rows must bring along, in this order.
    private(set) var slots: [Slot] = []

    init(_ model: [BoostedTree], outputs: Int) {
        self.outputs = outputs
        var places: [Slot: Int32] = [:]
        for tree in model {
            let inner = Int32(tree.nodes.count)
            trees.append(Tree(first: nodes.count, inner: tree.nodes.count, hasSets: !tree.sets.isEmpty))
            for node in tree.nodes {
                let slot = Slot(feature: Int(node.feature), missingIsLow: node.set < 0 && node.missingGoesLeft)
                let place = places[slot] ?? Int32(slots.count)
                if places[slot] == nil {
                    places[slot] = place
                    slots.append(slot)
                }
                // No bin is as low as -1, so a row goes right at a category's node unless its bin is in the set.
                let threshold = node.set < 0 ? TreeWalk.key(node.threshold, missingIsLow: false) : -1
                nodes.append(
                    Node(
                        threshold: threshold, slot: place, set: node.set < 0 ? 0 : Int32(sets.count) + 4 * node.set,
                        left: node.left >= 0 ? node.left : inner + ~node.left,
                        right: node.right >= 0 ? node.right : inner + ~node.right))
            }
            for leaf in 0..<Int32(tree.values.count) {
                nodes.append(Node(threshold: .max, slot: 0, set: 0, left: inner + leaf, right: inner + leaf))
            }
            // Beside the nodes, so that a place serves for both.
            values += [Double](repeating: 0, count: tree.nodes.count) + tree.values
            for set in tree.sets { sets += [set[0], set[1], set[2], set[3]] }
        }
    }

    /// An integer that stands to others as the number does; a missing value is below or above all.
    @inline(__always)
    static func key(_ value: Double, missingIsLow: Bool) -> Int64 {
        guard value == value else { return missingIsLow ? .min : .max }
        // Adding zero turns -0 into 0.
        let bits = Int64(bitPattern: (value + 0).bitPattern)
        return bits ^ ((bits >> 63) & .max)
    }

    /// Adds the values of all trees, in their order.
    ///
    /// - `rows`: keys of numbers, or bins of categories, as ``slots`` asks; row by row, padded to a multiple of four rows.
    /// - `scores`: scores of output 0, padded alike; those of the next output are `stride` further on.
    ///
    /// - Complexity: O(rows x trees x depth).
    func add(_ rows: UnsafePointer<Int64>, count: Int, to scores: UnsafeMutablePointer<Double>, stride: Int) {
        let width = slots.count
        nodes.withUnsafeBufferPointer { nodes in
            values.withUnsafeBufferPointer { values in
                sets.withUnsafeBufferPointer { sets in
                    guard let nodes = nodes.baseAddress, let values = values.baseAddress, let sets = sets.baseAddress else {
                        return
                    }
                    for (place, tree) in trees.enumerated() {
                        let down = Descent(nodes: nodes + tree.first, values: values + tree.first, sets: sets, inner: tree.inner)
                        let target = scores + place % outputs * stride
                        if tree.hasSets {
                            down.addWithSets(rows, width: width, count: count, to: target)
                        } else {
                            down.add(rows, width: width, count: count, to: target)
                        }
                    }
                }
            }
        }
    }
}

extension TreeWalk {
    /// One tree, by pointers.
    private struct Descent {
        let nodes: UnsafePointer<Node>
        let values: UnsafePointer<Double>
        let sets: UnsafePointer<UInt64>
        let inner: Int

        /// Where nodes ask for numbers only.
        @inline(never)
        func add(_ rows: UnsafePointer<Int64>, width: Int, count: Int, to scores: UnsafeMutablePointer<Double>) {
            descend(rows, width, count, scores) { node, row in
                node.pointee.follow(row[Int(node.pointee.slot)] > node.pointee.threshold ? 1 : 0)
            }
        }

        /// Where some ask for categories.
        @inline(never)
        func addWithSets(_ rows: UnsafePointer<Int64>, width: Int, count: Int, to scores: UnsafeMutablePointer<Double>) {
            descend(rows, width, count, scores) { node, row in
                let key = row[Int(node.pointee.slot)]
                let isAbove = key > node.pointee.threshold ? 1 : 0
                let isIn = Int(truncatingIfNeeded: sets[Int(node.pointee.set) &+ Int((key >> 6) & 3)] >> UInt64(key & 63)) & 1
                return node.pointee.follow(isAbove & ~isIn)
            }
        }

        /// Four rows at a time.
        @inline(__always)
        private func descend(
            _ rows: UnsafePointer<Int64>, _ width: Int, _ count: Int, _ scores: UnsafeMutablePointer<Double>,
            _ next: (UnsafePointer<Node>, UnsafePointer<Int64>) -> Int
        ) {
            for row in Swift.stride(from: 0, to: count, by: 4) {
                let first = rows + row &* width
                let (second, third, fourth) = (first + width, first + 2 &* width, first + 3 &* width)
                var (a, b, c, d) = (0, 0, 0, 0)
                while ((a &- inner) | (b &- inner) | (c &- inner) | (d &- inner)) < 0 {
                    a = next(nodes + a, first)
                    b = next(nodes + b, second)
                    c = next(nodes + c, third)
                    d = next(nodes + d, fourth)
                }
                let found = SIMD4(values[a], values[b], values[c], values[d])
                (SIMD4<Double>(at: scores + row) + found).store(at: scores + row)
            }
        }
    }
}
