/// Grows one tree after another, on one thread.
///
/// Classification and regression trees as of Breiman, Friedman, Olshen and Stone 1984, https://doi.org/10.1201/9781315139470, with all
/// thresholds of a node's rows looked at. The rows of a node are neighbours in memory, with weight and label beside them.
final class CartGrower {
    /// A tree and where the training rows are in it.
    struct Grown: Sendable {
        var tree: CartTree
        /// What splits by each feature took off the impurity.
        var gains: [Double]
    }

    /// A node whose rows may still be split.
    private struct Open {
        var node: Int
        var rows: Range<Int>
        var depth: Int
        var split: CartSplit?
    }

    let table: CartTable
    let target: CartTarget
    let parameters: CartParameters
    let finder: CartSplitFinder
    private let rows: NativeBuffer<UInt32>
    private let stats: NativeBuffer<SIMD2<Double>>
    private let roomRows: NativeBuffer<UInt32>
    private let roomStats: NativeBuffer<SIMD2<Double>>
    /// A byte a code of words: whether it is in a set.
    private let isMember = NativeBuffer<UInt8>(65_536, repeating: 0)
    private var nodes: [CartNode] = []
    private var ranges: [Range<Int32>] = []
    private var decreases: [Double] = []
    private var members: [UInt16] = []
    private var starts: [UInt32] = []

    init(table: CartTable, target: CartTarget, parameters: CartParameters) {
        self.table = table
        self.target = target
        self.parameters = parameters
        let capacity = target.rows.count
        rows = NativeBuffer(capacity, repeating: 0)
        stats = NativeBuffer(capacity, repeating: .zero)
        roomRows = NativeBuffer(capacity, repeating: 0)
        roomStats = NativeBuffer(capacity, repeating: .zero)
        finder = CartSplitFinder(table: table, target: target, parameters: parameters, capacity: capacity)
    }

    /// Grows a tree.
    ///
    /// - Parameters:
    ///   - counts: how often each row was drawn; nil takes every row once.
    ///   - random: draws features and thresholds.
    ///   - leaves: takes, at the place of every row that was drawn, what its leaf stands for.
    /// - Returns: the tree and its gains.
    /// - Complexity: O(rows x features a split x depth x log rows).
    func grow(counts: [UInt16]?, random: CounterRandom, leaves: UnsafeMutablePointer<UInt32>) -> Grown {
        let count = place(counts)
        nodes = [CartNode(leafAt: 1), CartNode(leafAt: 1)]
        ranges = [0..<0, 0..<Int32(count)]
        decreases = [0, 0]
        (members, starts) = ([], [0])
        finder.begin(random: random, total: (0..<count).reduce(0) { $0 + stats.base[$1].x })
        let root = Open(node: 1, rows: 0..<count, depth: 0, split: nil)
        if count > 0 {
            if parameters.maxLeaves > 0 { growBestFirst(root) } else { growDepthFirst(root) }
        }
        if parameters.pruning > 0 { prune() }
        return finish(leaves)
    }

    /// Puts the rows that were drawn side by side and returns how many they are.
    private func place(_ counts: [UInt16]?) -> Int {
        var count = 0
        for row in target.rows {
            let drawn = counts.map { Double($0[Int(row)]) } ?? 1
            guard drawn > 0 else { continue }
            rows.base[count] = row
            stats.base[count] = SIMD2(drawn * (target.weights?[Int(row)] ?? 1), target.labels[Int(row)])
            count += 1
        }
        return count
    }

    private func growDepthFirst(_ root: Open) {
        var open = [root]
        while let next = open.popLast() {
            guard let split = split(of: next), let (left, right) = apply(split, to: next) else { continue }
            open.append(right)
            open.append(left)
        }
    }

    /// Splits the node first whose split takes most off the impurity.
    private func growBestFirst(_ root: Open) {
        var open = Heap<Open> { a, b in
            let (first, second) = (a.split?.decrease ?? 0, b.split?.decrease ?? 0)
            return first != second ? first > second : a.node < b.node
        }
        func offer(_ node: Open) {
            guard let split = split(of: node) else { return }
            var node = node
            node.split = split
            open.insert(node)
        }
        offer(root)
        var leaves = 1
        while leaves < parameters.maxLeaves, let next = open.takeFirst() {
            guard let split = next.split, let (left, right) = apply(split, to: next) else { continue }
            leaves += 1
            offer(left)
            offer(right)
        }
    }

