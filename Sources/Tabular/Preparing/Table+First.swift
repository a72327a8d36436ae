extension Table {
    /// The first rows; the table itself where it has no more.
    ///
    /// - Complexity: O(columns x rows taken).
    public func first(_ rows: Int) -> Table {
        guard rows < rowCount else { return self }
        return taking((0..<Int32(max(0, rows))).map { $0 })
    }

    /// The table of these rows, in their order.
    ///
    /// - Complexity: O(columns x rows taken).
    public func taking(_ rows: [Int32]) -> Table {
        Table(
            name: name, source: source, rowCount: rows.count, columns: columns.map { $0.gathered(at: rows) }, remarks: remarks,
            decisions: decisions, steps: steps)
    }
}
