public import Recipes

/// What a step would do, from the first rows of the table.
public struct StepPreview: Sendable, Equatable {
    /// A cell before and after; nil is a missing value.
    public struct Example: Sendable, Equatable {
        public let column: String
        public let before: String?
        public let after: String?
    }

    /// What it does to the rows that were looked at.
    public let effect: StepEffect
    /// How many rows were looked at, and how many there are.
    public let rows: Int
    public let allRows: Int
    /// Cells that change, each different pair once; of a step that only adds columns their first values.
    public let examples: [Example]
    /// What was noticed.
    public let remarks: [String]
}

extension Preparation {
    /// What a step would do at a place, from 0: in place of the one that is there, or behind all of them.
    ///
    /// - Parameters:
    ///   - step: what is typed, on or off.
    ///   - place: of the step that it stands in for; the number of steps for a new one.
    ///   - limit: how many rows are looked at.
    ///   - load: reads the other table of a join or an append.
    /// - Returns: what it would do to those rows.
    /// - Throws: ``AssayError`` where it cannot be done.
    public func preview(
        of step: Step, at place: Int, rows limit: Int, load: @escaping TableLoader
    ) throws(AssayError) -> StepPreview {
        let all = table(before: place)
        let before = all.first(limit)
        let target = stages.indices.contains(place) ? stages[place].target : target
        let work = StepWork(step: step, table: before, target: target, wanted: nil, load: load)
        let (after, kept) = try work.made(number: place + 1)
        let effect = StepEffect(of: step, from: before, to: after, kept: kept)
        return StepPreview(
            effect: effect, rows: before.rowCount, allRows: all.rowCount, examples: Self.examples(effect, before, after),
            remarks: Array(after.remarks.dropFirst(before.remarks.count)))
    }

    private static func examples(_ effect: StepEffect, _ before: Table, _ after: Table) -> [StepPreview.Example] {
        let most = 4
        var found: [StepPreview.Example] = []
        for (column, _) in effect.changed {
            for row in effect.rows.prefix(2000).map(Int.init) where found.count < most {
                let (a, b) = (before[column]?.text(row: row), after[column]?.text(row: row))
                let example = StepPreview.Example(column: column, before: a, after: b)
                if a != b, !found.contains(example) { found.append(example) }
            }
        }
        guard found.isEmpty, effect.rowsBefore == effect.rowsAfter else { return found }
        return effect.added.prefix(most).map { column in
            let made = after[column]
            let row = (0..<min(after.rowCount, 2000)).first { made?.isMissing($0) == false }
            return StepPreview.Example(column: column, before: nil, after: row.flatMap { made?.text(row: $0) })
        }
    }
}