    private func split(of node: Open) -> CartSplit? {
        guard node.depth < parameters.maxDepth, node.rows.count >= max(parameters.minSplit, 2 * parameters.minLeaf),
            nodes.count + 2 < CartNode.limit
        else { return nil }
        return finder.split(
            rows.base + node.rows.lowerBound, stats.base + node.rows.lowerBound, count: node.rows.count,
            allowsWords: starts.count < 65_534)
    }

    /// Moves the rows to the sides of a split; nil where one side stays empty.
    private func apply(_ split: CartSplit, to node: Open) -> (left: Open, right: Open)? {
        let (first, end) = (node.rows.lowerBound, node.rows.upperBound)
        let column = table.column(split.feature)
        let middle: Int
        var othersGoLeft = split.missingGoesLeft
        if let sets = split.words {
            // Words that no row of the node has go where missing ones go, or else where most rows go.
            if !split.hasMissing {
                othersGoLeft = isHeavier(sets.left, column, node.rows) ?? (sets.leftRows * 2 > node.rows.count)
            }
            let set = othersGoLeft ? sets.right : sets.left
            for code in set { isMember.base[Int(code)] = 1 }
            let member = isMember.base
            middle = partition(first, end) { row in (member[Int(column[row])] == 1) == othersGoLeft }
            for code in set { isMember.base[Int(code)] = 0 }
            guard middle > first, middle < end else { return nil }
            nodes[node.node] = CartNode(slot: split.feature, set: starts.count - 1, left: nodes.count, othersGoLeft: othersGoLeft)
            members += set
            starts.append(UInt32(members.count))
        } else {
            let cut = UInt16(split.cut)
            if split.hasMissing, split.missingGoesLeft {
                middle = partition(first, end) { row in column[row] &+ 1 > cut &+ 1 }
            } else {
                middle = partition(first, end) { row in column[row] > cut }
            }
            guard middle > first, middle < end else { return nil }
            // Where no row of the node misses the feature, those that do go where most rows go.
            let low = split.hasMissing ? split.missingGoesLeft : isHeavier(first..<middle, than: middle..<end)
            nodes[node.node] = CartNode(slot: split.feature, cut: split.cut, left: nodes.count, missingGoesLeft: low)
        }
        decreases[node.node] = split.decrease
        let left = nodes.count
        for place in [left, left + 1] { nodes.append(CartNode(leafAt: place)) }
        ranges.append(Int32(first)..<Int32(middle))
        ranges.append(Int32(middle)..<Int32(end))
        decreases.append(0)
        decreases.append(0)
        return (
            Open(node: left, rows: first..<middle, depth: node.depth + 1, split: nil),
            Open(node: left + 1, rows: middle..<end, depth: node.depth + 1, split: nil)
        )
    }

    /// Whether some rows are more than others, by their weights where they have such.
    private func isHeavier(_ rows: Range<Int>, than others: Range<Int>) -> Bool {
        guard let weights = target.weights else { return rows.count > others.count }
        func weight(_ range: Range<Int>) -> Double { range.reduce(0) { $0 + weights[Int(self.rows.base[$1])] } }
        return weight(rows) > weight(others)
    }

    /// Whether the rows with one of these words weigh more than the others; nil where rows have no weights.
    private func isHeavier(_ words: [UInt16], _ column: UnsafePointer<UInt16>, _ range: Range<Int>) -> Bool? {
        guard let weights = target.weights else { return nil }
        for code in words { isMember.base[Int(code)] = 1 }
        let weight = range.reduce(SIMD2<Double>.zero) { sums, place in
            let row = Int(rows.base[place])
            return sums + (isMember.base[Int(column[row])] == 1 ? SIMD2(weights[row], 0) : SIMD2(0, weights[row]))
        }
        for code in words { isMember.base[Int(code)] = 0 }
        return weight.x > weight.y
    }

    /// Puts the rows that go left before the others, in their order, and returns where those begin.
    @inline(__always)
    private func partition(_ first: Int, _ end: Int, isRight: (Int) -> Bool) -> Int {
        let (rows, stats, roomRows, roomStats) = (rows.base, stats.base, roomRows.base, roomStats.base)
        var (left, right) = (first, 0)
        for place in first..<end {
            let (row, stat) = (rows[place], stats[place])
            let side = isRight(Int(row)) ? 1 : 0
            rows[left] = row
            stats[left] = stat
            roomRows[right] = row
            roomStats[right] = stat
            left &+= 1 &- side
            right &+= side
        }
        (rows + left).update(from: roomRows, count: right)
        (stats + left).update(from: roomStats, count: right)
        return left
    }
}

