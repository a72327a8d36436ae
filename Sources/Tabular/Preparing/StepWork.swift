import Recipes

/// One step at work on one table.
struct StepWork {
    let step: Step
    /// The table before the step.
    let table: Table
    /// The column that is predicted, if it is known.
    let target: String?
    /// Where rows are asked about, the columns that are needed behind this step; nil where all are.
    let wanted: Set<String>?
    let load: TableLoader

    /// What a step makes of a table.
    struct Outcome {
        var columns: [Column]
        var rowCount: Int
        /// What was noticed, without the name of the step.
        var remarks: [String] = []
        /// The rows that stayed, where some went.
        var kept: [Int32]?
    }

    var isScoring: Bool { wanted != nil }

    /// The table after the step.
    ///
    /// - Parameter number: the step's place in the recipe, from 1.
    /// - Returns: the table, with what was noticed in its remarks.
    /// - Throws: ``AssayError`` with the step's number and sentence in front.
    func table(number: Int) throws(AssayError) -> Table { try made(number: number).table }

    /// The table after the step, and the rows that stayed where some went.
    func made(number: Int) throws(AssayError) -> (table: Table, kept: [Int32]?) {
        do throws(AssayError) {
            let outcome = step.isOff ? Outcome(columns: table.columns, rowCount: table.rowCount) : try outcome()
            let made = Table(
                name: table.name, source: table.source, rowCount: outcome.rowCount, columns: outcome.columns,
                remarks: table.remarks + outcome.remarks.map { "step \(number) (\(step.sentence)): \($0)" },
                decisions: table.decisions, steps: table.steps + [step])
            return (made, outcome.kept)
        } catch {
            throw error.ofStep(number, step)
        }
    }

    private func outcome() throws(AssayError) -> Outcome {
        guard let kind = step.declaration else { throw .newerStep(step.kind) }
        try kind.check(step.arguments)
        switch kind {
        case .derive: return try derived()
        case .replace: return try replaced()
        case .map: return try mapped()
        case .trim: return try trimmed()
        case .changeCase: return try changedCase()
        case .setKind: return try withKind()
        case .rename: return try renamed()
        case .split: return try divided()
        case .combine: return try combined()
        case .hash: return try hashed()
        case .remove: return try withoutColumns()
        case .filter: return try filtered()
        case .dropDuplicates: return try withoutDuplicates()
        case .sample: return try sampled()
        case .join: return try joined()
        case .append: return try appended()
        case .cluster: return try clustered()
        default: throw .newerStep(step.kind)
        }
    }
}

extension StepWork {
    /// The column that a field names.
    func column(_ field: String) throws(AssayError) -> Column { try column(named: step.text(field)) }

    /// The columns that a field names; where rows are asked about, only those that are needed.
    func columns(_ field: String) throws(AssayError) -> [Column] {
        var found: [Column] = []
        for name in step.texts(field) { found.append(try column(named: name)) }
        return found
    }

    func column(named name: String) throws(AssayError) -> Column {
        guard let column = table[name] else { throw .noSuchColumn(name, in: table.name, known: table.columns.map(\.name)) }
        return column
    }

    /// The table with some columns changed in place.
    func replacing(_ changed: [Column], remarks: [String] = []) -> Outcome {
        let byName = Dictionary(changed.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
        return Outcome(columns: table.columns.map { byName[$0.name] ?? $0 }, rowCount: table.rowCount, remarks: remarks)
    }

    /// The table with new columns behind the others.
    ///
    /// - Throws: ``AssayError`` where the table has a column of that name.
    func adding(_ new: [Column], remarks: [String] = []) throws(AssayError) -> Outcome {
        for column in new { try checkFree(column.name) }
        let names = Set(new.map(\.name))
        // Rows that are asked about may bring a column along that the step works out.
        let kept = table.columns.filter { !names.contains($0.name) }
        return Outcome(columns: kept + new, rowCount: table.rowCount, remarks: remarks)
    }

    /// The table with some of its rows, in their order.
    func keeping(_ rows: [Int32]) -> Outcome {
        let gone = table.rowCount - rows.count
        guard gone > 0 else { return Outcome(columns: table.columns, rowCount: table.rowCount) }
        return Outcome(
            columns: table.columns.map { $0.gathered(at: rows) }, rowCount: rows.count,
            remarks: ["took \(gone) of \(table.rowCount) rows away"], kept: rows)
    }

    /// Refuses to read the column that is predicted into another one.
    func checkNoTarget(_ columns: [String]) throws(AssayError) {
        if let target, columns.contains(target) { throw .readsTarget(target) }
    }

    /// Refuses a name that a column has already.
    func checkFree(_ name: String) throws(AssayError) {
        if name.isEmpty { throw .emptyColumnName }
        if !isScoring, table[name] != nil { throw .columnIsThere(name) }
    }
}
