public import Recipes
public import RunStore

/// A table of runs as a view arranges them: what the Runs screen shows and `assay runs` prints.
public struct RunTable: Sendable {
    /// A run, or several that differ in the seed.
    public struct Row: Sendable {
        public var run: RunRecord
        /// The runs that it stands for; one where they are not grouped.
        public var runs: [RunRecord]

        public init(run: RunRecord, runs: [RunRecord]) {
            self.run = run
            self.runs = runs
        }

        public var isGroup: Bool { runs.count > 1 }
    }

    public var rows: [Row]
    public var columns: [RunColumn]
    private var parents: [String: RunRecord]

    /// How many rows are looked at for what differs; beyond, they are so many that everything does.
    static let compared = 200

    /// Arranges runs.
    ///
    /// - Parameters:
    ///   - runs: those that the view's query picks.
    ///   - view: order, columns, groups.
    ///   - usual: the columns where the view names none.
    ///   - parents: the runs that these were edited from, by id, for what changed.
    /// - Complexity: O(n log n).
    public init(_ runs: [RunRecord], view: RunView, usual: [RunField], parents: [String: RunRecord] = [:]) {
        let groups = view.groupsSeeds ? SeedGroup.groups(of: runs).map { Row(run: $0.record, runs: $0.runs) } : nil
        let unsorted = groups ?? runs.map { Row(run: $0, runs: [$0]) }
        rows = RunSort.places(of: unsorted.map(\.run), by: view.sorts).map { unsorted[$0] }
        self.parents = parents
        columns = (view.columns ?? usual).map { .field($0) }
        if view.showsOnlyDifferences { columns = Self.differing(columns, rows) }
    }

    /// The columns that are not alike in all rows, and those of the recipes' differences that none of them shows.
    private static func differing(_ columns: [RunColumn], _ rows: [Row]) -> [RunColumn] {
        let shown = Array(rows.prefix(compared).map(\.run))
        var kept = columns.filter { column in
            guard case .field(let field) = column else { return true }
            switch field {
            // They tell rows apart, or are no value of the record.
            case .plain(.number), .plain(.run), .plain(.change), .metric(_, .interval): return true
            default: return Set(shown.map { field.value(in: $0) }).count > 1
            }
        }
        let there = Set(kept.map(\.name) + ["data", "model", "metric", "seed"])
        let new = Recipe.differences(among: shown.map(\.recipe)).filter { difference in
            !there.contains(RunColumn.difference(difference).name) && !difference.field.hasPrefix("feature.")
        }
        let seeds =
            Set(shown.map(\.recipe.seed)).count > 1 && !kept.contains(.field(.plain(.seed))) && rows.allSatisfy { !$0.isGroup }
        let place = kept.firstIndex { if case .field(.metric) = $0 { true } else { false } } ?? kept.count
        kept.insert(contentsOf: (seeds ? [.field(.plain(.seed))] : []) + new.map { .difference($0) }, at: place)
        return kept
    }

    /// What a row has in a column.
    public func value(_ row: Int, _ column: RunColumn) -> RunValue {
        let run = rows[row].run
        switch column {
        case .field(.plain(.change)): return .words(change(row))
        case .field(.metric(let key, .interval)):
            return RunInterval.halfWidth(of: key, in: run, overSeeds: rows[row].isGroup).map { .number($0) } ?? .missing
        case .field(.plain(.seed)) where rows[row].isGroup: return .words("\(rows[row].runs.count) seeds")
        case .field(let field): return field.value(in: run)
        case .difference(let difference): return Self.value(of: difference, in: run, at: row)
        }
    }

    /// What was changed since the run that this one was edited from.
    private func change(_ row: Int) -> String {
        let run = rows[row].run
        var words = run.parent.flatMap { parents[$0] }.map { run.recipe.changes(since: $0.recipe) } ?? "first"
        if rows[row].isGroup { words = "\(rows[row].runs.count) seeds · " + words }
        return words
    }

    /// Steps are numbered side by side, not as the run counts them: its own number says nothing, and a run below those that were set
    /// side by side is asked for a step that does the same.
    public static func value(of difference: RecipeDifference, in run: RunRecord, at row: Int) -> RunValue {
        if difference.values.indices.contains(row) { return RunValue(difference.values[row]) }
        let found = run.recipe.fields.first { field, value in
            difference.isStep ? field.hasPrefix("step.") && difference.values.contains(value) : field == difference.field
        }
        return RunValue(found?.value ?? .null)
    }
}

extension RunTable {
    /// A cell for people.
    public func text(_ row: Int, _ column: RunColumn, now: Double) -> String {
        switch (value(row, column), column) {
        case (.missing, _): ""
        case (.words(let words), _): words
        case (.time(let moment), _): NumberText.ago(moment, now: now)
        case (.number(let number), .field(let field)): Self.text(number, field)
        case (.number(let number), .difference): JSON.numberText(number)
        }
    }

    private static func text(_ number: Double, _ field: RunField) -> String {
        switch field {
        case .metric(let key, let statistic):
            switch statistic {
            case .step: return number == number.rounded() ? JSON.numberText(number) : NumberText.fixed(number, 1)
            case .interval: return "±" + NumberText.fixed(number, NumberText.decimals(of: Metric.named(key), near: number))
            default: return NumberText.metric(number, Metric.named(key))
            }
        case .seconds: return NumberText.seconds(number)
        case .plain(.score), .plain(.threshold): return NumberText.fixed(number, 4)
        default: return JSON.numberText(number)
        }
    }

    /// A cell for a file: numbers in full, times as ISO 8601 in UTC, what is missing null.
    public func document(_ row: Int, _ column: RunColumn) -> JSON {
        switch value(row, column) {
        case .missing: .null
        case .words(let words): .string(words)
        case .number(let number): .finite(number)
        case .time(let moment): .string(Moment.text(moment))
        }
    }
}

/// Moments as text.
enum Moment {
    /// `2026-03-01T14:30:05Z`, by the civil calendar.
    static func text(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e11 else { return "" }
        let whole = Int(seconds.rounded(.down))
        let days = Int((Double(whole) / 86400).rounded(.down))
        let rest = whole - days * 86400
        // Years begin in March, so that the day that may be missing is the last one.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * part + 2) / 5 + 1
        let month = part < 10 ? part + 3 : part - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(year)-\(two(month))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }
}
