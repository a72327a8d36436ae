/// The different values of a column that has only a few, with their counts: found by a small table, so that such a column needs no sort.
struct FewValues {
    /// No more than this.
    static let limit = 512
    private static let slots = 2048

    /// Ascending; minus zero is zero.
    private var values: [Double] = []
    private var counts: [Int] = []
    /// For every slot the place of its value among the sorted ones, or -1.
    private var places: [Int32]
    private var keys: [UInt64]

    /// - Returns: nil as soon as there is one value too many.
    /// - Complexity: O(rows), and a few hundred steps for a column of many values.
    init?(_ column: UnsafeBufferPointer<Double>) {
        // No value has the bits of this NaN once NaN are left out.
        keys = [UInt64](repeating: .max, count: Self.slots)
        places = [Int32](repeating: -1, count: Self.slots)
        var tallies = [Int](repeating: 0, count: Self.slots)
        var different = 0
        let fits = keys.withUnsafeMutableBufferPointer { keys in
            tallies.withUnsafeMutableBufferPointer { tallies in
                for value in column where value == value {
                    let key = (value + 0).bitPattern
                    var slot = Self.slot(key)
                    while keys[slot] != key {
                        if keys[slot] == .max {
                            different &+= 1
                            if different > Self.limit { return false }
                            keys[slot] = key
                            break
                        }
                        slot = (slot &+ 1) & (Self.slots &- 1)
                    }
                    tallies[slot] &+= 1
                }
                return true
            }
        }
        guard fits else { return nil }
        let used = keys.indices.filter { keys[$0] != .max }
            .sorted { Double(bitPattern: keys[$0]) < Double(bitPattern: keys[$1]) }
        for (place, slot) in used.enumerated() {
            values.append(Double(bitPattern: keys[slot]))
            counts.append(tallies[slot])
            places[slot] = Int32(place)
        }
    }

    @inline(__always)
    private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 53) }

    /// Writes the values in order, and with a target each row's target beside its value, rows in order within a value.
    ///
    /// - Returns: how many there are.
    func fill(
        _ memory: SortMemory, _ column: UnsafeBufferPointer<Double>, target: UnsafeBufferPointer<UInt32>?
    ) -> Int {
        guard let out = memory.values.baseAddress else { return 0 }
        var starts: [Int] = []
        var next = 0
        for (value, count) in zip(values, counts) {
            starts.append(next)
            (out + next).update(repeating: value, count: count)
            next += count
        }
        if let target, let tags = memory.tags.baseAddress {
            starts.withUnsafeMutableBufferPointer { starts in
                for row in 0..<column.count where column[row] == column[row] {
                    let key = (column[row] + 0).bitPattern
                    var slot = Self.slot(key)
                    while keys[slot] != key { slot = (slot &+ 1) & (Self.slots &- 1) }
                    let place = Int(places[slot])
                    tags[starts[place]] = target[row]
                    starts[place] &+= 1
                }
            }
        }
        return next
    }
}