extension CartGrower {
    /// Makes inner nodes leaves where the leaves below them do not take more off the risk than `ccp_alpha` each: the smallest subtree
    /// of least cost, which weakest-link pruning ends at as well.
    private func prune() {
        let total = max(finder.total, .leastNormalMagnitude)
        var costs = [Double](repeating: 0, count: nodes.count)
        // Children come after their parents.
        for place in stride(from: nodes.count - 1, through: 1, by: -1) {
            let range = ranges[place]
            let risk = finder.risk(stats.base + Int(range.lowerBound), count: range.count) / total
            let asLeaf = risk + parameters.pruning
            let node = nodes[place]
            guard !node.isLeaf else {
                costs[place] = asLeaf
                continue
            }
            let below = costs[node.left] + costs[node.left + 1]
            if asLeaf <= below {
                nodes[place] = CartNode(leafAt: place)
                decreases[place] = 0
            }
            costs[place] = min(asLeaf, below)
        }
    }

    /// The tree of the nodes that can be reached, with its leaves' values.
    private func finish(_ leaves: UnsafeMutablePointer<UInt32>) -> Grown {
        if parameters.pruning > 0 { compact() }
        var gains = [Double](repeating: 0, count: table.width)
        var payloads = [UInt32](repeating: 0, count: nodes.count)
        var values: [Double] = []
        for place in 1..<nodes.count {
            let node = nodes[place]
            guard node.isLeaf else {
                gains[Int(node.slot)] += decreases[place]
                continue
            }
            let range = Int(ranges[place].lowerBound)..<Int(ranges[place].upperBound)
            let payload = leaf(range, &values)
            payloads[place] = payload
            for row in range { leaves[Int(rows.base[row])] = payload }
        }
        return Grown(
            tree: CartTree(nodes: nodes, payloads: payloads, values: values, members: members, starts: starts), gains: gains)
    }

    /// What a leaf stands for.
    private func leaf(_ range: Range<Int>, _ values: inout [Double]) -> UInt32 {
        guard target.classes == 0 else {
            guard !range.isEmpty else { return 0 }
            let first = stats.base[range.lowerBound].y
            if range.allSatisfy({ stats.base[$0].y == first }) { return UInt32(first) }
            let start = values.count
            values += [Double](repeating: 0, count: target.classes)
            var total = 0.0
            for place in range {
                values[start + Int(stats.base[place].y)] += stats.base[place].x
                total += stats.base[place].x
            }
            for place in start..<values.count { values[place] /= total }
            return UInt32(target.classes + start / target.classes)
        }
        // About the first row's number, so that equal numbers have exactly themselves as their mean.
        let first = range.isEmpty ? 0 : target.numbers[Int(rows.base[range.lowerBound])]
        var (sum, total) = (0.0, 0.0)
        for place in range {
            sum += stats.base[place].x * (target.numbers[Int(rows.base[place])] - first)
            total += stats.base[place].x
        }
        values.append((total > 0 ? first + sum / total : first) * target.unit)
        return UInt32(values.count - 1)
    }

    /// Leaves out nodes that pruning cut off.
    private func compact() {
        let (old, oldRanges, oldDecreases, oldMembers, oldStarts) = (nodes, ranges, decreases, members, starts)
        (nodes, ranges, decreases) = ([old[0], old[1]], Array(oldRanges[..<2]), Array(oldDecreases[..<2]))
        (members, starts) = ([], [0])
        var open = [(from: 1, to: 1)]
        while let (from, to) = open.popLast() {
            let node = old[from]
            ranges[to] = oldRanges[from]
            decreases[to] = oldDecreases[from]
            guard !node.isLeaf else {
                nodes[to] = CartNode(leafAt: to)
                continue
            }
            let left = nodes.count
            if node.isWords {
                nodes[to] = CartNode(
                    slot: Int(node.slot), set: starts.count - 1, left: left, othersGoLeft: node.missingGoesLeft)
                members += oldMembers[Int(oldStarts[node.set])..<Int(oldStarts[node.set + 1])]
                starts.append(UInt32(members.count))
            } else {
                nodes[to] = CartNode(
                    slot: Int(node.slot), cut: node.highestLeft, left: left, missingGoesLeft: node.missingGoesLeft)
            }
            for side in 0..<2 {
                nodes.append(CartNode(leafAt: left + side))
                ranges.append(0..<0)
                decreases.append(0)
            }
            open.append((node.left + 1, left + 1))
            open.append((node.left, left))
        }
    }
}
