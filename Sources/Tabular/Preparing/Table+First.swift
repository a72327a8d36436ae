extension Table {
    /// The first rows; the table itself where it has no more.
    ///
    /// - Complexity: O(columns x rows taken).
    public func first(_ rows: Int) -> Table {
        guard rows < rowCount else { return self }
        let taken = (0..<Int32(max(0, rows))).map { $0 }
        return Table(
            name: name, source: source, rowCount: taken.count, columns: columns.map { $0.gathered(at: taken) },
            remarks: remarks, decisions: decisions, steps: steps)
    }
}
