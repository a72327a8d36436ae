/// Sorts numbers by their bits, digit by digit from the lowest: several times as fast as sorting by comparison, and stable.
///
/// The order is total: negative infinity, negative numbers, -0, 0, positive numbers, infinity, NaN. Digits in which all values
/// agree cost nothing, so columns of small whole numbers need two passes instead of four. The lowest bits are not sorted by
/// passes at first: few values differ in them alone, and those few are put right by insertion; where they are many, two more
/// passes go before.
///
///     values.withUnsafeMutableBufferPointer { RadixSort.sort($0, scratch: scratch) }
///
/// After D. E. Knuth, The Art of Computer Programming 3, 5.2.5; the map from doubles to whole numbers of the same order is
/// that of E. Friedmann and M. Herf's radix sorts.
public enum RadixSort {
    /// Sorts ascending, in place. A NaN keeps no sign or payload.
    ///
    /// - Parameters:
    ///   - values: any doubles.
    ///   - scratch: memory of at least as many; what it holds afterwards has no meaning. Where it is smaller, the values are
    ///     sorted by comparison, more slowly and to the same result.
    /// - Complexity: O(n), four passes for most data and at most ten, with 32 kB of counters.
    public static func sort(_ values: UnsafeMutableBufferPointer<Double>, scratch: UnsafeMutableBufferPointer<Double>) {
        guard values.count > 1, let first = values.baseAddress else { return }
        let count = values.count
        first.withMemoryRebound(to: UInt64.self, capacity: count) { keys in
            guard toKeys(keys, count) else { return toDoubles(keys, count) }
            guard count >= 64, count < UInt32.max, scratch.count >= count, let other = scratch.baseAddress else {
                sortByComparison(keys, count)
                return toDoubles(keys, count)
            }
            other.withMemoryRebound(to: UInt64.self, capacity: count) { spare in
                let digits = Digits(count: count)
                passes(keys, spare, count, digits.mask, digits.high)
                if !insert(keys, count, budget: 4 &* count) {
                    passes(keys, spare, count, digits.mask, digits.low)
                    passes(keys, spare, count, digits.mask, digits.high)
                }
            }
            toDoubles(keys, count)
        }
    }

    /// Sorts ascending, with scratch memory of its own.
    ///
    /// - Complexity: O(n).
    public static func sort(_ values: inout [Double]) {
        let count = values.count
        values.withUnsafeMutableBufferPointer { buffer in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { scratch in
                sort(buffer, scratch: scratch)
            }
        }
    }

    /// The values ascending.
    ///
    /// - Complexity: O(n).
    public static func sorted(_ values: [Double]) -> [Double] {
        var copy = values
        sort(&copy)
        return copy
    }

    /// Turns doubles into whole numbers of the same order, in place.
    ///
    /// - Returns: false where they stand in order already.
    static func toKeys(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int) -> Bool {
        var last: UInt64 = 0
        var isUnordered = false
        for i in 0..<count {
            let bits = keys[i]
            // A negative number turns all its bits round, another only its sign.
            let flip = UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | 0x8000_0000_0000_0000
            let isNaN = bits & 0x7FFF_FFFF_FFFF_FFFF > 0x7FF0_0000_0000_0000
            let key = isNaN ? 0xFFF8_0000_0000_0000 : bits ^ flip
            keys[i] = key
            isUnordered = isUnordered || key < last
            last = key
        }
        return isUnordered
    }

    /// Turns the numbers of ``toKeys(_:_:)`` back.
    static func toDoubles(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int) {
        for i in 0..<count {
            let key = keys[i]
            keys[i] = key ^ (UInt64(bitPattern: Int64(bitPattern: ~key) >> 63) | 0x8000_0000_0000_0000)
        }
    }

    /// Where the digits lie: few wide ones for many values, small counters for few values.
    struct Digits {
        let mask: UInt64
        /// Of the upper 44 or 40 bits.
        let high: [UInt64]
        /// Of the bits below; digits may overlap.
        let low: [UInt64]

