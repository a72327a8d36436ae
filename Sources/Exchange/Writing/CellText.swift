import Recipes
import Tabular

/// The texts of one column's cells, each different word made once.
struct CellText {
    private let column: Column
    private let words: [[UInt8]]
    /// Cells that a spreadsheet would have run as formulas, by word.
    private let isEscaped: [Bool]

    /// - Parameters:
    ///   - column: whose cells are written.
    ///   - escapesFormulas: puts an apostrophe before text that a spreadsheet would run.
    ///   - write: how a word is written.
    init(_ column: Column, escapesFormulas: Bool, _ write: (String) -> [UInt8]) {
        self.column = column
        guard case .codes(_, let texts) = column.storage else {
            words = []
            isEscaped = []
            return
        }
        let risky = texts.map { escapesFormulas && Self.isFormula($0) }
        words = zip(texts, risky).map { write($1 ? "'" + $0 : $0) }
        isEscaped = risky
    }

    /// What a cell is.
    enum Value {
        case missing
        case number(Double)
        case date(String)
        case word([UInt8])
    }

    /// The cell of a row.
    @inline(__always)
    func value(_ row: Int) -> Value {
        switch column.storage {
        case .codes(let codes, _): codes[row] < 0 ? .missing : .word(words[Int(codes[row])])
        case .numbers(let values):
            values[row].isNaN
                ? .missing
                : column.kind == .date ? .date(DateForm.iso(values[row], hasTime: column.hasTime)) : .number(values[row])
        }
    }

    /// How many cells were escaped.
    var escaped: Int {
        guard case .codes(let codes, _) = column.storage, isEscaped.contains(true) else { return 0 }
        return codes.reduce(0) { $0 + ($1 >= 0 && isEscaped[Int($1)] ? 1 : 0) }
    }

    /// Whether a spreadsheet would run the text: it begins as a formula does, and is no plain number.
    static func isFormula(_ text: String) -> Bool {
        guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
        return !((first == UInt8(ascii: "+") || first == UInt8(ascii: "-")) && Double(text) != nil)
    }
}

/// How dates are written: ISO 8601, with as many digits as the seconds have.
enum DateForm {
    static func iso(_ seconds: Double, hasTime: Bool) -> String {
        let text = Column(name: "", kind: .date, storage: .numbers([]), hasTime: hasTime).text(of: seconds.rounded(.down))
        guard hasTime else { return text }
        let stamp = text.replacing(" ", with: "T")
        let fraction = seconds - seconds.rounded(.down)
        guard fraction > 0, abs(seconds) < 1e14 else { return stamp }
        let micros = Int((fraction * 1_000_000).rounded())
        // A fraction that rounds up to a whole second belongs to the next one.
        guard micros < 1_000_000 else { return iso(seconds.rounded(.down) + 1, hasTime: true) }
        var digits = String(repeating: "0", count: 6 - String(micros).count) + String(micros)
        while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
        return stamp + "." + digits
    }
}
