/// Trees over the bins of a matrix: sends its rows down trees that were grown on the same rows before.
struct BinnedWalk {
    /// A question about a bin.
    fileprivate struct Node {
        /// The bins of the feature, a byte a row.
        let column: UnsafePointer<UInt8>
        /// By bin: whether it goes left.
        let left: Int32
        let right: Int32
        let sides: SIMD4<UInt64>
    }

    struct Tree {
        fileprivate let nodes: [Node]
        fileprivate let values: [Double]
    }

    private let matrix: BinnedMatrix
    let trees: [Tree]

    /// Nil where a tree asks for features or edges that the matrix does not have.
    init?(_ trees: [BoostedTree], over matrix: BinnedMatrix) {
        self.matrix = matrix
        var places = [Int?](repeating: nil, count: matrix.bins.count)
        for (place, feature) in matrix.used.enumerated() { places[feature] = place }
        var result: [Tree] = []
        for tree in trees {
            var nodes: [Node] = []
            for node in tree.nodes {
                guard places.indices.contains(Int(node.feature)), let place = places[Int(node.feature)],
                    let sides = BinnedWalk.sides(of: node, tree, bins: matrix.bins[Int(node.feature)])
                else { return nil }
                nodes.append(Node(column: UnsafePointer(matrix.column(place)), left: node.left, right: node.right, sides: sides))
            }
            result.append(Tree(nodes: nodes, values: tree.values))
        }
        self.trees = result
    }

    /// The bins that go left at a node.
    private static func sides(of node: BoostedTree.Node, _ tree: BoostedTree, bins: FeatureBins) -> SIMD4<UInt64>? {
        switch bins {
        case .categorical:
            return node.set >= 0 ? tree.sets[Int(node.set)] : nil
        case .numeric(let edges, _):
            guard node.set < 0 else { return nil }
            let last = node.threshold == .infinity ? edges.count : edges.firstIndex(of: node.threshold)
            guard let last else { return nil }
            var sides = SIMD4<UInt64>.zero
            for bin in 0...last { sides[bin >> 6] |= 1 << UInt64(bin & 63) }
            if node.missingGoesLeft { sides[(edges.count + 1) >> 6] |= 1 << UInt64((edges.count + 1) & 63) }
            return sides
        }
    }

    /// Adds a tree's values to the scores of some rows.
    func add(_ tree: Tree, rows: Range<Int>, to scores: UnsafeMutablePointer<Double>) {
        guard !tree.nodes.isEmpty else { return }
        tree.nodes.withUnsafeBufferPointer { nodes in
            for row in rows {
                var place: Int32 = 0
                while place >= 0 {
                    let bin = Int(nodes[Int(place)].column[row])
                    let isLeft = (nodes[Int(place)].sides[bin >> 6] >> UInt64(bin & 63)) & 1 == 1
                    place = isLeft ? nodes[Int(place)].left : nodes[Int(place)].right
                }
                scores[row] += tree.values[Int(~place)]
            }
        }
    }
}
