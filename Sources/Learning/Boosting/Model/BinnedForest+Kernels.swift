import CKernels

extension BinnedForest {
    /// Writes the bytes of a feature for some rows.
    ///
    /// - `rows`: which of the values; nil for `count` from `first` on.
    /// - `block`: the columns of bytes, ``blockRows`` apart.
    static func bin(
        _ values: UnsafePointer<Double>, rows: UnsafePointer<Int32>?, first: Int, count: Int, edges: Edges,
        into block: UnsafeMutablePointer<UInt8>
    ) {
        let high = block + (edges.high >= 0 ? edges.high : edges.low) * blockRows
        edges.table.write(values, rows: rows, first: first, count: count, to: high)
        guard edges.low >= 0 else { return }
        // There are at most 254 thresholds, so 255 is what is missing.
        let low = block + edges.low * blockRows
        for row in 0..<count { low[row] = high[row] == 255 ? 0 : high[row] }
    }

    /// Adds the values of all trees to the scores of a block of rows, in the order of the trees.
    ///
    /// - `block`: the columns of bytes, ``blockRows`` apart.
    /// - `scores`: scores of output 0, room for ``blockRows`` each; those of the next output are `stride` further on.
    ///
    /// - Complexity: O(trees x nodes) for sixteen rows at once.
    func add(_ block: UnsafeMutablePointer<UInt8>, count: Int, to scores: UnsafeMutablePointer<Double>, stride: Int) {
        items.withUnsafeBufferPointer { items in
            values.withUnsafeBufferPointer { values in
                guard let values = values.baseAddress else { return }
                for (place, tree) in trees.enumerated() {
                    fillSides(tree, block, count: count)
                    let target = scores + place % outputs * stride
                    let own = values + tree.first
                    guard let items = items.baseAddress, !tree.planes.isEmpty else {
                        for row in 0..<count { target[row] += own[0] }
                        continue
                    }
                    descend(tree, items, block, count: count, values: own, to: target)
                }
            }
        }
    }

    private func fillSides(_ tree: Tree, _ block: UnsafeMutablePointer<UInt8>, count: Int) {
        guard !tree.sides.isEmpty else { return }
        tables.withUnsafeBufferPointer { tables in
            for side in sides[tree.sides] {
                let source = block + side.column * BinnedForest.blockRows
                let target = block + side.target * BinnedForest.blockRows
                for row in 0..<count { target[row] = tables[side.table &+ Int(source[row])] }
            }
        }
    }

    /// Rows that go down side by side.
    private static let stripe = 64

    /// Goes down a tree, a stripe of rows after the other.
    private func descend(
        _ tree: Tree, _ items: UnsafePointer<kernel_comparison>, _ block: UnsafePointer<UInt8>, count: Int,
        values: UnsafePointer<Double>, to scores: UnsafeMutablePointer<Double>
    ) {
        withUnsafeTemporaryAllocation(byteCount: BinnedForest.stripe, alignment: 16) { room in
            guard let places = room.bindMemory(to: UInt8.self).baseAddress else { return }
            for row in Swift.stride(from: 0, to: count, by: BinnedForest.stripe) {
                // From the last plane to the first, so that the lowest leaf is what remains.
                for (plane, range) in tree.planes.enumerated().reversed() {
                    let own = items + range.lowerBound
                    if tree.isSymmetric {
                        kernel_answers64(block + row, BinnedForest.blockRows, own, range.count, places)
                    } else {
                        kernel_lowest_leaf64(
                            block + row, BinnedForest.blockRows, own, range.count, UInt8(truncatingIfNeeded: plane &* 8), places)
                    }
                }
                BinnedForest.addFound(places, values: values, to: scores + row)
            }
        }
    }

    /// Adds the values at the places of a stripe.
    @inline(never)
    private static func addFound(
        _ places: UnsafePointer<UInt8>, values: UnsafePointer<Double>, to scores: UnsafeMutablePointer<Double>
    ) {
        var row = 0
        while row < stripe {
            let found = SIMD4(
                values[Int(places[row])], values[Int(places[row &+ 1])], values[Int(places[row &+ 2])],
                values[Int(places[row &+ 3])])
            (SIMD4<Double>(at: scores + row) + found).store(at: scores + row)
            row &+= 4
        }
    }
}
