import Statistics

extension Table {
    /// Rows in the order of some columns: by the first, among equals by the second, and so on; then as they came.
    ///
    /// Numbers and dates stand by value, words by their bytes, missing values last whichever the direction.
    ///
    /// - Parameters:
    ///   - rows: which rows, and how they stand where all keys are equal; nil is all rows in the table's order.
    ///   - keys: the first decides; those of no column count for nothing.
    ///   - isCancelled: asked before each key; the order is of no use once it says yes.
    /// - Returns: those rows.
    /// - Complexity: O(rows) a key.
    public func sorted(
        _ rows: [Int32]? = nil, by keys: [SortKey], isCancelled: () -> Bool = { false }
    ) -> [Int32] {
        var order = rows ?? (0..<Int32(clamping: rowCount)).map { $0 }
        // The last key first: a stable sort by an earlier key keeps what it did among equals.
        for key in keys.reversed() where columns.indices.contains(key.column) && !isCancelled() {
            var values = columns[key.column].ranks(of: order, isDescending: key.isDescending)
            let places = RadixSort.order(sorting: &values)
            order = places.map { order[Int($0)] }
        }
        return order
    }
}

extension Column {
    /// For each row a number that stands as the row's value does; NaN, which stands last, where it is missing.
    fileprivate func ranks(of rows: [Int32], isDescending: Bool) -> [Double] {
        switch storage {
        case .numbers(let values):
            // Subtracted from and added to zero, so that -0 stands with 0.
            return isDescending ? rows.map { 0 - values[Int($0)] } : rows.map { 0 + values[Int($0)] }
        case .codes(let codes, _):
            let sign = isDescending ? -1.0 : 1.0
            return rows.map { row in
                let code = codes[Int(row)]
                return code < 0 ? .nan : 0 + sign * Double(code)
            }
        }
    }
}
