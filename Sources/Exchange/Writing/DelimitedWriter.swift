import Recipes
import Tabular

/// Writes a table as text with delimiters (RFC 4180, with line feeds).
struct DelimitedWriter {
    let table: Table
    let delimiter: UInt8
    let escapesFormulas: Bool
    /// What stands for a missing value where words with the same letters are quoted; nil is an empty field.
    var missing: String?

    /// Writes header and rows.
    ///
    /// - Parameters:
    ///   - put: takes the bytes piece by piece.
    ///   - progress: called with the share done.
    /// - Returns: how many cells and names were escaped.
    /// - Throws: what `put` throws.
    func write(
        _ put: (UnsafeBufferPointer<UInt8>) throws(AssayError) -> Void, _ progress: (Double) -> Void
    ) throws(AssayError) -> Int {
        let line = DelimitedLine(delimiter: delimiter)
        var escaped = 0
        for column in table.columns {
            let isRisky = escapesFormulas && CellText.isFormula(column.name)
            if isRisky { escaped += 1 }
            line.append(word: Array((isRisky ? "'" + column.name : column.name).utf8))
        }
        line.endLine()
        let texts = table.columns.map { CellText($0, escapesFormulas: escapesFormulas) { Array($0.utf8) } }
        // A line with nothing on it would be none.
        let isAlone = table.columns.count == 1
        for row in 0..<table.rowCount {
            for text in texts {
                switch text.value(row) {
                case .missing:
                    if let missing {
                        line.append(plain: missing)
                    } else if isAlone {
                        line.append(word: [])
                    } else {
                        line.appendMissing()
                    }
                case .number(let value): line.append(plain: NumberForm.shortest(value))
                case .date(let text): line.append(plain: text)
                case .word(let bytes): line.append(bytes, isQuoted: missing != nil || bytes.isEmpty)
                }
            }
            line.endLine()
            if line.buffer.count > 1 << 18 {
                try put(line.buffer.bytes)
                line.buffer.clear()
                progress(Double(row) / Double(table.rowCount))
            }
        }
        try put(line.buffer.bytes)
        return escaped + texts.reduce(0) { $0 + $1.escaped }
    }
}

/// Writes a table as one JSON object a line; what is missing is null.
struct JSONLinesWriter {
    let table: Table

    /// Writes all rows.
    func write(
        _ put: (UnsafeBufferPointer<UInt8>) throws(AssayError) -> Void, _ progress: (Double) -> Void
    ) throws(AssayError) {
        let buffer = ByteBuffer(capacity: 1 << 19)
        let keys = table.columns.enumerated().map { place, column in
            Array(((place == 0 ? "{" : ",") + JSON.string(column.name).canonicalText + ":").utf8)
        }
        let texts = table.columns.map { column in
            CellText(column, escapesFormulas: false) { word in
                let isTruth = column.kind == .flag && (word == "true" || word == "false")
                return Array((isTruth ? word : JSON.string(word).canonicalText).utf8)
            }
        }
        for row in 0..<table.rowCount {
            for (key, text) in zip(keys, texts) {
                buffer.append(contentsOf: key)
                switch text.value(row) {
                case .missing: buffer.append(contentsOf: "null".utf8)
                // JSON has no infinity; a number too large for a double reads back as one.
                case .number(let value):
                    let text = value.isFinite ? NumberForm.shortest(value) : value < 0 ? "-1e999" : "1e999"
                    buffer.append(contentsOf: text.utf8)
                case .date(let text):
                    buffer.append(UInt8(ascii: "\""))
                    buffer.append(contentsOf: text.utf8)
                    buffer.append(UInt8(ascii: "\""))
                case .word(let bytes): buffer.append(contentsOf: bytes)
                }
            }
            buffer.append(contentsOf: "}\n".utf8)
            if buffer.count > 1 << 18 {
                try put(buffer.bytes)
                buffer.clear()
                progress(Double(row) / Double(table.rowCount))
            }
        }
        try put(buffer.bytes)
    }
}
