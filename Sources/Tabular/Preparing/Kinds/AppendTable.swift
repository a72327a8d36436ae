import Recipes

extension StepWork {
    /// `append`: the rows of another table below. Columns go by their names; one that only one table has is missing in the other's
    /// rows, and one of words here and numbers there becomes words.
    func appended() throws(AssayError) -> Outcome {
        let other = try otherTable()
        let total = table.rowCount + other.rowCount
        if total > Int(Int32.max) { throw .tooManyRows(total) }
        var remarks = ["added \(other.rowCount) rows of \(other.name)"]
        var columns: [Column] = []
        for column in table.columns {
            let below = other[column.name]
            let whole = column.followed(by: below, rows: other.rowCount)
            if let below, below.kind != column.kind, whole.kind != column.kind {
                remarks.append(
                    "\(column.name) is a \(column.kind.rawValue) here and a \(below.kind.rawValue) there, and is read as a \(whole.kind.rawValue)"
                )
            }
            columns.append(whole)
        }
        let above = [Int32](repeating: -1, count: table.rowCount)
        for column in other.columns where table[column.name] == nil {
            columns.append(column.gathered(at: above + (0..<Int32(other.rowCount))))
        }
        let onlyHere = table.columns.filter { other[$0.name] == nil }.map(\.name)
        let onlyThere = other.columns.filter { table[$0.name] == nil }.map(\.name)
        if !onlyHere.isEmpty { remarks.append("\(other.name) lacks \(Self.listed(onlyHere))") }
        if !onlyThere.isEmpty { remarks.append("only \(other.name) has \(Self.listed(onlyThere))") }
        return Outcome(columns: columns, rowCount: total, remarks: remarks)
    }
}

extension Column {
    /// The column with that of another table below, or with so many missing values where that has none.
    func followed(by other: Column?, rows: Int) -> Column {
        guard let other else { return gathered(at: (0..<Int32(count)) + [Int32](repeating: -1, count: rows)) }
        switch (storage, other.storage) {
        case (.numbers(let a), .numbers(let b)) where (kind == .date) == (other.kind == .date):
            return Column(
                name: name, kind: kind, storage: .numbers(a.map { $0 } + b.map { $0 }), decimals: max(decimals, other.decimals),
                hasTime: hasTime || other.hasTime)
        default:
            // A column without a value has no kind of its own.
            if other.isAllMissing { return followed(by: nil, rows: rows) }
            let (codes, texts) = spelled()
            let (codesBelow, textsBelow) = other.spelled()
            let shift = Int32(texts.count)
            let joined = codes + codesBelow.map { $0 < 0 ? -1 : $0 + shift }
            let isMixed = numbers != nil || other.numbers != nil
            let words = Column(name: name, kind: isMixed ? .category : kind, codes: joined, texts: texts + textsBelow)
            guard words.kind == .flag, case .codes(_, let left) = words.storage, left.count > 2 else { return words }
            return Column(name: name, kind: .category, storage: words.storage)
        }
    }

    private var isAllMissing: Bool { (0..<count).allSatisfy(isMissing) }
}
