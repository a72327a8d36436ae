public import Recipes
import Statistics

/// How often the values of two columns stand together.
public struct CrossTable: Sendable, Equatable {
    /// The commonest values of either column; a last line holds all others where there are more.
    public var rows: [String]
    public var columns: [String]
    /// Row by row.
    public var counts: [[Int]]
    /// Whether the last line is of the others.
    public var hasOtherRows: Bool
    public var hasOtherColumns: Bool
    /// Over all values, not only those listed: Cramer's V, corrected; nil where there are too many to count.
    public var cramersV: Double?
    /// Rows in which one of both is missing.
    public var missing: Int

    private static let cellLimit = 4_000_000

    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows).
    public init(_ first: Column, _ second: Column, limit: Int, cancellation: Cancellation = .never) throws(AssayError) {
        let (a, b) = (Listed(first, limit), Listed(second, limit))
        (rows, columns) = (a.labels, b.labels)
        (hasOtherRows, hasOtherColumns) = (a.hasOthers, b.hasOthers)
        counts = [[Int]](repeating: [Int](repeating: 0, count: b.labels.count), count: a.labels.count)
        missing = 0
        for block in Cancellation.blocks(of: min(a.codes.count, b.codes.count)) {
            try cancellation.check()
            for row in block {
                let (x, y) = (a.codes[row], b.codes[row])
                guard x >= 0, y >= 0 else {
                    missing += 1
                    continue
                }
                counts[a.places[Int(x)]][b.places[Int(y)]] += 1
            }
        }
        cramersV =
            a.places.count * b.places.count <= Self.cellLimit
            ? ContingencyTable(a.codes, b.codes, rows: a.places.count, columns: b.places.count).correctedCramersV : nil
    }

    /// A column's commonest values, and for each of its codes the line it is in.
    private struct Listed {
        var labels: [String]
        var codes: [Int32]
        var places: [Int]
        var hasOthers: Bool

        init(_ column: Column, _ limit: Int) {
            let all = column.displayCodes()
            codes = all.codes
            var counts = [Int](repeating: 0, count: all.labels.count)
            for code in codes where code >= 0 { counts[Int(code)] += 1 }
            let used = counts.indices.filter { counts[$0] > 0 }
            let kept = used.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(max(1, limit)).sorted()
            hasOthers = used.count > kept.count
            labels = kept.map { all.labels[$0] } + (hasOthers ? ["others"] : [])
            places = [Int](repeating: kept.count, count: all.labels.count)
            for (place, code) in kept.enumerated() { places[code] = place }
        }
    }
}
