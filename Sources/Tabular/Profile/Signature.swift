/// Finds columns that repeat another one.
enum Signature {
    /// The signature of numbers: of their grouping where values repeat, of the values themselves where they hardly do.
    static func of(_ values: [Double], sorted: SortedValues, distinct: Int) -> UInt64? {
        guard distinct > 1 else { return nil }
        if distinct * 2 > sorted.values.count {
            return values.reduce(1) { WordHash.mix($0 ^ ($1.isNaN ? 0x7FF8_0000_0000_0000 : ($1 == 0 ? 0 : $1).bitPattern)) }
        }
        var groups = [Int32](repeating: -1, count: values.count)
        var group: Int32 = 0
        sorted.forEachRun { _, places in
            for place in places { groups[Int(sorted.rows[place])] = group }
            group += 1
        }
        return grouping(groups, count: Int(group))
    }

    /// The signature of words: of their grouping; nil where nearly all differ, since then any two columns group alike.
    static func of(_ codes: [Int32], distinct: Int) -> UInt64? {
        guard distinct > 1, distinct * 2 <= codes.count else { return nil }
        return grouping(codes, count: Int(codes.max() ?? -1) + 1)
    }

    /// A hash of which rows belong together, whatever the groups are called: groups are numbered as they appear.
    private static func grouping(_ groups: [Int32], count: Int) -> UInt64 {
        var numbers = [UInt64](repeating: 0, count: count + 1)
        var next: UInt64 = 1
        var hash: UInt64 = 2
        for group in groups {
            let place = Int(group) + 1
            if numbers[place] == 0 {
                numbers[place] = next
                next += 1
            }
            // A missing value is a group of its own that has to be missing in both columns.
            hash = WordHash.mix(hash ^ (group < 0 ? 0 : numbers[place]))
        }
        return hash
    }
}

/// Counts rows that repeat an earlier one.
enum DuplicateRows {
    private static let block = 1 << 15

    /// The number of rows that are equal in every column to a row before them, by hashes of 64 bits.
    ///
    /// - Complexity: O(rows x columns).
    static func count(in table: Table) -> Int {
        guard !table.columns.isEmpty else { return 0 }
        let blocks = (table.rowCount + block - 1) / block
        let hashes = inParallel(blocks) { index in
            let rows = index * block..<min(table.rowCount, (index + 1) * block)
            var hashes = [UInt64](repeating: 0x9E37_79B9, count: rows.count)
            for column in table.columns { mix(column, rows, into: &hashes) }
            return hashes
        }
        var seen = Set<UInt64>(minimumCapacity: table.rowCount)
        for block in hashes { seen.formUnion(block) }
        return table.rowCount - seen.count
    }

    private static func mix(_ column: Column, _ rows: Range<Int>, into hashes: inout [UInt64]) {
        hashes.withUnsafeMutableBufferPointer { hashes in
            switch column.storage {
            case .numbers(let values):
                for (place, row) in rows.enumerated() {
                    let value = values[row]
                    let bits = value.isNaN ? 0x7FF8_0000_0000_0000 : (value == 0 ? 0 : value).bitPattern
                    hashes[place] = WordHash.mix(hashes[place] ^ bits)
                }
            case .codes(let codes, _):
                for (place, row) in rows.enumerated() {
                    hashes[place] = WordHash.mix(hashes[place] ^ UInt64(UInt32(bitPattern: codes[row])))
                }
            }
        }
    }
}
