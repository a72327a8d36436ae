import Recipes

/// The key of a join: columns of two tables as numbers that are equal where the values are.
struct JoinKeys {
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

    /// Rows of the other table by their key, and for each row here the group of its key, or -1.
    func groups() -> (members: [[Int32]], ofRow: [Int32]) {
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

    func name(of row: Int32, in other: Table) -> String {
        names.map { "\($0) = \(other[$0]?.text(row: Int(row)) ?? "")" }.joined(separator: ", ")
    }
}
