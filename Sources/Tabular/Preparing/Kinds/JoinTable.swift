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
            partners = try keys.latest(try moments(time, table), before: try moments(time, other), in: other)
        } else {
            partners = try keys.partners(in: other)
        }
        let new = try brought(from: other, without: Set(names + (time.map { [$0] } ?? [])))
        let unmatched = partners.count { $0 < 0 }
        guard how == "inner", !isScoring, unmatched > 0 else {
            let outcome = try adding(new.map { $0.column.gathered(at: partners).renamed($0.name) })
            return Outcome(
                columns: outcome.columns, rowCount: outcome.rowCount,
                remarks: unmatched > 0 ? ["\(unmatched) of \(table.rowCount) rows have no partner in \(other.name)"] : [])
        }
        let rows = partners.indices.filter { partners[$0] >= 0 }.map { Int32($0) }
        if rows.isEmpty { throw .stepValue("on", "finds no partner for any row in \(other.name)") }
        let kept = keeping(rows)
        let found = rows.map { partners[Int($0)] }
        return Outcome(
            columns: kept.columns + new.map { $0.column.gathered(at: found).renamed($0.name) }, rowCount: kept.rowCount,
            remarks: kept.remarks)
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

    private func moments(_ name: String, _ table: Table) throws(AssayError) -> [Double] {
        if name.isEmpty { throw .noTimeColumn("") }
        guard let column = table[name] else { throw .noSuchColumn(name, in: table.name, known: table.columns.map(\.name)) }
        guard case .numbers(let values) = column.storage else { throw .noTimeColumn("\(name) of \(table.name)") }
        return values.map { $0 }
    }
}

/// The key of a join: columns of two tables as numbers that are equal where the values are.
private struct JoinKeys {
    private let names: [String]
    /// A column a key; nil is missing, or no value of the other table.
    private var here: [[UInt64?]] = []
    private var there: [[UInt64?]] = []
    private let rows: (here: Int, there: Int)

    init(_ names: [String], of table: Table, in other: Table) throws(AssayError) {
        self.names = names
        rows = (table.rowCount, other.rowCount)
        for name in names {
            guard let a = table[name] else { throw .noSuchColumn(name, in: table.name, known: table.columns.map(\.name)) }
            guard let b = other[name] else { throw .noSuchColumn(name, in: other.name, known: other.columns.map(\.name)) }
            switch (a.storage, b.storage) {
            case (.numbers(let x), .numbers(let y)):
                here.append(x.map { $0.isNaN ? nil : RowKey.bits($0) })
                there.append(y.map { $0.isNaN ? nil : RowKey.bits($0) })
            case (.codes(let x, let wordsOfX), .codes(let y, let wordsOfY)):
                let places = Self.places(of: wordsOfX.map { $0 }, among: wordsOfY.map { $0 })
                here.append(x.map { $0 < 0 ? nil : places[Int($0)] })
                there.append(y.map { $0 < 0 ? nil : UInt64($0) })
            default: throw .keyKinds(name, here: a.kind, there: b.kind, table: other.name)
            }
        }
    }

    /// Where each sorted word stands among other sorted words, in one pass over both.
    private static func places(of words: [String], among others: [String]) -> [UInt64?] {
        var place = 0
        return words.map { word in
            while place < others.count, others[place].utf8.lexicographicallyPrecedes(word.utf8) { place += 1 }
            return place < others.count && others[place].utf8.elementsEqual(word.utf8) ? UInt64(place) : nil
        }
    }

    /// The row of the other table with each row's key, or -1.
    ///
    /// - Throws: ``AssayError`` where a key stands there more than once.
    func partners(in other: Table) throws(AssayError) -> [Int32] {
        let groups = groups()
        if let doubled = groups.members.firstIndex(where: { $0.count > 1 }) {
            throw .duplicateKey(
                name(of: groups.members[doubled][0], in: other), table: other.name,
                count: groups.members.count { $0.count > 1 })
        }
        return groups.ofRow.map { $0 < 0 ? -1 : groups.members[Int($0)][0] }
    }

    /// The row of the other table with each row's key that is the latest at or before the row's time, or -1.
    ///
    /// - Throws: ``AssayError`` where a key has two rows of one time.
    func latest(_ times: [Double], before others: [Double], in other: Table) throws(AssayError) -> [Int32] {
        var groups = groups()
        var doubled: Int32?
        var count = 0
        for group in groups.members.indices {
            groups.members[group] = groups.members[group].filter { !others[Int($0)].isNaN }
                .sorted { (others[Int($0)], $0) < (others[Int($1)], $1) }
            for (a, b) in zip(groups.members[group], groups.members[group].dropFirst()) where others[Int(a)] == others[Int(b)] {
                count += 1
                doubled = min(doubled ?? a, a)
            }
        }
        if let doubled { throw .duplicateKey(name(of: doubled, in: other) + " at one time", table: other.name, count: count) }
        return groups.ofRow.indices.map { row in
            let (group, time) = (groups.ofRow[row], times[row])
            guard group >= 0, !time.isNaN else { return -1 }
            let members = groups.members[Int(group)]
            var (low, high) = (0, members.count)
            while low < high {
                let middle = (low + high) / 2
                if others[Int(members[middle])] <= time { low = middle + 1 } else { high = middle }
            }
            return low > 0 ? members[low - 1] : -1
        }
    }

    /// Rows of the other table by their key, and for each row here the group of its key, or -1.
    private func groups() -> (members: [[Int32]], ofRow: [Int32]) {
        var members: [[Int32]] = []
        var index = HashIndex(capacity: rows.there)
        for row in 0..<rows.there {
            guard let hash = hash(there, row) else { continue }
            let found = index.find(hash) { group in areEqual(there, row, Int(members[group][0])) }
            if let found {
                members[found].append(Int32(row))
            } else {
                index.insert(hash, members.count)
                members.append([Int32(row)])
            }
        }
        let ofRow = (0..<rows.here).map { row -> Int32 in
            guard let hash = hash(here, row) else { return -1 }
            return Int32(index.find(hash) { group in areEqual(here, row, Int(members[group][0])) } ?? -1)
        }
        return (members, ofRow)
    }

    private func hash(_ keys: [[UInt64?]], _ row: Int) -> UInt64? {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for key in keys {
            guard let value = key[row] else { return nil }
            hash = WordHash.mix(hash ^ value)
        }
        return hash
    }

    private func areEqual(_ keys: [[UInt64?]], _ row: Int, _ other: Int) -> Bool {
        for place in keys.indices where keys[place][row] != there[place][other] { return false }
        return true
    }

    private func name(of row: Int32, in other: Table) -> String {
        names.map { "\($0) = \(other[$0]?.text(row: Int(row)) ?? "")" }.joined(separator: ", ")
    }
}
