import Recipes
import TestSupport
import Testing

@testable import Tabular

/// Random texts, divided by the importer and by a plain loop over bytes that knows nothing of it.
@Suite struct ReferenceSplitterTests {
    /// Pieces of which texts are made: much of what is awkward about quotes, blanks and line ends.
    private static let pieces = [
        "a", "bc", "1", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"", "\"\"", "\"\"\"", " ", "\t", "é", "\",\"", "\"x\"",
        "\"\n\"", " \"", "\" ",
    ]

    private struct Sample {
        var columns: Int
        var body: String

        init(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            columns = Int.random(in: 2...4, using: &random)
            body = ""
            for _ in 0..<Int.random(in: 1...120, using: &random) { body += pieces.randomElement(using: &random) ?? "" }
        }

        /// The text with a header in front.
        func text(newline: String) -> [UInt8] {
            let header = (0..<columns).map { "h\($0)" }.joined(separator: ",")
            return Array((header + newline + body).utf8)
        }

        /// The table as all columns of words.
        func table(newline: String = "\n", in folder: String, chunk: Int, threads: Int) throws -> Table {
            let path = "\(folder)/x.csv"
            try write(text(newline: newline), to: path)
            let kinds = Dictionary(uniqueKeysWithValues: (0..<columns).map { ("h\($0)", ColumnKind.category) })
            let options = ReadingOptions(encoding: .utf8, delimiter: ",", skip: 0, header: true, kinds: kinds)
            var importer = TableImporter(cacheFolder: nil)
            importer.chunk = chunk
            return try importer.table(at: path, options: options, control: ImportControl(threads: threads)) { _ in }
        }
    }

    /// Whether the table has the cells of the rows; what is missing and what is empty are the same to it.
    private func compare(_ table: Table, _ rows: [[String]], columns: Int, _ comment: Comment) {
        #expect(table.rowCount == rows.count, comment)
        guard table.rowCount == rows.count else { return }
        for (row, cells) in rows.enumerated() {
            let wanted = (0..<columns).map { $0 < cells.count && !cells[$0].isEmpty ? cells[$0] : "·" }
            #expect(table.texts(row: row) == wanted, comment)
        }
    }

    @Test func cellsAreThoseOfAPlainLoop() throws {
        var compared = 0
        try withTemporaryFolder { folder in
            for seed in 0..<600 as Range<UInt64> {
                let sample = Sample(seed: seed)
                let rows = PlainRows(sample.text(newline: "\n"), newline: 0x0A).rows.dropFirst()
                guard !rows.isEmpty else { continue }
                let table = try sample.table(in: folder, chunk: Int(seed % 80) + 1, threads: Int(seed % 3) + 1)
                // A name for the rows may stand in front where nearly all rows have one field more.
                guard table.columns.count == sample.columns else { continue }
                compare(table, Array(rows), columns: sample.columns, "seed \(seed): \(sample.body.debugDescription)")
                compared += 1
            }
        }
        #expect(compared > 400)
    }

    @Test func linesMayEndInCarriageReturnsAlone() throws {
        var compared = 0
        try withTemporaryFolder { folder in
            for seed in 1000..<1200 as Range<UInt64> {
                var sample = Sample(seed: seed)
                sample.body = String(sample.body.unicodeScalars.map { $0 == "\n" ? Character("\r") : Character($0) })
                let rows = PlainRows(sample.text(newline: "\r"), newline: 0x0D).rows.dropFirst()
                guard !rows.isEmpty else { continue }
                let table = try sample.table(newline: "\r", in: folder, chunk: Int(seed % 80) + 1, threads: 2)
                guard table.columns.count == sample.columns else { continue }
                compare(table, Array(rows), columns: sample.columns, "seed \(seed): \(sample.body.debugDescription)")
                compared += 1
            }
        }
        #expect(compared > 130)
    }

