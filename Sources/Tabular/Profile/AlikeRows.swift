import Recipes
import Statistics

/// Rows that are alike, found by hashes of 64 bits.
enum AlikeRows {
    private static let block = 1 << 14
    static let seed: UInt64 = 0x9E37_79B9

    /// A hash a row over some columns.
    ///
    /// - Complexity: O(rows x columns), on all cores.
    static func hashes(of columns: [Column], rows: Int, seed: UInt64 = seed) -> [UInt64] {
        inParallel((rows + block - 1) / block) { hashes($0, of: columns, rows: rows, seed: seed) }.flatMap { $0 }
    }

    /// The same; ended once nobody waits.
    static func hashes(of columns: [Column], rows: Int, _ cancellation: Cancellation) throws(AssayError) -> [UInt64] {
        let parts = try inParallel((rows + block - 1) / block, cancellation) { index throws(AssayError) in
            hashes(index, of: columns, rows: rows, seed: seed)
        }
        return parts.flatMap { $0 }
    }

    private static func hashes(_ index: Int, of columns: [Column], rows: Int, seed: UInt64) -> [UInt64] {
        let rows = index * block..<min(rows, (index + 1) * block)
        var hashes = [UInt64](repeating: seed, count: rows.count)
        for column in columns { mix(column, rows, into: &hashes) }
        return hashes
    }

    private static func mix(_ column: Column, _ rows: Range<Int>, into hashes: inout [UInt64]) {
        hashes.withUnsafeMutableBufferPointer { hashes in
            let start = rows.lowerBound
            switch column.storage {
            case .numbers(let values):
                values.withUnsafeBufferPointer { values in
                    for place in 0..<hashes.count {
                        hashes[place] = WordHash.mix(hashes[place] ^ Patterns.bits(values[start &+ place]))
                    }
                }
            case .codes(let codes, _):
                codes.withUnsafeBufferPointer { codes in
                    for place in 0..<hashes.count {
                        hashes[place] = WordHash.mix(hashes[place] ^ UInt64(UInt32(bitPattern: codes[start &+ place])))
                    }
                }
            }
        }
    }

    /// Rows in the order of their hashes, rows of equal hashes in their order.
    ///
    /// - Complexity: O(rows).
    static func order(_ hashes: [UInt64]) -> [UInt32] {
        // Two numbers below 2^32 and 2^32 sort as doubles; a hash folded to 52 bits stays exact, and equal rows stay together.
        RadixSort.order(of: hashes.map { Double($0 >> 12) })
    }

    /// The stretches of equal hashes with at least two rows, in the order of their first rows.
    static func repeated(_ hashes: [UInt64]) -> [[UInt32]] {
        let order = order(hashes)
        var groups: [[UInt32]] = []
        forEachRun(of: order, hashes) { places in
            // Hashes that differ only in the bits that were not sorted by are not alike.
            let hash = hashes[Int(order[places.lowerBound])]
            let rows = order[places].filter { hashes[Int($0)] == hash }
            if rows.count > 1 { groups.append(rows) }
        }
        return groups.sorted { $0[0] < $1[0] }
    }

    /// How many rows are alike one before them.
    static func repeats(_ hashes: [UInt64]) -> Int {
        let order = order(hashes)
        var count = 0
        forEachRun(of: order, hashes) { count += $0.count - 1 }
        return count
    }

    private static func forEachRun(of order: [UInt32], _ hashes: [UInt64], _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < order.count {
            let hash = hashes[Int(order[start])] >> 12
            var end = start + 1
            while end < order.count, hashes[Int(order[end])] >> 12 == hash { end += 1 }
            body(start..<end)
            start = end
        }
    }
}