        init(count: Int) {
            mask = count < 4096 ? 0xFF : 0x7FF
            high = count < 4096 ? [24, 32, 40, 48, 56] : [20, 31, 42, 53]
            low = count < 4096 ? [0, 8, 16] : [0, 9]
        }
    }

    /// Counts the digits at these places of all keys at once, one row of counters a digit, and turns the counts into the places
    /// where each value of the digit starts.
    ///
    /// - Returns: the digits that are not the same in all keys.
    static func countDigits(
        _ keys: UnsafeMutablePointer<UInt64>, _ count: Int, _ mask: UInt64, _ shifts: [UInt64],
        into counters: UnsafeMutablePointer<UInt32>
    ) -> [Int] {
        let radix = Int(truncatingIfNeeded: mask) &+ 1
        counters.initialize(repeating: 0, count: shifts.count &* radix)
        if shifts.count == 4 {
            // The usual case, unrolled.
            let (s0, s1, s2, s3) = (shifts[0], shifts[1], shifts[2], shifts[3])
            let (c1, c2, c3) = (counters + radix, counters + 2 &* radix, counters + 3 &* radix)
            for i in 0..<count {
                let key = keys[i]
                counters[Int(truncatingIfNeeded: key &>> s0 & mask)] &+= 1
                c1[Int(truncatingIfNeeded: key &>> s1 & mask)] &+= 1
                c2[Int(truncatingIfNeeded: key &>> s2 & mask)] &+= 1
                c3[Int(truncatingIfNeeded: key &>> s3 & mask)] &+= 1
            }
        } else {
            for (digit, shift) in shifts.enumerated() {
                let row = counters + digit &* radix
                for i in 0..<count { row[Int(truncatingIfNeeded: keys[i] &>> shift & mask)] &+= 1 }
            }
        }
        return shifts.indices.filter { digit in
            let row = counters + digit &* radix
            if Int(row[Int(truncatingIfNeeded: keys[0] &>> shifts[digit] & mask)]) == count { return false }
            var place: UInt32 = 0
            for value in 0..<radix {
                let here = row[value]
                row[value] = place
                place &+= here
            }
            return true
        }
    }

    /// Insertion sort.
    ///
    /// - Returns: false where it gave up after `budget` steps; then the keys are in some other order, equal ones as before.
    private static func insert(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int, budget: Int) -> Bool {
        var left = budget
        for i in 1..<count where keys[i] < keys[i &- 1] {
            let key = keys[i]
            var place = i
            while place > 0, keys[place &- 1] > key {
                keys[place] = keys[place &- 1]
                place &-= 1
            }
            keys[place] = key
            left &-= i &- place
            if left < 0 { return false }
        }
        return true
    }

    /// Insertion sort for a handful, the standard sort for more: what serves without scratch memory.
    private static func sortByComparison(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int) {
        if count > 64 || !insert(keys, count, budget: .max) {
            var buffer = UnsafeMutableBufferPointer(start: keys, count: count)
            buffer.sort()
        }
    }

    /// Sorts keys by the digits at these places, the first the least.
    private static func passes(
        _ keys: UnsafeMutablePointer<UInt64>, _ spare: UnsafeMutablePointer<UInt64>, _ count: Int, _ mask: UInt64,
        _ shifts: [UInt64]
    ) {
        let radix = Int(truncatingIfNeeded: mask) &+ 1
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: shifts.count &* radix) { counters in
            guard let counts = counters.baseAddress else { return }
            var (from, to) = (keys, spare)
            for digit in countDigits(keys, count, mask, shifts, into: counts) {
                let shift = shifts[digit]
                let row = counts + digit &* radix
                for i in 0..<count {
                    let key = from[i]
                    let value = Int(truncatingIfNeeded: key &>> shift & mask)
                    let place = row[value]
                    row[value] = place &+ 1
                    to[Int(truncatingIfNeeded: place)] = key
                }
                swap(&from, &to)
            }
            if from != keys { keys.update(from: from, count: count) }
        }
    }
}
