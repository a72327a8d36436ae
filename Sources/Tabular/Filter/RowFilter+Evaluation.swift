public import Recipes

extension RowFilter {
    /// For every row of the table whether the condition is true of it.
    ///
    /// Numbers compare by value, dates with a day such as `2024-01-31` or a moment in quotes, words by their text; words are compared by size only where
    /// the column holds words. A condition on words is decided once a different word.
    ///
    /// - Complexity: O(rows) a term; a bare word looks at every cell.
    /// - Throws: ``AssayError`` where a column is not there or a value is no number.
    public func matches(in table: Table) throws(AssayError) -> [Bool] { try matches(root, table) }

    /// The rows of the table of which the condition is true, ascending.
    ///
    /// - Throws: ``AssayError`` where a column is not there or a value is no number.
    public func rows(in table: Table) throws(AssayError) -> [Int32] {
        var rows: [Int32] = []
        for (row, isMatch) in try matches(in: table).enumerated() where isMatch { rows.append(Int32(row)) }
        return rows
    }

    private func matches(_ node: Node, _ table: Table) throws(AssayError) -> [Bool] {
        switch node {
        case .all: return [Bool](repeating: true, count: table.rowCount)
        case .and(let a, let b): return Self.join(try matches(a, table), try matches(b, table)) { $0 && $1 }
        case .or(let a, let b): return Self.join(try matches(a, table), try matches(b, table)) { $0 || $1 }
        case .not(let a): return try matches(a, table).map { !$0 }
        case .missing(let word):
            let column = try column(word, table)
            return (0..<table.rowCount).map { column.isMissing($0) }
        case .compare(let word, let comparison, let value):
            return try matches(try column(word, table), comparison, value)
        case .anywhere(let word):
            var found = [Bool](repeating: false, count: table.rowCount)
            for column in table.columns {
                let here = Self.containing(word.text, in: column)
                for row in found.indices where here[row] { found[row] = true }
            }
            return found
        }
    }

    private static func join(_ a: [Bool], _ b: [Bool], _ body: (Bool, Bool) -> Bool) -> [Bool] {
        a.indices.map { body(a[$0], b[$0]) }
    }

    /// The column of this name, or the only one of this name in another case, or what an expression of columns gives.
    private func column(_ word: Word, _ table: Table) throws(AssayError) -> Column {
        if let column = table[word.text] { return column }
        let similar = table.columns.filter { $0.name.lowercased() == word.text.lowercased() }
        if similar.count == 1 { return similar[0] }
        if let expression = try? Expression(parsing: word.text), !expression.columns.isEmpty,
            expression.columns.allSatisfy({ table[$0] != nil })
        {
            do throws(AssayError) { return try expression.evaluate(on: table) } catch {
                throw .filter(error.message, at: word.place + (error.offset ?? 0))
            }
        }
        var error = AssayError.noSuchColumn(word.text, in: table.name, known: table.columns.map(\.name))
        error.hint = "see character \(word.place) of the filter; " + error.hint
        throw error
    }

    private func matches(_ column: Column, _ comparison: Comparison, _ value: Word) throws(AssayError) -> [Bool] {
        if comparison == .contains { return Self.containing(value.text, in: column) }
        switch column.storage {
        case .codes(let codes, let words):
            let answers = words.map { Self.compare($0, comparison, value.text) }
            return codes.map { $0 < 0 ? comparison == .notEqual : answers[Int($0)] }
        case .numbers(let values):
            if column.kind == .date { return try Self.matches(dates: values, of: column, comparison, value) }
            let number = try Self.number(value, for: column)
            return values.map { $0.isNaN ? comparison == .notEqual : Self.compare($0, comparison, number) }
        }
    }

    /// A day without a time means all its moments.
    private static func matches(
        dates: Values<Double>, of column: Column, _ comparison: Comparison, _ value: Word
    ) throws(AssayError) -> [Bool] {
        var text = value.text
        guard let date = text.withUTF8({ DateFormat.yearMonthDay.parse($0) }) else {
            throw .filter("\(column.name) holds dates and \"\(value.text)\" is none, write 2024-01-31", at: value.place)
        }
        let first = date.seconds
        let next = date.hasTime ? first.nextUp : first + 86_400
        return dates.map { moment in
            switch comparison {
            case .equal: moment >= first && moment < next
            case .notEqual: !(moment >= first && moment < next)
            case .less: moment < first
            case .lessOrEqual: moment < next
            case .greater: moment >= next
            case .greaterOrEqual: moment >= first
            case .contains: false
            }
        }
    }

    private static func number(_ value: Word, for column: Column) throws(AssayError) -> Double {
        var text = value.text
        let number = text.withUTF8 { bytes in
            var scanner = NumberScanner()
            return bytes.baseAddress.map { scanner.scan($0, bytes.count) } ?? .nan
        }
        if number.isNaN { throw .filter("\(column.name) holds numbers and \"\(value.text)\" is none", at: value.place) }
        return number
    }

    private static func compare<Value: Comparable>(_ a: Value, _ comparison: Comparison, _ b: Value) -> Bool {
        switch comparison {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        case .contains: false
        }
    }

    /// Rows whose text in the column contains `part` in any case.
    private static func containing(_ part: String, in column: Column) -> [Bool] {
        let wanted = Array(part.lowercased().utf8)
        switch column.storage {
        case .codes(let codes, let words):
            let answers = words.map { contains($0, wanted) }
            return codes.map { $0 >= 0 && answers[Int($0)] }
        case .numbers(let values):
            return values.map { !$0.isNaN && contains(column.text(of: $0), wanted) }
        }
    }

    private static func contains(_ text: String, _ wanted: [UInt8]) -> Bool {
        let bytes = Array(text.lowercased().utf8)
        guard wanted.count <= bytes.count else { return false }
        return (0...bytes.count - wanted.count).contains { start in
            for (offset, byte) in wanted.enumerated() where bytes[start + offset] != byte { return false }
            return true
        }
    }
}
