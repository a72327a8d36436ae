public import Recipes

/// Who watches a profile being made.
public struct ProfileObserver: Sendable {
    /// Called from any thread as soon as the profile of a column is there, with the column's place; alerts come with the whole.
    public var column: @Sendable (_ index: Int, _ profile: ColumnProfile) -> Void
    /// Asked before every column; the profile is given up once it is true.
    public var isCancelled: @Sendable () -> Bool

    public init(
        column: @escaping @Sendable (_ index: Int, _ profile: ColumnProfile) -> Void = { _, _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.column = column
        self.isCancelled = isCancelled
    }
}

extension Table {
    /// How many rows give a first profile within a tenth of a second.
    public static let profileSample = 20_000

    /// The exact profile of every column; with a target also each column's association with it.
    ///
    /// Columns are worked out on all cores; the same bits for any number of them.
    ///
    /// - Complexity: O(rows) a column.
    public func profile(target: Recipe.Target? = nil) -> TableProfile {
        profile(target: target, sample: nil, observer: ProfileObserver()) ?? TableProfile(rows: rowCount, columns: [], alerts: [])
    }

    /// The profile of every column, of all rows or of a sample that is spread evenly over the table.
    ///
    /// - Parameters:
    ///   - target: what is predicted, for associations and the alerts that need it.
    ///   - sample: how many rows at the most; nil is all of them. Figures of a sample come with intervals.
    ///   - observer: is told each column, and may give up.
    /// - Returns: nil where the observer gave up.
    /// - Complexity: O(rows) a column.
    public func profile(target: Recipe.Target?, sample: Int?, observer: ProfileObserver) -> TableProfile? {
        guard let sample, sample < rowCount else { return profile(target, of: rowCount, observer) }
        return taking(rows: spreadRows(sample)).profile(target, of: rowCount, observer)
    }

    /// The profile of a table that is a sample of a larger one, such as a preview while the rest is still being read.
    ///
    /// - Parameters:
    ///   - rows: how many rows the larger one has, or about.
    ///   - target: what is predicted.
    ///   - observer: is told each column, and may give up.
    /// - Returns: nil where the observer gave up.
    public func profile(asSampleOf rows: Int, target: Recipe.Target?, observer: ProfileObserver) -> TableProfile? {
        profile(target, of: max(rows, rowCount), observer)
    }

    private func profile(_ target: Recipe.Target?, of all: Int, _ observer: ProfileObserver) -> TableProfile? {
        let view = target.flatMap { TargetView($0, of: self) }
        let sampled = all > rowCount ? TableProfile.Sampled(rows: rowCount, of: all) : nil
        let summaries = inParallel(columns.count) {
            SortMemory(rows: self.rowCount, hasTags: view != nil)
        } _: { index, memory -> ColumnSummary? in
            if observer.isCancelled() { return nil }
            var summary = ColumnSummary(self.columns[index], target: view, of: sampled?.of, memory: memory)
            if let sampled { summary.addIntervals(sampled) }
            observer.column(index, summary.profile)
            return summary
        }
        let all = summaries.compactMap { $0 }
        guard all.count == summaries.count, !observer.isCancelled() else { return nil }
        let alerts = AlertRules(table: self, summaries: all, target: view, isSample: sampled != nil).alerts()
        return TableProfile(rows: rowCount, columns: all.map(\.profile), alerts: alerts, sampled: sampled)
    }
}
