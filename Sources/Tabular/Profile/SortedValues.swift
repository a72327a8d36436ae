/// The values of a number column that are there, ascending, and the rows they stand in.
struct SortedValues {
    let values: [Double]
    let rows: [UInt32]

    /// Sorts by the bits: eight passes at the most of one byte each, those in which all agree left out.
    ///
    /// - Complexity: O(n).
    init(_ column: [Double]) {
        var keys: [UInt64] = []
        var rows: [UInt32] = []
        keys.reserveCapacity(column.count)
        rows.reserveCapacity(column.count)
        for (row, value) in column.enumerated() where !value.isNaN {
            keys.append(Self.key(value))
            rows.append(UInt32(truncatingIfNeeded: row))
        }
        Self.sort(&keys, &rows)
        self.rows = rows
        values = keys.map(Self.value)
    }

    /// Bits whose order as whole numbers is that of the doubles; minus zero is zero.
    @inline(__always)
    private static func key(_ value: Double) -> UInt64 {
        let bits = (value == 0 ? 0.0 : value).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    @inline(__always)
    private static func value(_ key: UInt64) -> Double {
        Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
    }

    private static func sort(_ keys: inout [UInt64], _ rows: inout [UInt32]) {
        let count = keys.count
        guard count > 1 else { return }
        var counts = [Int](repeating: 0, count: 8 * 256)
        counts.withUnsafeMutableBufferPointer { counts in
            for key in keys {
                for byte in 0..<8 { counts[byte &* 256 &+ Int(key >> UInt64(8 &* byte) & 255)] &+= 1 }
            }
        }
        var otherKeys = [UInt64](repeating: 0, count: count)
        var otherRows = [UInt32](repeating: 0, count: count)
        for byte in 0..<8 {
            let first = Int(keys[0] >> UInt64(8 * byte) & 255)
            if counts[byte * 256 + first] == count { continue }
            var places = [Int](repeating: 0, count: 256)
            for digit in 1..<256 { places[digit] = places[digit - 1] + counts[byte * 256 + digit - 1] }
            scatter(keys, rows, &otherKeys, &otherRows, &places, shift: UInt64(8 * byte))
            swap(&keys, &otherKeys)
            swap(&rows, &otherRows)
        }
    }

    private static func scatter(
        _ keys: [UInt64], _ rows: [UInt32], _ outKeys: inout [UInt64], _ outRows: inout [UInt32], _ places: inout [Int],
        shift: UInt64
    ) {
        keys.withUnsafeBufferPointer { keys in
            rows.withUnsafeBufferPointer { rows in
                outKeys.withUnsafeMutableBufferPointer { outKeys in
                    outRows.withUnsafeMutableBufferPointer { outRows in
                        places.withUnsafeMutableBufferPointer { places in
                            for i in 0..<keys.count {
                                let digit = Int(keys[i] >> shift & 255)
                                let place = places[digit]
                                places[digit] = place &+ 1
                                outKeys[place] = keys[i]
                                outRows[place] = rows[i]
                            }
                        }
                    }
                }
            }
        }
    }

    /// The places of the finite values.
    var finite: Range<Int> {
        let start = values.firstIndex { $0 > -.infinity } ?? values.count
        let end = values.lastIndex { $0 < .infinity }.map { $0 + 1 } ?? start
        return start..<max(start, end)
    }

    /// Calls `body` with each stretch of equal values.
    @inline(__always)
    func forEachRun(_ body: (_ value: Double, _ places: Range<Int>) -> Void) {
        values.withUnsafeBufferPointer { values in
            var start = 0
            while start < values.count {
                var end = start &+ 1
                while end < values.count, values[end] == values[start] { end &+= 1 }
                body(values[start], start..<end)
                start = end
            }
        }
    }
}
