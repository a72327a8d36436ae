/// Sorts keys whose upper half is a code and whose lower half the place of a row in its node.
///
/// The lower half comes in ascending, and codes that are equal keep that order: so the order of sums is always the same.
enum KeySort {
    /// Sorts `count` keys and returns where they are then: in `keys` or in `room`.
    ///
    /// - `counts`: room for 512 numbers.
    @inline(__always)
    static func sort<Key: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafeMutablePointer<Key>, count: Int, room: UnsafeMutablePointer<Key>, counts: UnsafeMutablePointer<UInt32>
    ) -> UnsafeMutablePointer<Key> {
        if count <= 8 {
            insertionSort(keys, count)
            return keys
        }
        if Key.self == UInt32.self, count <= rankLimit {
            rankSort(
                UnsafeMutableRawPointer(keys).assumingMemoryBound(to: UInt32.self), count: count,
                into: UnsafeMutableRawPointer(room).assumingMemoryBound(to: UInt32.self))
            return room
        }
        return radixSort(keys, count, room, counts)
    }

    @inline(__always)
    private static func insertionSort<Key: FixedWidthInteger>(_ keys: UnsafeMutablePointer<Key>, _ count: Int) {
        var next = 1
        while next < count {
            let key = keys[next]
            var place = next
            while place > 0, keys[place &- 1] > key {
                keys[place] = keys[place &- 1]
                place &-= 1
            }
            keys[place] = key
            next &+= 1
        }
    }

    @inline(__always)
    private static func radixSort<Key: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafeMutablePointer<Key>, _ count: Int, _ room: UnsafeMutablePointer<Key>,
        _ counts: UnsafeMutablePointer<UInt32>
    ) -> UnsafeMutablePointer<Key> {
        let low = Key(truncatingIfNeeded: Key.bitWidth / 2)
        let high = low &+ 8
        counts.update(repeating: 0, count: 512)
        for place in 0..<count {
            counts[Int(truncatingIfNeeded: (keys[place] &>> low) & 255)] &+= 1
            counts[256 &+ Int(truncatingIfNeeded: (keys[place] &>> high) & 255)] &+= 1
        }
        var (from, to) = (keys, room)
        for (starts, shift) in [(counts, low), (counts + 256, high)] {
            if starts[Int(truncatingIfNeeded: (from[0] &>> shift) & 255)] == UInt32(truncatingIfNeeded: count) { continue }
            var start: UInt32 = 0
            for value in 0..<256 {
                let here = starts[value]
                starts[value] = start
                start &+= here
            }
            for place in 0..<count {
                let key = from[place]
                let slot = Int(truncatingIfNeeded: (key &>> shift) & 255)
                to[Int(starts[slot])] = key
                starts[slot] &+= 1
            }
            swap(&from, &to)
        }
        return from
    }

    /// Sorts up to ``rankLimit`` keys by counting, for each, the smaller ones: no branch that could be guessed wrong.
    ///
    /// - `room`: takes the sorted keys.
    @inline(__always)
    static func rankSort(
        _ keys: UnsafeMutablePointer<UInt32>, count: Int, into room: UnsafeMutablePointer<UInt32>
    ) {
        // Signed comparisons are the quick ones; keys that fill the last vector are above all others.
        let signed = UnsafeMutableRawPointer(keys).assumingMemoryBound(to: Int32.self)
        let vectors = (count &+ 3) / 4
        for place in 0..<count { signed[place] ^= .min }
        for place in count..<vectors &* 4 { signed[place] = .max }
        for place in 0..<count {
            let key = SIMD4<Int32>(repeating: signed[place])
            var smaller = SIMD4<Int32>.zero
            for vector in 0..<vectors {
                let others = UnsafeRawPointer(signed + vector &* 4).loadUnaligned(as: SIMD4<Int32>.self)
                smaller &-= unsafeBitCast(others .< key, to: SIMD4<Int32>.self)
            }
            let rank = (smaller[0] &+ smaller[1]) &+ (smaller[2] &+ smaller[3])
            room[Int(rank)] = UInt32(bitPattern: signed[place]) ^ 0x8000_0000
        }
    }

    /// Keys that ``rankSort(_:count:into:)`` is the best for.
    static let rankLimit = 56
}
