import Recipes
import Tabular

/// What a program says of a column beside the text of its values.
struct ColumnType: Equatable {
    enum Form { case number, words, date }

    var name: String
    var form: Form
}

/// Reads records whose types were told beforehand.
struct TypedRecords {
    let name: String
    let types: [ColumnType]

    /// So many rows are read between two words on how many there are.
    static let stride = 1 << 12

    /// Reads all records, of which the first one holds the names, and tells now and then how many rows there are.
    ///
    /// - Throws: ``AssayError`` where a record has other fields than were told.
    func read(_ window: ByteWindow, into builder: TableBuilder, told: (Int) -> Void) throws(AssayError) {
        let records = DelimitedRecords(window)
        guard try records.next() else { throw .unexpectedRecord(name, record: 1, fields: 0, wanted: types.count) }
        let columns = types.map { builder.column($0.name, holdsDates: $0.form == .date) }
        while try records.next() {
            // Nothing but an empty line is left of a single column's missing value.
            guard records.fields == columns.count else {
                throw .unexpectedRecord(name, record: records.count, fields: records.fields, wanted: columns.count)
            }
            let row = builder.rows
            for (place, column) in columns.enumerated() {
                let bytes = records.bytes(place)
                if bytes.isEmpty, !records.isQuoted(place) {
                    column.appendMissing(row: row)
                    continue
                }
                switch types[place].form {
                case .words: column.append(word: bytes, row: row)
                case .date: column.append(date: bytes, row: row)
                // NaN is no number and counts as missing.
                case .number: if !column.append(numberText: bytes, row: row) { column.appendMissing(row: row) }
                }
            }
            builder.endRow()
            if builder.rows % Self.stride == 0 { told(builder.rows) }
        }
    }
}

extension AssayError {
    static func unexpectedRecord(_ name: String, record: Int, fields: Int, wanted: Int) -> AssayError {
        AssayError(
            code: "reader_failed",
            message: "record \(record) of what was read from \(name) has \(fields) fields instead of \(wanted)",
            hint: "try to convert the source to CSV")
    }
}
