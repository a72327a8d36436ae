/// Sorts numbers by their bits, digit by digit from the lowest: several times as fast as sorting by comparison, and stable.
///
/// The order is total: negative infinity, negative numbers, -0, 0, positive numbers, infinity, NaN. Digits in which all values
/// agree cost nothing, so columns of small whole numbers need two or three passes instead of six.
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
    /// - Complexity: O(n), at most six passes, with 50 kB of counters.
    public static func sort(_ values: UnsafeMutableBufferPointer<Double>, scratch: UnsafeMutableBufferPointer<Double>) {
        guard values.count > 1, let first = values.baseAddress else { return }
        let count = values.count
        first.withMemoryRebound(to: UInt64.self, capacity: count) { keys in
            guard toKeys(keys, count) else { return toDoubles(keys, count) }
            guard count >= 64, scratch.count >= count, let other = scratch.baseAddress else {
                sortByComparison(keys, count)
                return toDoubles(keys, count)
            }
            other.withMemoryRebound(to: UInt64.self, capacity: count) { spare in
                let sorted = count < 4096 ? passes(keys, spare, count, bits: 8) : passes(keys, spare, count, bits: 11)
                if sorted != keys { keys.update(from: sorted, count: count) }
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

    /// Counts every digit of all keys at once: one row of 2^bits counters a digit.
    static func countDigits(
        _ keys: UnsafeMutablePointer<UInt64>, _ count: Int, bits: Int, into counters: UnsafeMutablePointer<UInt32>
    ) {
        let radix = 1 << bits
        let digits = (63 + bits) / bits
        counters.initialize(repeating: 0, count: digits &* radix)
        let mask = UInt64(radix &- 1)
        let shift = UInt64(bits)
        if digits == 6 {
            // The usual case, unrolled: the loop below costs twice as much.
            let (c1, c2, c3) = (counters + radix, counters + 2 &* radix, counters + 3 &* radix)
            let (c4, c5) = (counters + 4 &* radix, counters + 5 &* radix)
            for i in 0..<count {
                let key = keys[i]
                counters[Int(truncatingIfNeeded: key & 0x7FF)] &+= 1
                c1[Int(truncatingIfNeeded: key &>> 11 & 0x7FF)] &+= 1
                c2[Int(truncatingIfNeeded: key &>> 22 & 0x7FF)] &+= 1
                c3[Int(truncatingIfNeeded: key &>> 33 & 0x7FF)] &+= 1
                c4[Int(truncatingIfNeeded: key &>> 44 & 0x7FF)] &+= 1
                c5[Int(truncatingIfNeeded: key &>> 55)] &+= 1
            }
            return
        }
        for i in 0..<count {
            var key = keys[i]
            var row = counters
            for _ in 0..<digits {
                row[Int(truncatingIfNeeded: key & mask)] &+= 1
                key &>>= shift
                row += radix
            }
        }
    }

    /// Turns counts into the places where each digit starts.
    ///
    /// - Returns: false where one digit holds all keys, which then need no pass.
    static func placesFromCounts(_ row: UnsafeMutablePointer<UInt32>, _ radix: Int, count: Int, sample: Int) -> Bool {
        if Int(row[sample]) == count { return false }
        var place: UInt32 = 0
        for digit in 0..<radix {
            let here = row[digit]
            row[digit] = place
            place &+= here
        }
        return true
    }

    /// Insertion sort for a handful, the standard sort for more: what serves without scratch memory.
    private static func sortByComparison(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int) {
        guard count <= 64 else {
            var buffer = UnsafeMutableBufferPointer(start: keys, count: count)
            buffer.sort()
            return
        }
        for i in 1..<count {
            let key = keys[i]
            var place = i
            while place > 0, keys[place &- 1] > key {
                keys[place] = keys[place &- 1]
                place &-= 1
            }
            keys[place] = key
        }
    }

    /// Sorts keys between two places in memory.
    ///
    /// - Returns: where the sorted keys are.
    private static func passes(
        _ keys: UnsafeMutablePointer<UInt64>, _ spare: UnsafeMutablePointer<UInt64>, _ count: Int, bits: Int
    ) -> UnsafeMutablePointer<UInt64> {
        let radix = 1 << bits
        let digits = (63 + bits) / bits
        let mask = UInt64(radix &- 1)
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: digits &* radix) { counters in
            guard let counts = counters.baseAddress else { return keys }
            countDigits(keys, count, bits: bits, into: counts)
            var (from, to) = (keys, spare)
            for digit in 0..<digits {
                let shift = UInt64(digit &* bits)
                let row = counts + digit &* radix
                let sample = Int(truncatingIfNeeded: from[0] &>> shift & mask)
                guard placesFromCounts(row, radix, count: count, sample: sample) else { continue }
                for i in 0..<count {
                    let key = from[i]
                    let digit = Int(truncatingIfNeeded: key &>> shift & mask)
                    let place = row[digit]
                    row[digit] = place &+ 1
                    to[Int(truncatingIfNeeded: place)] = key
                }
                swap(&from, &to)
            }
            return from
        }
    }
}
