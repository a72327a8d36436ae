/// Sorts the values of a column together with their places.
///
/// - Complexity: O(n): radix sort, 11 bits at a time; digits that are the same everywhere cost nothing.
final class RankSorter {
    private let keys: NativeBuffer<UInt64>
    private let spareKeys: NativeBuffer<UInt64>
    private let places: NativeBuffer<UInt32>
    private let sparePlaces: NativeBuffer<UInt32>
    private let counts = NativeBuffer<UInt32>(6 * 2048, repeating: 0)

    init(capacity: Int) {
        keys = NativeBuffer(capacity, repeating: 0)
        spareKeys = NativeBuffer(capacity, repeating: 0)
        places = NativeBuffer(capacity, repeating: 0)
        sparePlaces = NativeBuffer(capacity, repeating: 0)
    }

    /// The places of all values that are not missing, from the least value to the greatest, with keys of their order: equal keys are
    /// equal values.
    func sort(_ values: UnsafeBufferPointer<Double>) -> (
        keys: UnsafeMutablePointer<UInt64>, places: UnsafeMutablePointer<UInt32>, count: Int
    ) {
        var (from, to) = (keys.base, spareKeys.base)
        var (fromPlaces, toPlaces) = (places.base, sparePlaces.base)
        var count = 0
        for place in 0..<values.count {
            let value = values[place]
            guard value == value else { continue }
            // Adding zero turns -0 into 0, which are one value.
            let bits = (value + 0).bitPattern
            from[count] = bits ^ (bits >> 63 == 1 ? .max : 1 << 63)
            fromPlaces[count] = UInt32(truncatingIfNeeded: place)
            count &+= 1
        }
        let counts = counts.base
        counts.update(repeating: 0, count: 6 * 2048)
        for place in 0..<count {
            let key = from[place]
            for digit in 0..<6 { counts[digit &* 2048 &+ Int((key >> UInt64(digit &* 11)) & 2047)] &+= 1 }
        }
        for digit in 0..<6 {
            let starts = counts + digit * 2048
            let shift = UInt64(digit * 11)
            guard count > 0, starts[Int((from[0] >> shift) & 2047)] != UInt32(truncatingIfNeeded: count) else { continue }
            var start: UInt32 = 0
            for value in 0..<2048 {
                let here = starts[value]
                starts[value] = start
                start &+= here
            }
            for place in 0..<count {
                let key = from[place]
                let slot = Int((key >> shift) & 2047)
                let target = Int(starts[slot])
                to[target] = key
                toPlaces[target] = fromPlaces[place]
                starts[slot] &+= 1
            }
            swap(&from, &to)
            swap(&fromPlaces, &toPlaces)
        }
        return (from, fromPlaces, count)
    }

    /// The number that a key stands for.
    static func value(_ key: UInt64) -> Double { Double(bitPattern: key >> 63 == 1 ? key ^ (1 << 63) : ~key) }
}
