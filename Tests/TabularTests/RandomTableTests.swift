import Recipes
import Tabular
import TestSupport
import Testing

/// Random tables written as CSV and read back.
@Suite struct RandomTableTests {
    private static let pieces = [
        "a", "B", "é", "中", " ", ",", ";", "\"", "\n", "\r\n", "\t", "|", "'", "0", "-", "x y", "😀", "=", "\u{301}",
    ]

    /// By scalars: a quote with a combining mark behind it is one character, and still a quote.
    private func quoted(_ word: String) -> String {
        "\"" + word.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    @Test(arguments: 0..<40) func wordsComeBack(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let columns = Int.random(in: 1...6, using: &random)
        let rows = Int.random(in: 1...50, using: &random)
        let words = (0..<rows).map { _ in
            (0..<columns).map { _ in
                "w"
                    + (0..<Int.random(in: 0...6, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
                    .joined()
            }
        }
        let newline = ["\n", "\r\n"][Int(seed % 2)]
        let header = (0..<columns).map { quoted("name \($0)") }.joined(separator: ",")
        let text = ([header] + words.map { $0.map(quoted).joined(separator: ",") }).joined(separator: newline)
        let kinds = Dictionary(uniqueKeysWithValues: (0..<columns).map { ("name \($0)", ColumnKind.category) })
        let table = try table(text, options: ReadingOptions(delimiter: ",", header: true, kinds: kinds))
        #expect(table.rowCount == rows)
        for row in 0..<rows {
            #expect(table.texts(row: row).map { Array($0.utf8) } == words[row].map { Array($0.utf8) }, "row \(row)")
        }
        for column in table.columns {
            guard case .codes(_, let distinct) = column.storage else { continue }
            #expect(zip(distinct, distinct.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
    }

    @Test(arguments: 0..<10) func numbersComeBack(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = (0..<500).map { _ in
            Double.random(in: -1...1, using: &random) * [1, 1e-8, 1e12, 1e200][Int.random(in: 0..<4, using: &random)]
        }
        let table = try table("x,y\n" + values.map { "\($0),1" }.joined(separator: "\n"))
        #expect(table["x"]?.numbers?.map(\.bitPattern) == values.map(\.bitPattern))
    }

    @Test(arguments: 0..<300) func anyBytesAreATableOrAnError(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("a1,;\"\n\r\t |.-eNA?\u{80}".utf8) + (seed % 4 == 0 ? [0xFF, 0x00, 0xC3] : [])
        let bytes = (0..<Int.random(in: 0...400, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0x61 }
        do {
            let table = try table(bytes: bytes)
            #expect(table.rowCount > 0)
            #expect(table.columns.allSatisfy { $0.count == table.rowCount })
            for row in 0..<table.rowCount { _ = table.texts(row: row) }
            let profile = table.profile()
            for column in profile.columns {
                if let histogram = column.histogram { #expect(histogram.counts.reduce(0, +) == table.rowCount - column.missing) }
            }
        } catch let error as AssayError {
            #expect(["empty_file", "header_alone", "binary_file"].contains(error.code))
        }
    }
}
