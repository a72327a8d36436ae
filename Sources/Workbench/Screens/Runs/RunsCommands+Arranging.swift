import Actions
import Interface
import Recipes
import RunStore
import Terminal

extension RunsScreen {
    private static let hasColumn: @Sendable (WorkbenchState) -> Availability = {
        $0.currentRunField == nil ? .unavailable("this column is a difference between recipes") : .available
    }

    /// Keys that change how the table is arranged, not what is in it.
    static var arrangingCommands: [AppCommand] {
        [
            onTable(
                "sort", "sort", "Sorts by the column: its natural order, the reverse, not.", ["s"], priority: 26,
                availability: hasColumn
            ) { $0.sortRuns(adding: false) },
            onTable(
                "sort.add", "sort further", "Sorts by the column too, behind those that rows are sorted by already.", ["S"],
                availability: hasColumn
            ) { $0.sortRuns(adding: true) },
            onTable(
                "columns", "columns", "Chooses columns: any metric, its best and last value, any parameter, feature, time.",
                ["C"],
                priority: 23
            ) { $0.openRunColumns() },
            onTable("column.hide", "hide", "Hides the column.", ["-"], availability: hasColumn) { $0.hideRunColumn() },
            onTable("column.left", "move left", "Moves the column one place to the left.", ["{"], availability: hasColumn) {
                $0.moveRunColumn(by: -1)
            },
            onTable("column.right", "move right", "Moves the column one place to the right.", ["}"], availability: hasColumn) {
                $0.moveRunColumn(by: 1)
            },
            onTable("column.narrower", "narrower", "Makes the column narrower.", ["<"], availability: hasColumn) {
                $0.widenRunColumn(by: -2)
            },
            onTable("column.wider", "wider", "Makes the column wider.", [">"], availability: hasColumn) {
                $0.widenRunColumn(by: 2)
            },
            onTable(
                "differences", "only what differs",
                "Hides columns that are alike in all rows, and shows what else recipes differ in.",
                ["="], priority: 24
            ) { state in
                state.changeRunView { $0.showsOnlyDifferences.toggle() }
                return []
            },
            onTable(
                "seeds", "means over seeds", "Sets runs that differ in the seed only together, with means and intervals.", ["m"],
                priority: 22
            ) { state in
                state.changeRunView { $0.groupsSeeds.toggle() }
                state.runsScreen.table.cursor = 0
                return []
            },
            onTable("views", "views", "Opens a view that was kept, keeps this one, or forgets it.", ["V"], priority: 21) { _ in
                [.fetchViews]
            },
        ]
    }
}

extension WorkbenchState {
    /// The pane of the table, where it is shown.
    private var runsPane: PlacedPane? { placedPanes.first { $0.pane == .runs } }

    /// The field of the column under the cursor; nil for a difference between recipes.
    var currentRunField: RunField? {
        guard screen == .runs, let pane = runsPane else { return nil }
        let columns = RunsScreen.columns(pane, self)
        guard columns.indices.contains(runsScreen.table.column), case .field(let field) = columns[runsScreen.table.column] else {
            return nil
        }
        return field
    }

    /// Changes the arrangement. A view that was chosen is then another one.
    mutating func changeRunView(_ change: (inout RunView) -> Void) {
        var view = runsScreen.view
        change(&view)
        guard view != runsScreen.view else { return }
        runsScreen.view = view
        runsScreen.viewName = nil
    }

    /// s and S: the next order by the column under the cursor, alone or behind the others.
    mutating func sortRuns(adding: Bool) -> [Effect] {
        guard let field = currentRunField else { return [] }
        sortRuns(by: field, adding: adding)
        return []
    }

    /// Takes the next order by a field: its natural one, the reverse, not.
    mutating func sortRuns(by field: RunField, adding: Bool) {
        var sorts = runsScreen.view.sorts
        let place = sorts.firstIndex { $0.field == field }
        let next: RunSort? =
            switch place.map({ sorts[$0].isReversed }) {
            case nil: RunSort(field)
            case false?: RunSort(field, isReversed: true)
            case true?: nil
            }
        if !adding {
            sorts = sorts.count > 1 && place != nil ? [RunSort(field)] : next.map { [$0] } ?? []
        } else if let place {
            if let next { sorts[place] = next } else { sorts.remove(at: place) }
        } else if let next {
            sorts.append(next)
        }
        changeRunView { $0.sorts = sorts }
        let words = sorts.map { $0.field.title + ($0.isReversed ? ", reversed" : "") }
        say(words.isEmpty ? "the latest first" : "sorted by " + words.joined(separator: ", then "), .answer)
    }