    @Test func chunksAndThreadsChangeNoCell() throws {
        try withTemporaryFolder { folder in
            for seed in 2000..<2020 as Range<UInt64> {
                let sample = Sample(seed: seed)
                guard PlainRows(sample.text(newline: "\n"), newline: 0x0A).rows.count > 1 else { continue }
                let whole = try sample.table(in: folder, chunk: 1 << 20, threads: 1)
                for chunk in [1, 2, 3, 5, 8, 13, 21, 34, 64, 65, 127] {
                    for threads in 1...3 {
                        let cut = try sample.table(in: folder, chunk: chunk, threads: threads)
                        #expect(areEqual(cut, whole), "seed \(seed), chunks of \(chunk), \(threads) threads")
                    }
                }
            }
        }
    }

    /// The reference is held to what stands in RFC 4180, and to what was decided where that says nothing.
    @Test(
        arguments: [
            ("a,b\n", [["a", "b"]]),
            ("\"a,b\",\"c\"\"d\"\r\n", [["a,b", "c\"d"]]),
            ("\"a\nb\",c\n\n  \nd\n", [["a\nb", "c"], ["d"]]),
            (" a , \"b \" ,\n", [["a", "b ", ""]]),
            ("a\"b,5\" c\n", [["a\"b", "5\" c"]]),
            ("\"a\"b,\"c\" d \n", [["ab", "c d"]]),
            ("\"\",\"\"\"\"\n", [["", "\""]]),
            ("\"\"\n", [[""]]),
            ("x,\"a\nb\n", [["x", "\"a"], ["b"]]),
            ("\"x,a\n\"b\n", [["x,a\nb"]]),
            ("\"x,\"\"\ny,z\n", [["\"x", ""], ["y", "z"]]),
        ] as [(String, [[String]])])
    func theReferenceIsRight(_ text: String, _ rows: [[String]]) {
        #expect(PlainRows(Array(text.utf8), newline: 0x0A).rows == rows)
    }
}

/// The rows of a text as cells, one byte after another.
private struct PlainRows {
    private(set) var rows: [[String]] = []
    private var row: [String] = []
    private var field: [UInt8] = []
    /// As many bytes of the field as stood before its closing quote, which are not trimmed.
    private var kept = 0
    private var hasField = false
    /// Where the quote stands that is open.
    private var opened: Int?

    /// A quote that never closes is a plain character; where another is then left open, all quotes are.
    init(_ text: [UInt8], newline: UInt8) {
        var ignored: Int?
        for _ in 0..<2 {
            divide(text, newline, quoted: true, ignored: ignored)
            guard let opened else { return }
            ignored = opened
        }
        divide(text, newline, quoted: false, ignored: nil)
    }

    private enum Place { case start, plain, quoted, closed }

    private mutating func divide(_ text: [UInt8], _ newline: UInt8, quoted: Bool, ignored: Int?) {
        self = PlainRows()
        var place = Place.start
        var skip = false
        for (index, byte) in text.enumerated() {
            if skip {
                skip = false
                continue
            }
            switch (place, byte) {
            case (.quoted, 0x22) where index + 1 < text.count && text[index + 1] == 0x22:
                field.append(byte)
                skip = true
            case (.quoted, 0x22):
                (place, kept, opened) = (.closed, field.count, nil)
            case (.quoted, _):
                field.append(byte)
            case (_, 0x2C):
                endField()
                hasField = true
                place = .start
            case (_, newline):
                endRow()
                place = .start
            case (.start, 0x22) where quoted && index != ignored:
                (place, opened, hasField) = (.quoted, index, true)
            case (.start, 0x20), (.start, 0x09), (.start, 0x0D):
                continue
            default:
                field.append(byte)
                if place == .start { place = .plain }
            }
        }
        endRow()
    }

    private init() {}

    private mutating func endField() {
        while field.count > kept, let last = field.last, last == 0x20 || last == 0x09 || last == 0x0D { field.removeLast() }
        row.append(String(decoding: field, as: UTF8.self))
        (field, kept) = ([], 0)
    }

    /// A line with nothing but blanks is no row.
    private mutating func endRow() {
        let isRow = hasField || !field.isEmpty
        endField()
        if isRow { rows.append(row) }
        (row, hasField) = ([], false)
    }
}
