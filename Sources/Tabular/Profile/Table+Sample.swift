extension Table {
    /// Rows spread evenly over the table, ascending: all of them where there are not more than `count`.
    func spreadRows(_ count: Int) -> [Int] { Self.spread(count, of: rowCount) }

    /// So many places spread evenly over others, ascending: all of them where there are not more.
    public static func spread(_ count: Int, of all: Int) -> [Int] {
        guard count < all, count > 0 else { return Array(0..<max(0, all)) }
        // The middle of each of `count` equal stretches.
        return (0..<count).map { ($0 * 2 + 1) * all / (2 * count) }
    }

    /// A table of some of the rows, in their order. Words that none of them has stay in the columns' lists of words.
    ///
    /// - Complexity: O(rows x columns), on all cores.
    public func taking(rows: [Int]) -> Table {
        let columns = inParallel(columns.count) { self.columns[$0].taking(rows: rows) }
        return Table(name: name, source: source, rowCount: rows.count, columns: columns)
    }
}

extension Column {
    /// The column of some of the rows, in their order.
    func taking(rows: [Int]) -> Column {
        let taken: Storage
        switch storage {
        case .numbers(let values): taken = values.withUnsafeBufferPointer { values in .numbers(Values(rows.map { values[$0] })) }
        case .codes(let codes, let words):
            taken = codes.withUnsafeBufferPointer { codes in .codes(Values(rows.map { codes[$0] }), words: words) }
        }
        return Column(
            name: name, kind: kind, storage: taken, decimals: decimals, hasTime: hasTime, missingSpellings: missingSpellings)
    }
}
