import Statistics

extension Table {
    /// A number a row that is equal for rows which are alike in some columns, and hardly ever for others.
    ///
    /// - Parameters:
    ///   - names: the columns; those that are not there are left out.
    ///   - grid: for number columns, how far apart values have to be to count as different; values are put on a grid of that width.
    ///     Nil, and what is not in it, compares exactly.
    /// - Returns: the numbers, a row each.
    /// - Complexity: O(rows x columns).
    public func rowHashes(of names: [String], grid: [String: Double] = [:]) -> [UInt64] {
        let columns = names.compactMap { self[$0] }.map { column -> Column in
            guard let width = grid[column.name], width > 0, let numbers = column.numbers else { return column }
            return Column(
                name: column.name, kind: column.kind,
                storage: .numbers(numbers.map { $0.isFinite ? ($0 / width).rounded() : $0 }))
        }
        return AlikeRows.hashes(of: columns, rows: rowCount)
    }
}