    /// The columns as a list of one's own, so that one of them can be changed.
    private var chosenRunFields: [RunField] { runsScreen.view.columns ?? RunsScreen.usual(self) }

    mutating func hideRunColumn() -> [Effect] {
        guard let field = currentRunField else { return [] }
        var fields = chosenRunFields
        guard fields.count > 1 else {
            say("this is the last column that is shown", .warning)
            return []
        }
        fields.removeAll { $0 == field }
        changeRunView { $0.columns = fields }
        let last = max(0, fields.count - 1)
        runsScreen.table.column = min(runsScreen.table.column, last)
        say("\(field.title) is hidden · C chooses columns", .answer)
        return []
    }

    /// { and }: the column under the cursor changes places with its neighbour, and the cursor goes along.
    mutating func moveRunColumn(by step: Int) -> [Effect] {
        guard let field = currentRunField else { return [] }
        var fields = chosenRunFields
        guard let place = fields.firstIndex(of: field), fields.indices.contains(place + step) else { return [] }
        fields.swapAt(place, place + step)
        changeRunView { $0.columns = fields }
        putRunCursor(on: field)
        return []
    }

    mutating func widenRunColumn(by cells: Int) -> [Effect] {
        guard let field = currentRunField else { return [] }
        let wanted = RunsScreen.column(.field(field), self).ideal + cells
        let width = min(max(wanted, 3), max(10, size.width - 12))
        changeRunView { $0.widths[field] = width }
        return []
    }

    private mutating func putRunCursor(on field: RunField) {
        guard let pane = runsPane, let place = RunsScreen.columns(pane, self).firstIndex(of: .field(field)) else { return }
        runsScreen.table.column = place
        guard let table = focusedTable else { return }
        table.view.settle(&self[keyPath: table.state], size: Size(table.rect.width, table.rect.height))
    }

    // MARK: Choosing columns

    /// C: everything that is known of runs; what is shown stands first, in its order.
    mutating func openRunColumns() -> [Effect] {
        overlay = .runColumns(runColumnPicker, fields: runFieldsToChoose)
        return []
    }

    private var runColumnPicker: Picker {
        let shown = chosenRunFields
        return Picker(
            title: "Columns",
            items: runFieldsToChoose.map { field in
                Picker.Item(field.name, detail: field.title == field.name ? "" : field.title, isCurrent: shown.contains(field))
            })
    }

    /// Fields that at least one run has a value in, the shown ones first.
    private var runFieldsToChoose: [RunField] {
        let records = runs.kept
        let metrics = Set(records.lazy.flatMap(\.metrics.keys)).union(records.lazy.flatMap(\.curves.keys))
        let keys = Metric.all.map(\.key).filter(metrics.contains) + metrics.filter { Metric.named($0) == nil }.sorted()
        let curves = Set(records.lazy.flatMap(\.curves.keys))
        var fields = chosenRunFields
        fields += keys.flatMap { key -> [RunField] in
            let own: [RunField] = [.metric(key, .mean), .metric(key, .interval), .metric(key, .sd), .metric(key, .folds)]
            return curves.contains(key) ? own + [.metric(key, .best), .metric(key, .step), .metric(key, .last)] : own
        }
        fields += RunField.Plain.allCases.map { .plain($0) }
        fields += ["total", "load", "encode", "fit", "refit", "predict"].map { .seconds($0) }
        let parameters = Set(records.lazy.flatMap { $0.recipe.model.parameters.keys })
        fields += RunField.parameters.filter(parameters.contains).map { .parameter($0) }
        fields += parameters.subtracting(RunField.parameters).sorted().map { .parameter($0) }
        fields += Set(records.lazy.flatMap { $0.recipe.features.lazy.map(\.column) }).sorted().map { .feature($0) }
        var known: Set<RunField> = []
        return fields.filter { known.insert($0).inserted }
    }

    /// Enter in the list: shows a column, or no more; the list stays.
    mutating func finishRunColumns(_ outcome: OverlayOutcome<Int>, _ fields: [RunField]) -> [Effect] {
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled: overlay = nil
        case .chosen(let index):
            guard fields.indices.contains(index) else { return [] }
            let field = fields[index]
            var shown = chosenRunFields
            if let place = shown.firstIndex(of: field) {
                if shown.count > 1 { shown.remove(at: place) }
            } else {
                shown.append(field)
            }
            changeRunView { $0.columns = shown }
            var picker = Picker(
                title: "Columns",
                items: fields.map { field in
                    Picker.Item(
                        field.name, detail: field.title == field.name ? "" : field.title, isCurrent: shown.contains(field))
                })
            picker.select(index)
            overlay = .runColumns(picker, fields: fields)
        }
        return []
    }
}
