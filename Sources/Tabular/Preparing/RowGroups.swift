/// Rows put together that are alike in some columns. Missing values are like each other here.
struct RowGroups {
    /// The group of each row; groups are numbered as they first appear.
    private(set) var ids: [Int32] = []
    /// The first row of each group, ascending.
    private(set) var first: [Int32] = []

    /// - Complexity: O(rows x columns); a hash is only believed after the values were compared.
    init(_ columns: [Column], rowCount: Int) {
        let keys = columns.map(RowKey.init)
        var hashes = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: rowCount)
        for key in keys { key.mix(into: &hashes) }
        var index = HashIndex(capacity: min(rowCount, 1 << 12))
        ids.reserveCapacity(rowCount)
        for row in 0..<rowCount {
            let found = index.find(hashes[row]) { group in
                let other = Int(first[group])
                return keys.allSatisfy { $0.areEqual(row, other) }
            }
            if let found {
                ids.append(Int32(found))
            } else {
                ids.append(Int32(first.count))
                index.insert(hashes[row], first.count)
                first.append(Int32(row))
            }
        }
    }

    /// How many rows each group has.
    var sizes: [Int] {
        var sizes = [Int](repeating: 0, count: first.count)
        for id in ids { sizes[Int(id)] += 1 }
        return sizes
    }
}

/// A column as something to compare rows by.
struct RowKey {
    private let storage: Column.Storage

    init(_ column: Column) { storage = column.storage }

    /// Takes the column's values into a hash a row.
    func mix(into hashes: inout [UInt64]) {
        switch storage {
        case .numbers(let values): for row in hashes.indices { hashes[row] = WordHash.mix(hashes[row] ^ Self.bits(values[row])) }
        case .codes(let codes, _):
            for row in hashes.indices {
                hashes[row] = WordHash.mix(hashes[row] ^ UInt64(UInt32(bitPattern: codes[row])))
            }
        }
    }

    func areEqual(_ a: Int, _ b: Int) -> Bool {
        switch storage {
        case .numbers(let values): Self.bits(values[a]) == Self.bits(values[b])
        case .codes(let codes, _): codes[a] == codes[b]
        }
    }

    /// The bits of a number; the two zeroes and all NaNs are each one.
    static func bits(_ value: Double) -> UInt64 {
        value.isNaN ? UInt64.max : value == 0 ? 0 : value.bitPattern
    }
}

/// Numbers found by a hash, in open addressing.
struct HashIndex {
    private var slots: [(hash: UInt64, value: Int32)]
    private var count = 0

    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: (0, -1), count: size)
    }

    /// The first value of this hash that `isRight`.
    @inline(__always)
    func find(_ hash: UInt64, _ isRight: (Int) -> Bool) -> Int? {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place].value >= 0 {
            if slots[place].hash == hash, isRight(Int(slots[place].value)) { return Int(slots[place].value) }
            place = (place + 1) & mask
        }
        return nil
    }

    /// Adds a value that is not there yet.
    mutating func insert(_ hash: UInt64, _ value: Int) {
        if (count + 1) * 2 > slots.count { grow() }
        place(hash, Int32(value))
        count += 1
    }

    private mutating func place(_ hash: UInt64, _ value: Int32) {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place].value >= 0 { place = (place + 1) & mask }
        slots[place] = (hash, value)
    }

    private mutating func grow() {
        let before = slots
        slots = Array(repeating: (0, -1), count: before.count * 4)
        for slot in before where slot.value >= 0 { place(slot.hash, slot.value) }
    }
}
