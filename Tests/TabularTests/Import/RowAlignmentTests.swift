import TestSupport
import Testing

@testable import Tabular

/// Rows of a stretch of text that begins anywhere.
@Suite struct RowAlignmentTests {
    @Test(arguments: [1, 2, 3, 9]) func wholeRowsAreFound(columns: Int) throws {
        let row = (0..<columns).map { "v\($0)" }.joined(separator: ",") + "\n"
        let text = Array(("half," + String(repeating: row, count: 50) + "v0,half").utf8)
        let options = ReadingOptions(delimiter: ",", skip: 0, header: false)
        let (layout, _) = try LayoutRules.layout(of: SourceBytes(Array(row.utf8)), options: options)
        let found = try #require(RowAlignment(layout).rows(of: SourceBytes(text), isLast: false))
        // The first row of the block began before it.
        #expect(found.rows == 49)
        #expect(text[found.range].count == 49 * row.utf8.count)
        #expect(found.score == 49)
    }

    /// The splitter writes some offsets further than the last field.
    @Test(arguments: [1, 2, 3, 20]) func roomHoldsWhatTheSplitterWrites(columns: Int) {
        let text = Array((String(repeating: "1,", count: columns - 1) + "1\n2\n" + String(repeating: " ", count: 128)).utf8)
        let room = FieldSplitter.room(rows: 1, columns: columns)
        var cells = [UInt32](repeating: 77, count: room + 64)
        cells.withUnsafeMutableBufferPointer { cells in
            text.withUnsafeBufferPointer { text in
                guard let base = cells.baseAddress, let bytes = text.baseAddress else { return }
                var splitter = FieldSplitter(
                    bytes, count: 2 * columns + 2, origin: 0, line: 1, columns: columns,
                    rules: RowRules(Dialect(delimiter: 0x2C, newline: 0x0A, quoted: false)))
                while splitter.next(into: base, limit: 1, textLimit: .max >> 1) > 0 {}
            }
        }
        #expect(cells[room...].allSatisfy { $0 == 77 })
    }
}
