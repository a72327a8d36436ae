public import Recipes
public import Statistics

/// Whether it says something of the target that a column's value is missing.
public struct MissingSignal: Sendable, Equatable {
    public var column: String
    /// Rows in which the column is missing, of those that were looked at.
    public var missing: Int
    public var rows: Int
    /// The share of the positive of two classes, or a quantity's mean, where the column is missing and where it is there; NaN with
    /// more than two classes, or where there is no such row.
    public var means: (missing: Double, present: Double)
    /// NaN where no test could be made.
    public var p: Double
    /// p after Benjamini and Hochberg over the columns that were tested together.
    public var adjusted: Double
    public var effect: EffectSize?

    public static func == (a: MissingSignal, b: MissingSignal) -> Bool {
        a.column == b.column && a.missing == b.missing && a.rows == b.rows && a.effect == b.effect
            && a.p.bitPattern == b.p.bitPattern && a.adjusted.bitPattern == b.adjusted.bitPattern
            && a.means.missing.bitPattern == b.means.missing.bitPattern
            && a.means.present.bitPattern == b.means.present.bitPattern
    }

    /// Whether missing rows differ, after the adjustment, at 5 %.
    public var isInformative: Bool { adjusted < 0.05 }

    /// The signals of all columns in which something is missing, in the table's order.
    ///
    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows) a column, on all cores.
    public static func all(
        _ table: Table, target: Recipe.Target, cancellation: Cancellation = .never
    ) throws(AssayError) -> [MissingSignal] {
        guard let view = TargetView(target, of: table) else { return [] }
        let columns = table.columns.filter { $0.name != target.column }
        var found = try inParallel(columns.count, cancellation) { MissingSignal(columns[$0], view) }.compactMap { $0 }
        let adjusted = PValueAdjustment.benjaminiHochberg.adjusted(found.map(\.p))
        for place in found.indices { found[place].adjusted = adjusted[place] }
        return found
    }

    /// nil where nothing is missing.
    private init?(_ column: Column, _ target: TargetView) {
        let isMissing = column.missingRows
        missing = isMissing.count { $0 }
        guard missing > 0 else { return nil }
        self.column = column.name
        rows = isMissing.count
        var (sums, counts) = ((missing: 0.0, present: 0.0), (missing: 0, present: 0))
        for (isMissing, tag) in zip(isMissing, target.tags) where tag != TargetView.missingTag {
            let value = target.task == .regression ? target.number(tag) : tag == 1 ? 1 : 0
            if isMissing {
                sums.missing += value
                counts.missing += 1
            } else {
                sums.present += value
                counts.present += 1
            }
        }
        let isNumber = target.task == .regression || target.labels.count == 2
        means = (
            isNumber && counts.missing > 0 ? sums.missing / Double(counts.missing) : .nan,
            isNumber && counts.present > 0 ? sums.present / Double(counts.present) : .nan
        )
        let result: TestResult
        switch target.task {
        case .classification:
            let classes = target.tags.map { $0 == TargetView.missingTag ? -1 : Int32(truncatingIfNeeded: $0) }
            result = Missingness.ofClass(isMissing, target: classes, classes: target.labels.count).result
        case .regression: result = Missingness.ofNumber(isMissing, target: target.tags.map(target.number))
        }
        (p, adjusted, effect) = (result.p, result.p, result.effect)
    }
}
