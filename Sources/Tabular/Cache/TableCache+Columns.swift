extension TableCache {
    /// Keeps a table whose columns are in memory. That it cannot be kept is no error.
    ///
    /// - Complexity: O(size).
    func keep(_ table: CachedTable, key: String) {
        let slot = ReadingPlan.slotSize(rows: table.rows)
        let end = CacheFormat.prefix + table.columns.count * slot
        guard let bodies = bodies(size: end) else { return }
        let writer = BodyWriter(bodies, end: end)
        let entries = table.columns.enumerated().map { place, column in
            writer.place(column, at: CacheFormat.prefix + place * slot)
        }
        _ = keep(table, entries, in: bodies, end: writer.end, key: key)
    }
}

extension BodyWriter {
    /// Writes the values of a column to `offset`, and its words behind all others.
    fileprivate func place(_ column: Column, at offset: Int) -> CacheFormat.Entry {
        var entry = CacheFormat.Entry(
            name: column.name, kind: column.kind, decimals: column.decimals, hasTime: column.hasTime,
            missingSpellings: column.missingSpellings, values: .init(offset: offset, length: 0, checksum: 0))
        switch column.storage {
        case .numbers(let values):
            values.withUnsafeBufferPointer { values in
                bodies.write(UnsafeRawBufferPointer(values), at: offset)
                entry.values.length = values.count * 8
                entry.values.checksum = Checksum.of(values, from: 0)
            }
        case .codes(let codes, let words):
            codes.withUnsafeBufferPointer { codes in
                bodies.write(UnsafeRawBufferPointer(codes), at: offset)
                entry.values.length = codes.count * 4
                entry.values.checksum = Checksum.of(codes, from: 0)
            }
            entry.words = write(words.indices, bytes: { place, body in words.withBytes(of: place, body) })
        }
        return entry
    }
}
