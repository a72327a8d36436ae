import Recipes

/// Gathers the values of one column whose source says what is a number, what a word, and what is missing.
///
/// Numbers and words are kept apart until all values are known, so that a word far down costs no second reading.
package final class ColumnBuilder {
    package let name: String
    /// Numbers by row, NaN where there is none; empty until the first.
    private(set) var numbers: [Double] = []
    /// Codes by row, -1 where there is no word; empty until the first.
    private(set) var codes: [Int32] = []
    private(set) var table = WordTable()
    private(set) var counts: [Int] = []
    /// Whether the source says that the column holds dates.
    private(set) var holdsDates: Bool
    private(set) var hasTime = false
    /// Values that are no dates though the source says so, and the first of them.
    private(set) var strays = (count: 0, first: "")
    /// Whether a row that was kept has the column.
    package fileprivate(set) var isThere = false
    private var scanner = NumberScanner()

    init(name: String, holdsDates: Bool) {
        self.name = name
        self.holdsDates = holdsDates
    }

    /// A number of this row. The first value of a row counts.
    package func append(_ value: Double, row: Int) {
        isThere = true
        guard numbers.count <= row, codes.count <= row else { return }
        if numbers.count < row { numbers.append(contentsOf: repeatElement(.nan, count: row - numbers.count)) }
        numbers.append(value)
    }

    /// A whole number of this row; one that a double cannot hold stays a word.
    package func append(whole value: Int64, row: Int) {
        if value.magnitude <= 1 << 53 { return append(Double(value), row: row) }
        var text = String(value)
        text.withUTF8 { append(word: $0, row: row) }
    }

    /// A number of this row as it is written; one whose digits a double cannot hold stays a word.
    ///
    /// - Returns: false where the bytes are no number.
    package func append(numberText bytes: UnsafeBufferPointer<UInt8>, row: Int) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        let value = scanner.scan(base, bytes.count)
        if value.isNaN { return false }
        if scanner.losesDigits {
            scanner = NumberScanner()
            append(word: bytes, row: row)
        } else {
            append(value, row: row)
        }
        return true
    }

    /// A word of this row, which is never taken for a missing value.
    package func append(word bytes: UnsafeBufferPointer<UInt8>, row: Int) {
        isThere = true
        guard numbers.count <= row, codes.count <= row else { return }
        if codes.count < row { codes.append(contentsOf: repeatElement(-1, count: row - codes.count)) }
        let code = table.code(copying: bytes)
        if Int(code) == counts.count { counts.append(0) }
        counts[Int(code)] &+= 1
        codes.append(code)
    }

    /// A date of this row in the form `2024-01-31 12:00:00.5+01`; what is none is missing and counted.
    package func append(date bytes: UnsafeBufferPointer<UInt8>, row: Int) {
        if let date = DateFormat.yearMonthDay.parse(bytes) {
            hasTime = hasTime || date.hasTime
            append(date.seconds, row: row)
        } else {
            if strays.count == 0 { strays.first = String(decoding: bytes, as: UTF8.self) }
            strays.count += 1
            appendMissing(row: row)
        }
    }

    /// Says that the row has the column, without a value.
    package func appendMissing(row: Int) { isThere = true }

    /// Takes back what a row that turned out to be unreadable has left.
    func drop(row: Int) {
        if numbers.count > row { numbers.removeLast(numbers.count - row) }
        if codes.count > row {
            let code = Int(codes[codes.count - 1])
            if code >= 0 { counts[code] -= 1 }
            codes.removeLast(codes.count - row)
        }
    }

    /// Forgets that a row had the column, where none did before.
    func dropPresence() { isThere = false }

    /// Takes words for missing values; how often each stood there.
    func forget(_ spellings: Set<String>) -> [MissingSpelling] {
        let gone = table.words.indices.filter { counts[$0] > 0 && spellings.contains(table.words[$0].string) }
        guard !gone.isEmpty else { return [] }
        let found = gone.map { MissingSpelling(text: table.words[$0].string, count: counts[$0]) }
        for code in gone { counts[code] = 0 }
        for row in codes.indices where codes[row] >= 0 && counts[Int(codes[row])] == 0 { codes[row] = -1 }
        if counts.allSatisfy({ $0 == 0 }) { codes = [] }
        return found.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }

    /// Fills up to the number of rows.
    func pad(to rows: Int) {
        if !numbers.isEmpty, numbers.count < rows { numbers.append(contentsOf: repeatElement(.nan, count: rows - numbers.count)) }
        if !codes.isEmpty, codes.count < rows { codes.append(contentsOf: repeatElement(-1, count: rows - codes.count)) }
    }

    /// Turns the numbers into words, written in their shortest form.
    func turnNumbersIntoWords() {
        if codes.isEmpty { codes = [Int32](repeating: -1, count: numbers.count) }
        for row in numbers.indices where !numbers[row].isNaN {
            var text = holdsDates ? CalendarDate.text(seconds: numbers[row], hasTime: hasTime) : NumberForm.shortest(numbers[row])
            let code = text.withUTF8 { table.code(copying: $0) }
            if Int(code) == counts.count { counts.append(0) }
            counts[Int(code)] &+= 1
            codes[row] = code
        }
        numbers = []
    }
}
