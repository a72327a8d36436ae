import Recipes
import Tabular

/// Some rows of the open table as a table of their own, which knows where they stand in the whole.
struct TablePart {
    let table: Table
    /// The rows of the whole table, in their order; nil is all.
    let rows: [Int32]?

    /// Where a row of the part stands in the whole table.
    func row(_ place: Int) -> Int32 {
        guard let rows else { return Int32(clamping: place) }
        return rows.indices.contains(place) ? rows[place] : 0
    }
}

extension AnalysisContext {
    /// The chosen rows of some columns; of all columns where none are named.
    ///
    /// - Throws: ``AssayError`` where the rows' condition does not fit the table.
    /// - Complexity: O(rows x columns) where rows are left out, else O(columns).
    func rows(_ rows: RowSelection, of columns: [String]? = nil) throws(AssayError) -> TablePart {
        var narrow = table
        if let columns {
            let wanted = Set(columns)
            narrow = Table(
                name: table.name, source: table.source, rowCount: table.rowCount,
                columns: table.columns.filter { wanted.contains($0.name) })
        }
        guard let chosen = try rows.rows(in: table) else { return TablePart(table: narrow, rows: nil) }
        return TablePart(table: narrow.taking(rows: chosen.map(Int.init)), rows: chosen)
    }
}

extension WorkbenchState {
    /// At most so many columns, the target among them, in the table's order: those that say most of the target by themselves;
    /// while nothing is known of that, the first.
    func mostTelling(_ limit: Int, _ isWanted: (Column) -> Bool) -> [String] {
        guard let opened = table.open else { return [] }
        let wanted = opened.table.columns.filter(isWanted)
        guard wanted.count > limit else { return wanted.map(\.name) }
        let target = draft?.target.column
        var strengths: [String: Double] = [:]
        for profile in opened.profile?.columns ?? [] { strengths[profile.name] = profile.association?.value ?? 0 }
        let ranked = wanted.enumerated().sorted { a, b in
            let (x, y) = (strengths[a.element.name] ?? 0, strengths[b.element.name] ?? 0)
            if (a.element.name == target) != (b.element.name == target) { return a.element.name == target }
            return x == y ? a.offset < b.offset : x > y
        }
        let kept = Set(ranked.prefix(limit).map(\.offset))
        return wanted.enumerated().filter { kept.contains($0.offset) }.map(\.element.name)
    }
}
