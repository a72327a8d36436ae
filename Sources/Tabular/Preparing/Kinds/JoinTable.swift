import Recipes

extension StepWork {
    /// `join`: the columns of another table, each row's by its key. Never more rows than before.
    func joined() throws(AssayError) -> Outcome {
        let other = try otherTable()
        let how = step.text("how")
        let names = step.texts("on")
        if names.isEmpty, how != "asof" { throw .stepValue("on", "names no column") }
        let time = how == "asof" ? step.text("time") : nil
        try checkNoTarget(names + (time.map { [$0] } ?? []))
        let keys = try JoinKeys(names, of: table, in: other)
        let partners: [Int32]
        if let time {
            partners = try keys.partners(
                at: try moments(time, table), among: try moments(time, other), by: try AsofRule(step, time: table[time]),
                in: other)
        } else {
            partners = try keys.partners(in: other)
        }
        let new = try brought(from: other, without: Set(names + (time.map { [$0] } ?? [])))
        let unmatched = partners.count { $0 < 0 }
        guard how == "inner", !isScoring, unmatched > 0 else {
            let outcome = try adding(new.map { $0.column.gathered(at: partners).renamed($0.name) })
            var remarks = unmatched > 0 ? ["\(unmatched) of \(table.rowCount) rows have no partner in \(other.name)"] : []
            if let time { remarks += try laterPartners(partners, time, in: other) }
            return Outcome(columns: outcome.columns, rowCount: outcome.rowCount, remarks: remarks)
        }
        let rows = partners.indices.filter { partners[$0] >= 0 }.map { Int32($0) }
        if rows.isEmpty { throw .stepValue("on", "finds no partner for any row in \(other.name)") }
        let kept = keeping(rows)
        let found = rows.map { partners[Int($0)] }
        return Outcome(
            columns: kept.columns + new.map { $0.column.gathered(at: found).renamed($0.name) }, rowCount: kept.rowCount,
            remarks: kept.remarks, kept: kept.kept)
    }

    /// The other table, which has to be what it was where the step says that.
    ///
    /// Rows that are asked about are joined with what the table holds by then: rates of today belong to rows of today.
    func otherTable() throws(AssayError) -> Table {
        let other = try load(step.text("table"))
        let fingerprint = step.text("fingerprint")
        if !isScoring, !fingerprint.isEmpty, fingerprint != other.source.fingerprint { throw .otherTableChanged(other.name) }
        return other
    }

    /// The columns that come along, with their names here: one that is taken gets the other table's name in front.
    private func brought(from other: Table, without keys: Set<String>) throws(AssayError) -> [(column: Column, name: String)] {
        var brought: [(column: Column, name: String)] = []
        for column in other.columns where !keys.contains(column.name) {
            let long = "\(other.prefix).\(column.name)"
            if let wanted {
                // The rows may lack what the name was taken by where the model was trained.
                let name = wanted.contains(long) ? long : column.name
                if wanted.contains(name), table[name] == nil { brought.append((column, name)) }
            } else {
                brought.append((column, table[column.name] == nil ? column.name : long))
            }
        }
        for (_, name) in brought { try checkFree(name) }
        return brought
    }

    /// What is said where rows got values of a later time, which a model may not know by then.
    private func laterPartners(_ partners: [Int32], _ time: String, in other: Table) throws(AssayError) -> [String] {
        guard step.text("direction") != "before" else { return [] }
        let (here, there) = (try moments(time, table), try moments(time, other))
        let later = partners.indices.count { partners[$0] >= 0 && there[Int(partners[$0])] > here[$0] }
        return later > 0 ? ["\(later) of \(table.rowCount) rows got what \(other.name) says of a later time"] : []
    }

    private func moments(_ name: String, _ table: Table) throws(AssayError) -> [Double] {
        if name.isEmpty { throw .noTimeColumn("") }
        guard let column = table[name] else { throw .noSuchColumn(name, in: table.name, known: table.columns.map(\.name)) }
        guard case .numbers(let values) = column.storage else { throw .noTimeColumn("\(name) of \(table.name)") }
        return values.map { $0 }
    }
}
