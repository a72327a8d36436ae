import Recipes
import Tabular

/// Some rows of the open table as a table of their own, which knows where they stand in the whole.
struct TablePart {
    let table: Table
    /// The rows of the whole table, in their order; nil is all.
    let rows: [Int32]?
    /// How many rows were asked for: more than the table has where it is a sample of them.
    let population: Int

    /// Where a row of the part stands in the whole table.
    func row(_ place: Int) -> Int32 {
        guard let rows else { return Int32(clamping: place) }
        return rows.indices.contains(place) ? rows[place] : 0
    }

    /// The sample that it is; nil where it has all rows that were asked for.
    var sampled: TableProfile.Sampled? {
        table.rowCount < population ? TableProfile.Sampled(rows: table.rowCount, of: population) : nil
    }
}

extension AnalysisContext {
    /// No more values than this are copied, rows times columns: a gigabyte. Beyond it chosen rows are a sample.
    private static let valueLimit = 128_000_000

    /// The chosen rows of some columns and the target's; of all columns where none are named. A first answer gets some of the rows,
    /// spread evenly.
    ///
    /// - Throws: ``AssayError`` where the rows' condition does not fit the table, or nobody waits any more.
    /// - Complexity: O(rows x columns) where rows are left out, else O(columns).
    func part(_ selection: RowSelection, of names: [String]? = nil) throws(AssayError) -> TablePart {
        var narrow = table
        if let names {
            let wanted = Set(names + (target.map { [$0.column] } ?? []))
            narrow = Table(
                name: table.name, source: table.source, rowCount: table.rowCount,
                columns: table.columns.filter { wanted.contains($0.name) })
        }
        try cancellation.check()
        let chosen = try selection.rows(in: table)
        let population = chosen?.count ?? table.rowCount
        var limit = rowLimit ?? .max
        if chosen != nil { limit = min(limit, max(1, Self.valueLimit / max(1, narrow.columns.count))) }
        guard chosen != nil || limit < population else { return TablePart(table: narrow, rows: nil, population: population) }
        try cancellation.check()
        let taken = Table.spread(min(limit, population), of: population).map { chosen?[$0] ?? Int32(clamping: $0) }
        return TablePart(table: narrow.taking(rows: taken.map(Int.init)), rows: taken, population: population)
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
