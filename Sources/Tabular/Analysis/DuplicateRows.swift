public import Recipes

/// Rows that are equal in every column, and rows that are equal in all features and differ in the target.
public struct DuplicateRows: Sendable, Equatable {
    /// Groups of equal rows, each ascending, by their first rows; at most ``groupLimit``.
    public var groups: [[Int]]
    /// How many rows repeat an earlier one.
    public var repeats: Int
    /// Groups of rows with the same features and different classes; at most ``groupLimit``.
    public var conflicts: [[Int]]
    /// How many rows are in such groups, in all of them.
    public var conflicting: Int

    public static let groupLimit = 1000

    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows x columns).
    public init(_ table: Table, target: Recipe.Target?, cancellation: Cancellation = .never) throws(AssayError) {
        let full = AlikeRows.repeated(try AlikeRows.hashes(of: table.columns, rows: table.rowCount, cancellation))
        try cancellation.check()
        repeats = full.reduce(0) { $0 + $1.count - 1 }
        groups = full.prefix(Self.groupLimit).map { $0.map(Int.init) }
        (conflicts, conflicting) = ([], 0)
        guard let target, target.task == .classification, let view = TargetView(target, of: table) else { return }
        let features = table.columns.filter { $0.name != target.column && $0.kind != .identifier }
        guard features.count > 1 else { return }
        for group in AlikeRows.repeated(try AlikeRows.hashes(of: features, rows: table.rowCount, cancellation)) {
            let rows = group.map(Int.init).filter { view.tags[$0] != TargetView.missingTag }
            guard let first = rows.first, rows.contains(where: { view.tags[$0] != view.tags[first] }) else { continue }
            conflicting += rows.count
            if conflicts.count < Self.groupLimit { conflicts.append(rows) }
        }
    }
}
