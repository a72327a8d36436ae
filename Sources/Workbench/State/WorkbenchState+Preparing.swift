import Actions
import Interface
import Recipes
import Tabular

extension WorkbenchState {
    /// What lets the table follow another recipe: where its steps are others, or where they have to keep off another target.
    mutating func follow(_ after: Recipe, from before: Recipe, takesColumns: Bool) -> [Effect] {
        let hasOtherTarget = before.target.column != after.target.column && !after.steps.isEmpty
        guard before.steps != after.steps || hasOtherTarget, case .open(var opened) = table else { return [] }
        opened.isPreparing = true
        opened.wantsColumns = takesColumns && before.steps != after.steps
        table = .open(opened)
        return [.prepare(steps: after.steps, target: after.target.column)]
    }

    /// What a draft that is taken over as it is needs: its steps done, else the profile for its target.
    mutating func prepareOrProfile(_ recipe: Recipe) -> [Effect] {
        guard case .open(var opened) = table else { return [.profile(target: recipe.target)] }
        // Steps that were done without a target have to keep off it from now on.
        let hasOtherTarget = !recipe.steps.isEmpty && opened.preparation.target != recipe.target.column
        guard opened.preparation.steps != recipe.steps || hasOtherTarget else { return [.profile(target: recipe.target)] }
        opened.isPreparing = true
        opened.wantsColumns = false
        table = .open(opened)
        return [.prepare(steps: recipe.steps, target: recipe.target.column)]
    }

    /// Shows the prepared table in place of the one before, with the cursors on the columns where they were.
    mutating func prepared(_ made: Preparation, asked: [Step], kept: [Step]) -> [Effect] {
        guard case .open(var opened) = table, made.source === opened.preparation.source, steps == asked,
            made.target == draft?.target.column
        else { return [] }
        let (before, former) = (opened.table, opened.table.steps)
        let current = columnNames(before)
        opened.preparation = made
        opened.isPreparing = false
        opened.table = made.table
        if before !== made.table { opened.profile = nil }
        table = .open(opened)
        keepCursors(on: current, before: before, now: made.table)
        if let failure = made.failure { say(failure.error.sentence, .error) }
        guard let recipe = draft else {
            journal.amendSteps(from: asked, to: kept)
            sketch?.steps = kept
            return [.profile(target: nil)] + (asked == kept ? [] : keeping)
        }
        var amended = recipe
        amended.steps = kept
        if made.failure == nil, opened.wantsColumns {
            // A column that an edit gave another name is not new: it stays on or off.
            let renamed = former.count == asked.count ? zip(former, asked).flatMap { $0.renamed(by: $1).map(\.to) } : []
            amended.takeColumns(of: made.table, insteadOf: before.columns.map(\.name) + renamed)
        }
        journal.amendDraft(from: recipe, to: amended)
        draft = amended
        return [.profile(target: amended.target)] + (amended == recipe ? [] : keeping)
    }

    /// Why the draft's steps do not give a table that can be trained on, or nil.
    var whyNotPrepared: String? {
        guard let opened = table.open, let recipe = draft else { return nil }
        if let failure = opened.preparation.failure { return failure.error.message }
        guard !opened.isPreparing else { return nil }
        return opened.table[recipe.target.column] == nil
            ? "the steps leave no column \(recipe.target.column), which is to be predicted" : nil
    }

    /// The names under the cursors of the rows and of the list of columns.
    private func columnNames(_ table: Table) -> (rows: String?, columns: String?) {
        func name(_ place: Int?) -> String? {
            place.flatMap { table.columns.indices.contains($0) ? table.columns[$0].name : nil }
        }
        return (name(data.top.column(self)), name(data.columns.column(self)))
    }

    /// Rows stay filtered, sorted and arranged as they were, by the names of the columns; what was opened over them was of
    /// the table before.
    private mutating func keepCursors(on names: (rows: String?, columns: String?), before: Table, now: Table) {
        guard before !== now else { return }
        if var rows = data.stack[0] as? RowsSheet {
            rows.follow { before.columns.indices.contains($0) ? now.index(of: before.columns[$0].name) : nil }
            data.stack[0] = rows
        }
        data.forgetTable(columns: now.columns.count)
        if let place = names.rows.flatMap(now.index) { data.grid?.select(place, of: now.columns.count) }
        if let place = names.columns.flatMap(now.index) { data.columns.select(place, self) }
        settleSheets()
    }
}
