extension RadixSort {
    /// Sorts values ascending and takes a number along with each, in place; stable.
    ///
    /// - Parameters:
    ///   - values: any doubles.
    ///   - indices: what belongs to each value, such as its row; of the same count.
    ///   - scratch: memory for as many values; what it holds afterwards has no meaning.
    ///   - indexScratch: memory for as many numbers.
    ///
    /// Sorts no more than the count of the shortest of the four buffers, or 2^32 - 1.
    /// - Complexity: O(n), four passes for most data and at most ten.
    public static func sort(
        _ values: UnsafeMutableBufferPointer<Double>, indices: UnsafeMutableBufferPointer<UInt32>,
        scratch: UnsafeMutableBufferPointer<Double>, indexScratch: UnsafeMutableBufferPointer<UInt32>
    ) {
        let count = min(values.count, indices.count, scratch.count, indexScratch.count, Int(UInt32.max))
        guard count > 1, let first = values.baseAddress, let other = scratch.baseAddress,
            let rows = indices.baseAddress, let spareRows = indexScratch.baseAddress
        else { return }
        first.withMemoryRebound(to: UInt64.self, capacity: count) { keys in
            other.withMemoryRebound(to: UInt64.self, capacity: count) { spare in
                if toKeys(keys, count) {
                    let digits = Digits(count: count)
                    if count >= 64 { passes(keys, rows, spare, spareRows, count, digits.mask, digits.high) }
                    if !insert(keys, rows, count, budget: count < 64 ? .max : 4 &* count) {
                        passes(keys, rows, spare, spareRows, count, digits.mask, digits.low)
                        passes(keys, rows, spare, spareRows, count, digits.mask, digits.high)
                    }
                }
                toDoubles(keys, count)
            }
        }
    }

    /// The places of the values in ascending order of the values; equal values keep their order, NaN stands last.
    ///
    /// - Parameter values: fewer than 2^32.
    /// - Returns: a place for each value.
    /// - Complexity: O(n).
    public static func order(of values: [Double]) -> [UInt32] {
        var keys = values
        return order(sorting: &keys)
    }

    /// Sorts the values and returns the places at which they stood.
    ///
    /// - Parameter values: fewer than 2^32.
    /// - Returns: a place for each value.
    /// - Complexity: O(n).
    public static func order(sorting values: inout [Double]) -> [UInt32] {
        let count = min(values.count, Int(UInt32.max))
        var indices = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
            for i in 0..<count { buffer[i] = UInt32(truncatingIfNeeded: i) }
            filled = count
        }
        values.withUnsafeMutableBufferPointer { values in
            indices.withUnsafeMutableBufferPointer { indices in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { scratch in
                    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { indexScratch in
                        sort(values, indices: indices, scratch: scratch, indexScratch: indexScratch)
                    }
                }
            }
        }
        return indices
    }

    /// Insertion sort; false where it gave up after `budget` steps.
    private static func insert(
        _ keys: UnsafeMutablePointer<UInt64>, _ rows: UnsafeMutablePointer<UInt32>, _ count: Int, budget: Int
    ) -> Bool {
        var left = budget
        for i in 1..<count where keys[i] < keys[i &- 1] {
            let (key, row) = (keys[i], rows[i])
            var place = i
            while place > 0, keys[place &- 1] > key {
                keys[place] = keys[place &- 1]
                rows[place] = rows[place &- 1]
                place &-= 1
            }
            keys[place] = key
            rows[place] = row
            left &-= i &- place
            if left < 0 { return false }
        }
        return true
    }

    private static func passes(
        _ keys: UnsafeMutablePointer<UInt64>, _ rows: UnsafeMutablePointer<UInt32>, _ spare: UnsafeMutablePointer<UInt64>,
        _ spareRows: UnsafeMutablePointer<UInt32>, _ count: Int, _ mask: UInt64, _ shifts: [UInt64]
    ) {
        let radix = Int(truncatingIfNeeded: mask) &+ 1
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: shifts.count &* radix) { counters in
            guard let counts = counters.baseAddress else { return }
            var (from, to, fromRows, toRows) = (keys, spare, rows, spareRows)
            for digit in countDigits(keys, count, mask, shifts, into: counts) {
                let shift = shifts[digit]
                let row = counts + digit &* radix
                for i in 0..<count {
                    let key = from[i]
                    let value = Int(truncatingIfNeeded: key &>> shift & mask)
                    let place = Int(truncatingIfNeeded: row[value])
                    row[value] &+= 1
                    to[place] = key
                    toRows[place] = fromRows[i]
                }
                swap(&from, &to)
                swap(&fromRows, &toRows)
            }
            if from != keys {
                keys.update(from: from, count: count)
                rows.update(from: fromRows, count: count)
            }
        }
    }
}
