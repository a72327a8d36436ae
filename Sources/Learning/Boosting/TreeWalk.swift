/// Sends rows down trees.
struct TreeWalk {
    private let trees: [BoostedTree]
    private let outputs: Int

    init(_ trees: [BoostedTree], outputs: Int) {
        self.trees = trees
        self.outputs = outputs
    }

    /// Adds the values of all trees, in their order.
    ///
    /// - `columns`: the features' values: numbers, or for categories the bin.
    /// - `scores`: scores of output 0 for the first of the rows; those of the next output are `stride` further on.
    ///
    /// - Complexity: O(rows x trees x depth).
    func add(_ columns: [[Double]], rows: Range<Int>, to scores: UnsafeMutablePointer<Double>, stride: Int) {
        for (place, tree) in trees.enumerated() {
            let target = scores + place % outputs * stride
            for row in rows { target[row - rows.lowerBound] += tree.value(columns, row) }
        }
    }
}

extension BoostedTree {
    /// The value of the leaf that a row comes to.
    func value(_ columns: [[Double]], _ row: Int) -> Double {
        guard !nodes.isEmpty else { return values.first ?? 0 }
        var place: Int32 = 0
        while place >= 0 {
            let node = nodes[Int(place)]
            let value = columns[Int(node.feature)][row]
            let goesLeft: Bool
            if node.set >= 0 {
                let bin = Int(value)
                goesLeft = (sets[Int(node.set)][bin >> 6] >> UInt64(bin & 63)) & 1 == 1
            } else {
                goesLeft = value <= node.threshold || (value.isNaN && node.missingGoesLeft)
            }
            place = goesLeft ? node.left : node.right
        }
        return values[Int(~place)]
    }
}
