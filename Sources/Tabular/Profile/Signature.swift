/// What two columns have in common of which each value of one goes with one value of the other.
struct Grouping: Hashable, Sendable {
    let distinct: Int
    let missing: Int
    let present: Int
    /// Of how often the values stand, in no order; where they hardly repeat of the values themselves.
    let hash: UInt64

    /// Whether it says anything: a constant goes with every other.
    var isTelling: Bool { distinct > 1 }
}

/// Hashes over all rows of a column.
enum Patterns {
    /// Of the values in their order. Four sums at once, since each step waits for the one before.
    static func values(_ values: UnsafeBufferPointer<Double>) -> UInt64 {
        var hashes = SIMD4<UInt64>(1, 2, 3, 4)
        let whole = values.count & ~3
        var row = 0
        while row < whole {
            for lane in 0..<4 { hashes[lane] = WordHash.mix(hashes[lane] ^ bits(values[row &+ lane])) }
            row &+= 4
        }
        while row < values.count {
            hashes[0] = WordHash.mix(hashes[0] ^ bits(values[row]))
            row &+= 1
        }
        return WordHash.mix(hashes[0] ^ WordHash.mix(hashes[1] ^ WordHash.mix(hashes[2] ^ WordHash.mix(hashes[3]))))
    }

    /// The bits of a value; all NaN have the same, and both zeros.
    @inline(__always)
    static func bits(_ value: Double) -> UInt64 { value == value ? (value + 0).bitPattern : 0x7FF8_0000_0000_0000 }

    /// Of the rows that are missing; 0 where none is.
    static func missing(_ values: UnsafeBufferPointer<Double>, count: Int) -> UInt64 {
        guard count > 0 else { return 0 }
        var hash: UInt64 = 5
        for row in 0..<values.count where values[row] != values[row] {
            hash = WordHash.mix(hash ^ UInt64(truncatingIfNeeded: row))
        }
        return hash
    }

    /// Of the rows that are missing; 0 where none is.
    static func missing(_ codes: UnsafeBufferPointer<Int32>, count: Int) -> UInt64 {
        guard count > 0 else { return 0 }
        var hash: UInt64 = 5
        for row in 0..<codes.count where codes[row] < 0 { hash = WordHash.mix(hash ^ UInt64(truncatingIfNeeded: row)) }
        return hash
    }
}

extension Column {
    /// Whether each value of the column goes with exactly one value of the other, missing with missing.
    ///
    /// - Complexity: O(rows); ends at the first pair that does not fit.
    func isOneToOne(with other: Column) -> Bool {
        let (mine, others) = (rowKeys, other.rowKeys)
        guard count == other.count else { return false }
        var forth: [UInt64: UInt64] = [:]
        var back: [UInt64: UInt64] = [:]
        for row in 0..<count {
            let (a, b) = (mine(row), others(row))
            if forth.updateValue(b, forKey: a) ?? b != b { return false }
            if back.updateValue(a, forKey: b) ?? a != a { return false }
        }
        return true
    }

    /// A number by row that is equal for equal values.
    private var rowKeys: (Int) -> UInt64 {
        switch storage {
        case .numbers(let values): { Patterns.bits(values[$0]) }
        case .codes(let codes, _): { codes[$0] < 0 ? 0x7FF8_0000_0000_0000 : UInt64(codes[$0]) }
        }
    }
}
