/// Values of leaves for losses without a useful second derivative.
extension TreeGrower {
    /// Takes each leaf's value from what is left over in its rows.
    func renew(_ tree: inout BoostedTree, learningRate: Double, scores: UnsafePointer<Double>) {
        let renewed = NativeBuffer<Double>(leaves.count, repeating: 0)
        let ranges = leaves.map(\.learning)
        team.forEach(below: leaves.count) { [objective, learning] place, _ in
            let range = ranges[place]
            renewed.base[place] =
                objective.leafValue(rows: learning.base + range.lowerBound, count: range.count, scores: scores) ?? 0
        }
        var values = (0..<leaves.count).map { renewed.base[$0].isFinite ? renewed.base[$0] : 0 }
        if !constraints.directions.isEmpty { straighten(&values, of: tree) }
        tree.values = values.map { $0 * learningRate }
    }

    /// Brings values back into order at the nodes of monotone features, the deepest nodes first: the two sides meet in the middle of what
    /// they overlap. Holding all values of a side to one bound keeps the order within it.
    private func straighten(_ values: inout [Double], of tree: BoostedTree) {
        var direction = [Int32: Int8]()
        for (place, feature) in matrix.used.enumerated() { direction[Int32(feature)] = constraints.directions[place] }
        // The leaves below each node; later nodes are deeper or elsewhere.
        var below = [[Int]](repeating: [], count: tree.nodes.count)
        for place in tree.nodes.indices.reversed() {
            let node = tree.nodes[place]
            let left = node.left >= 0 ? below[Int(node.left)] : [Int(~node.left)]
            let right = node.right >= 0 ? below[Int(node.right)] : [Int(~node.right)]
            below[place] = left + right
            guard let sign = direction[node.feature], sign != 0 else { continue }
            let (low, high) = sign > 0 ? (left, right) : (right, left)
            let top = low.reduce(-Double.infinity) { max($0, values[$1]) }
            let bottom = high.reduce(Double.infinity) { min($0, values[$1]) }
            guard top > bottom else { continue }
            let middle = top / 2 + bottom / 2
            for leaf in low { values[leaf] = min(values[leaf], middle) }
            for leaf in high { values[leaf] = max(values[leaf], middle) }
        }
    }
}
