public import Recipes

/// Small tables as text with delimiters (RFC 4180, with line feeds), such as a list of runs.
public enum DelimitedText {
    /// The lines of a table. Words that a spreadsheet would run as formulas get an apostrophe; numbers are written so that they read
    /// back to the same bits.
    ///
    /// - Parameters:
    ///   - names: the head.
    ///   - rows: as many values a row as there are names; null is an empty field, a list or an object its JSON.
    ///   - delimiter: what stands between fields.
    /// - Returns: the text, with a line end behind every line.
    public static func lines(_ names: [String], _ rows: [[JSON]], delimiter: Character = ",") -> String {
        let line = DelimitedLine(delimiter: delimiter.asciiValue ?? UInt8(ascii: ","))
        func add(_ word: String) {
            line.append(word: Array((CellText.isFormula(word) ? "'" + word : word).utf8))
        }
        for name in names { add(name) }
        line.endLine()
        for row in rows {
            for value in row {
                switch value {
                case .null: row.count == 1 ? line.append(word: []) : line.appendMissing()
                case .number(let number) where number.isFinite: line.append(plain: JSON.numberText(number))
                case .number: line.appendMissing()
                case .bool(let flag): line.append(plain: flag ? "true" : "false")
                case .string(let text): add(text)
                case .array, .object: add(value.canonicalText)
                }
            }
            line.endLine()
        }
        return String(decoding: line.buffer.bytes, as: UTF8.self)
    }
}
