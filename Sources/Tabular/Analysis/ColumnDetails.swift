public import Recipes
public import Statistics

/// Everything about one column: what its page shows.
public struct ColumnDetails: Sendable, Equatable {
    public var profile: ColumnProfile
    /// With as many bins as were asked for; nil for words.
    public var histogram: ColumnProfile.Histogram?
    /// The counts of the histogram a class of the target, in the order of ``classes``; empty without classes.
    public var classCounts: [[Int]]
    public var classes: [String]
    /// At 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99; empty for words.
    public var quantiles: [Double]
    /// The test with the target, with the reason why it was chosen; nil without a target.
    public var test: TestChoice?
    /// Distributions fitted to the values, the best first; over at most ``fitLimit`` values. Empty for words.
    public var fits: [DistributionFit]
    /// Tukey's fences and what lies beyond them; nil for words.
    public var fences: TukeyFences?
    /// A filter that finds the rows beyond the far fences.
    public var outlierFilter: String?
    /// In which stretches of the table values are missing: the share in each of a hundred stretches of equal length.
    public var missingByPlace: [Double]

    public static let shares = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]
    public static let fitLimit = 20_000

    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows log rows).
    public init(
        _ table: Table, _ column: Column, target: Recipe.Target?, bins: Int, cancellation: Cancellation = .never
    ) throws(AssayError) {
        let view = target.flatMap { $0.column == column.name ? nil : TargetView($0, of: table) }
        let memory = SortMemory(rows: table.rowCount, hasTags: view != nil)
        try cancellation.check()
        profile = ColumnSummary(column, target: view, memory: memory).profile
        classes = view?.labels ?? []
        (histogram, classCounts, quantiles, fits, fences, outlierFilter) = (nil, [], [], [], nil, nil)
        (test, missingByPlace) = (nil, Self.missing(column))
        try cancellation.check()
        if case .numbers(let values) = column.storage {
            values.withUnsafeBufferPointer { values in
                let sorted: SortedColumn
                if let view {
                    sorted = view.tags.withUnsafeBufferPointer { SortedColumn(values, target: $0, in: memory) }
                } else {
                    sorted = SortedColumn(values, target: nil, in: memory)
                }
                measure(column, sorted, bins: bins)
            }
        }
        try cancellation.check()
        test = view.map { TargetTests.choice(column, $0) }
    }

    private mutating func measure(_ column: Column, _ sorted: SortedColumn, bins wanted: Int) {
        let finite = sorted.finiteValues
        guard !finite.isEmpty else { return }
        let bins = Bins(finite, count: max(1, min(1000, wanted)))
        histogram = ColumnProfile.Histogram(edges: bins.edges, counts: bins.counts(sorted))
        if !classes.isEmpty, !sorted.tags.isEmpty {
            var counts = [[Int]](repeating: [Int](repeating: 0, count: bins.count), count: classes.count)
            for (bin, places) in bins.places(sorted.values).enumerated() {
                for place in places where sorted.tags[place] != TargetView.missingTag {
                    counts[Int(sorted.tags[place])][bin] += 1
                }
            }
            classCounts = counts
        }
        quantiles = Self.shares.map { Descriptive.quantile($0, ofSorted: finite) }
        fences = TukeyFences(sorted: finite)
        if let far = Fences(finite), far.count > 0 {
            outlierFilter = RowFilter.any([
                RowFilter.term(column.name, "<", JSON.numberText(far.low)),
                RowFilter.term(column.name, ">", JSON.numberText(far.high)),
            ])
        }
        // Every so many of the sorted values have the distribution of all.
        let step = Double(max(1, finite.count)) / Double(min(finite.count, Self.fitLimit))
        let few = (0..<min(finite.count, Self.fitLimit)).map { finite[min(finite.count - 1, Int((Double($0) + 0.5) * step))] }
        if column.kind == .number { fits = DistributionFit.ranked(few) }
    }

    private static func missing(_ column: Column) -> [Double] {
        let missing = column.missingRows
        let parts = min(100, missing.count)
        return (0..<parts).map { part in
            let rows = missing.count * part / parts..<missing.count * (part + 1) / parts
            return Double(missing[rows].count { $0 }) / Double(max(1, rows.count))
        }
    }
}
