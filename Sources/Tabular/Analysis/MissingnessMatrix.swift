public import Recipes
import Statistics

/// Which columns are missing together: the patterns of missing values with their counts, and the correlation of being missing.
public struct MissingnessMatrix: Sendable, Equatable {
    /// Rows that miss the same columns.
    public struct Pattern: Sendable, Equatable {
        /// By the order of ``columns`` whether the column is missing.
        public var isMissing: [Bool]
        public var count: Int
        /// The first of these rows.
        public var firstRow: Int
    }

    /// The columns that miss some values but not all, in the table's order.
    public var columns: [String]
    public var counts: [Int]
    /// The commonest first, at most ``patternLimit``; among them the rows that miss nothing.
    public var patterns: [Pattern]
    /// How many patterns there are.
    public var patternCount: Int
    /// Pearson's correlation of being missing, row by row.
    public var correlations: [[Double]]
    public var rows: Int

    public static let patternLimit = 50
    /// No more columns than this are put against one another, those that miss most.
    public static let columnLimit = 64

    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows x columns that miss some).
    public init(_ table: Table, cancellation: Cancellation = .never) throws(AssayError) {
        rows = table.rowCount
        let masks = try inParallel(table.columns.count, cancellation) { table.columns[$0].missingRows }
        let missing = masks.map { $0.count { $0 } }
        let used = table.columns.indices.filter { missing[$0] > 0 && missing[$0] < table.rowCount }
        let most = Set(used.sorted { (missing[$1], $0) < (missing[$0], $1) }.prefix(Self.columnLimit))
        let kept = used.filter(most.contains)
        columns = kept.map { table.columns[$0].name }
        counts = kept.map { missing[$0] }
        // A bit a column.
        var keys = [UInt64](repeating: 0, count: table.rowCount)
        for (place, index) in kept.enumerated() {
            try cancellation.check()
            for row in keys.indices where masks[index][row] { keys[row] |= 1 << UInt64(place) }
        }
        var found: [UInt64: (count: Int, first: Int)] = [:]
        for block in Cancellation.blocks(of: keys.count) {
            try cancellation.check()
            for row in block { found[keys[row], default: (0, row)].count += 1 }
        }
        patternCount = found.count
        patterns = found.sorted { ($1.value.count, $0.value.first) < ($0.value.count, $1.value.first) }
            .prefix(Self.patternLimit)
            .map { key, value in
                Pattern(
                    isMissing: kept.indices.map { key >> UInt64($0) & 1 == 1 }, count: value.count, firstRow: value.first)
            }
        correlations = try inParallel(kept.count, cancellation) { a in
            kept.indices.map { b in a == b ? 1 : Missingness.correlation(masks[kept[a]], masks[kept[b]]) }
        }
    }
}
