import Recipes
import Tabular

extension Preparation.Stage {
    /// The step as a recipe has it, and under `did` what it did to the table.
    var document: JSON {
        var members = step.json.objectValue ?? [:]
        let renamed = effect.renamed.map { JSON.object([$0.column: .string($0.name)]) } ?? [:]
        members["did"] = [
            "rows_before": JSON(effect.rowsBefore), "rows_after": JSON(effect.rowsAfter),
            "added": .array(effect.added.map(JSON.string)), "removed": .array(effect.removed.map(JSON.string)),
            "renamed": renamed,
            "changed_cells": .object(
                Dictionary(effect.changed.map { ($0.column, JSON($0.cells)) }, uniquingKeysWith: { first, _ in first })),
        ]
        return .object(members)
    }
}
