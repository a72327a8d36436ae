import Recipes
public import RunStore

/// A table that has changed since some of its runs were made: the same file, with something else in it.
public struct TableChange: Sendable, Equatable {
    /// What people call it, and where it was read from.
    public var table: String
    public var source: String
    /// The number of the first run on the table as it was last.
    public var since: Int
    /// Runs before whose rows, folds and truth are still those of a run on the table as it was last: they can be compared as before.
    public var comparable: [Int]
    /// Runs before that cannot, or of which it is not known.
    public var others: [Int]
    /// Those of them whose recipe was trained on the table as it is now as well.
    public var repeated: [Int]

    /// The tables that changed among some runs, in the order of their names. Runs without a table have none that could.
    ///
    /// - Complexity: O(runs log runs).
    public static func all(among runs: [RunRecord]) -> [TableChange] {
        let withTable = runs.filter { $0.source != "" && $0.recipe.trainer?.isLines != true }
        return Dictionary(grouping: withTable, by: \.source).compactMap { source, runs -> TableChange? in
            guard let last = runs.max(by: { $0.number < $1.number }) else { return nil }
            let now = runs.filter { $0.recipe.source.fingerprint == last.recipe.source.fingerprint }
            let before = runs.filter { $0.recipe.source.fingerprint != last.recipe.source.fingerprint && $0.state.hasResult }
            guard !before.isEmpty else { return nil }
            let rows = Set(now.compactMap(\.scoredRows))
            let comparable = before.filter { $0.scoredRows.map(rows.contains) ?? false }
            let others = before.filter { !($0.scoredRows.map(rows.contains) ?? false) }
            // Without the data, recipes of both are alike.
            func bare(_ run: RunRecord) -> Recipe {
                var recipe = run.recipe
                recipe.source = last.recipe.source
                return recipe
            }
            let trained = Set(now.map(\.recipe))
            return TableChange(
                table: last.table, source: source, since: now.map(\.number).min() ?? last.number,
                comparable: comparable.map(\.number).sorted(), others: others.map(\.number).sorted(),
                repeated: others.filter { trained.contains(bare($0)) }.map(\.number).sorted())
        }.sorted { ($0.table, $0.source) < ($1.table, $1.source) }
    }

    /// The whole as sentences: `churn.csv has changed since; from run 5 on it is as it is now. ..`.
    public var sentence: String {
        var text = "\(table) has changed; run \(since) is the first on it as it is now."
        if !comparable.isEmpty {
            text +=
                " \(Self.runs(comparable)) \(comparable.count == 1 ? "was" : "were") scored on the same rows and can be compared."
        }
        if !others.isEmpty { text += " \(Self.runs(others)) cannot." }
        if !repeated.isEmpty { text += " \(Self.runs(repeated)) \(repeated.count == 1 ? "was" : "were") trained on it again." }
        let left = others.filter { !repeated.contains($0) }
        if !left.isEmpty {
            let names = left.prefix(6).map(String.init).joined(separator: " ") + (left.count > 6 ? " .." : "")
            text += " assay rerun \(names) trains \(left.count == 1 ? "it" : "them") on it."
        }
        return text
    }

    /// `Run 3`, `Runs 1 to 4, 6`.
    private static func runs(_ numbers: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = ranges.last, last.upperBound + 1 == number {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        let words = ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
        return (numbers.count == 1 ? "Run " : "Runs ") + words.joined(separator: ", ")
    }
}
