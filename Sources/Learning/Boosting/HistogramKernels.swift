import CKernels

/// The loops where the time goes. Pointers are taken once a call, and the bounds are the callers' to keep: rows below the
/// matrix's row count, bins below the length of the feature's histogram.
enum HistogramKernels {
    /// How many rows ahead the bins of a row are asked for.
    private static let ahead = 24

    /// Adds each row's pair to its bin in every feature of a group.
    ///
    /// - `rows`: which rows, `count` of them.
    /// - `bins`: the group's bins, `stride` bytes a row.
    /// - `offsets`: where the histogram of each of the group's features begins.
    static func accumulate(
        rows: UnsafePointer<UInt32>, count: Int, bins: UnsafePointer<UInt8>, stride: Int, pairs: UnsafePointer<Int64>,
        offsets: UnsafePointer<Int32>, features: Int, into histogram: UnsafeMutablePointer<Int64>
    ) {
        let words = features / 8
        for place in 0..<count {
            let next = Int(rows[min(place &+ ahead, count &- 1)])
            kernel_prefetch(bins + next &* stride)
            let row = Int(rows[place])
            let pair = pairs[row]
            let cells = bins + row &* stride
            var offset = offsets
            for word in 0..<words {
                let eight = UnsafeRawPointer(cells + word &* 8).loadUnaligned(as: UInt64.self)
                histogram[Int(offset[0]) &+ Int(eight & 255)] &+= pair
                histogram[Int(offset[1]) &+ Int((eight >> 8) & 255)] &+= pair
                histogram[Int(offset[2]) &+ Int((eight >> 16) & 255)] &+= pair
                histogram[Int(offset[3]) &+ Int((eight >> 24) & 255)] &+= pair
                histogram[Int(offset[4]) &+ Int((eight >> 32) & 255)] &+= pair
                histogram[Int(offset[5]) &+ Int((eight >> 40) & 255)] &+= pair
                histogram[Int(offset[6]) &+ Int((eight >> 48) & 255)] &+= pair
                histogram[Int(offset[7]) &+ Int(eight >> 56)] &+= pair
                offset += 8
            }
            for feature in words &* 8..<features {
                histogram[Int(offsets[feature]) &+ Int(cells[feature])] &+= pair
            }
        }
    }

    /// The same for some of the group's features.
    ///
    /// - `chosen`: the features' places within the group, `features` of them; `offsets` goes by the group's places.
    static func accumulate(
        rows: UnsafePointer<UInt32>, count: Int, bins: UnsafePointer<UInt8>, stride: Int, pairs: UnsafePointer<Int64>,
        offsets: UnsafePointer<Int32>, chosen: UnsafePointer<Int32>, features: Int, into histogram: UnsafeMutablePointer<Int64>
    ) {
        for place in 0..<count {
            let next = Int(rows[min(place &+ ahead, count &- 1)])
            kernel_prefetch(bins + next &* stride)
            let row = Int(rows[place])
            let pair = pairs[row]
            let cells = bins + row &* stride
            for item in 0..<features {
                let feature = Int(chosen[item])
                histogram[Int(offsets[feature]) &+ Int(cells[feature])] &+= pair
            }
        }
    }

    /// Moves rows to one of two places by their bin, keeping their order, and returns how many went left.
    ///
    /// Without branches: every row is written to both places and one of them moves on. `left` may be `rows` itself.
    ///
    /// - `sides`: for each bin 1 for left, 0 for right.
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
    static func add(_ value: Double, to scores: UnsafeMutablePointer<Double>, rows: UnsafePointer<UInt32>, count: Int) {
        for place in 0..<count { scores[Int(rows[place])] += value }
    }
}
