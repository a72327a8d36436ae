import CKernels

/// The loops where the time goes. Pointers are taken once a call, and the bounds are the callers' to keep: rows below the
/// matrix's row count, bins below the length of the feature's histogram.
enum HistogramKernels {
    /// How many rows ahead the bins and the pair of a row are asked for.
    private static let ahead = 24

    private static let apart = BinnedMatrix.binsApart

    /// Adds each row's pair to its bin in every feature of a group.
    ///
    /// - `rows`: which rows, `count` of them.
    /// - `bins`: the group's bins, `stride` bytes a row.
    /// - `histogram`: that of the group's first feature; the others follow at ``BinnedMatrix/binsApart``.
    @inline(never)
    static func accumulate(
        rows: UnsafePointer<UInt32>, count: Int, bins: UnsafePointer<UInt8>, stride: Int, pairs: UnsafePointer<Int64>,
        features: Int, into histogram: UnsafeMutablePointer<Int64>
    ) {
        let words = features >> 3
        let hasHalf = features & 4 != 0
        let rest = features & 3
        for place in 0..<count {
            let coming = Int(rows[min(place &+ ahead, count &- 1)])
            kernel_prefetch(bins + coming &* stride)
            kernel_prefetch(pairs + coming)
            let row = Int(rows[place])
            let pair = pairs[row]
            var cells = UnsafeRawPointer(bins + row &* stride)
            var target = histogram
            for _ in 0..<words {
                let eight = cells.loadUnaligned(as: UInt64.self)
                target[Int(eight & 255)] &+= pair
                target[1 &* apart &+ Int((eight >> 8) & 255)] &+= pair
                target[2 &* apart &+ Int((eight >> 16) & 255)] &+= pair
                target[3 &* apart &+ Int((eight >> 24) & 255)] &+= pair
                target[4 &* apart &+ Int((eight >> 32) & 255)] &+= pair
                target[5 &* apart &+ Int((eight >> 40) & 255)] &+= pair
                target[6 &* apart &+ Int((eight >> 48) & 255)] &+= pair
                target[7 &* apart &+ Int(eight >> 56)] &+= pair
                cells += 8
                target += 8 &* apart
            }
            if hasHalf {
                let four = cells.loadUnaligned(as: UInt32.self)
                target[Int(four & 255)] &+= pair
                target[1 &* apart &+ Int((four >> 8) & 255)] &+= pair
                target[2 &* apart &+ Int((four >> 16) & 255)] &+= pair
                target[3 &* apart &+ Int(four >> 24)] &+= pair
                cells += 4
                target += 4 &* apart
            }
            for feature in 0..<rest {
                target[feature &* apart &+ Int(cells.load(fromByteOffset: feature, as: UInt8.self))] &+= pair
            }
        }
    }

    /// The same for some of the group's features: `chosen` has their places within it, `features` of them.
    @inline(never)
    static func accumulate(
        rows: UnsafePointer<UInt32>, count: Int, bins: UnsafePointer<UInt8>, stride: Int, pairs: UnsafePointer<Int64>,
        chosen: UnsafePointer<Int32>, features: Int, into histogram: UnsafeMutablePointer<Int64>
    ) {
        for place in 0..<count {
            let coming = Int(rows[min(place &+ ahead, count &- 1)])
            kernel_prefetch(bins + coming &* stride)
            kernel_prefetch(pairs + coming)
            let row = Int(rows[place])
            let pair = pairs[row]
            let cells = bins + row &* stride
            for item in 0..<features {
                let feature = Int(chosen[item])
                histogram[feature &* apart &+ Int(cells[feature])] &+= pair
            }
        }
    }

    /// Moves rows to one of two places by their bin, keeping their order, and returns how many went left.
    ///
    /// Without branches: every row is written to both places and one of them moves on. `left` may be `rows` itself.
    ///
    /// - `sides`: for each bin 1 for left, 0 for right.
    @inline(never)
    static func partition(
        rows: UnsafePointer<UInt32>, count: Int, column: UnsafePointer<UInt8>, sides: UnsafePointer<UInt8>,
        left: UnsafeMutablePointer<UInt32>, right: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var lefts = 0
        var rights = 0
        for place in 0..<count {
            let row = rows[place]
            let isLeft = Int(sides[Int(column[Int(row)])])
            left[lefts] = row
            right[rights] = row
            lefts &+= isLeft
            rights &+= 1 &- isLeft
        }
        return lefts
    }

    /// Adds a value to the scores of some rows.
    @inline(never)
    static func add(_ value: Double, to scores: UnsafeMutablePointer<Double>, rows: UnsafePointer<UInt32>, count: Int) {
        for place in 0..<count { scores[Int(rows[place])] += value }
    }
}
