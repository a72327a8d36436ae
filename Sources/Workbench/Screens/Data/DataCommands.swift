import Interface
import Recipes
import Tabular

extension DataScreen {
    static var dataCommands: [AppCommand] {
        let hasColumn: @Sendable (WorkbenchState) -> Availability = {
            $0.currentColumn == nil ? .unavailable("there is no column under the cursor") : .available
        }
        return [
            AppCommand(
                "data.target", "target", "Makes the column under the cursor the one to predict.", keys: ["!"], scopes: ["data"],
                category: "Data", priority: 80, availability: hasColumn
            ) { state in state.currentColumn.map { state.chooseTarget($0.name) } ?? [] },
            AppCommand(
                "data.drop", "drop", "Switches the column off as a feature, or on again.", keys: ["d"], scopes: ["data"],
                category: "Data", priority: 60, availability: hasColumn
            ) { state in state.currentColumn.map { state.toggleFeatures([$0.name]) } ?? [] },
            AppCommand(
                "data.kind", "kind", "Changes what the column is read as: number, category, text.", keys: ["t"], scopes: ["data"],
                category: "Data", priority: 50, availability: hasColumn
            ) { state in state.currentColumn.map { state.changeKind($0) } ?? [] },
            AppCommand(
                "data.sort", "sort", "Sorts the rows by the column: up, down, not.", keys: ["s"], scopes: ["data.rows"],
                category: "Data", priority: 55, availability: hasColumn
            ) { $0.sortRows() },
            AppCommand(
                "data.columns", "columns", "Goes to the column's line among all columns, and back.", keys: ["Enter"],
                scopes: ["data.rows", "data.columns"], category: "Data", priority: 40, availability: hasColumn
            ) { $0.jumpBetweenRowsAndColumns() },
            AppCommand(
                "data.remedy", "apply remedy", "Does what the alert under the cursor proposes.", keys: ["Enter", "Space"],
                scopes: ["data.alerts"], category: "Data", priority: 90,
                availability: { $0.currentAlert == nil ? .unavailable("there is no alert") : .available }
            ) { $0.applyRemedy() },
        ]
    }
}

extension WorkbenchState {
    /// The column that the Data screen tells about: under the cursor of the rows, or of the columns where they have the keys.
    var currentColumn: Column? {
        guard let table = table.open?.table, !table.columns.isEmpty else { return nil }
        let index: Int
        switch screen == .data ? pane : .rows {
        case .columns: index = data.columns.cursor
        case .alerts:
            if let name = currentAlert?.column { return table[name] }
            index = max(0, data.rows.column - 1)
        default: index = max(0, data.rows.column - 1)
        }
        return table.columns.indices.contains(index) ? table.columns[index] : nil
    }

    /// The alert under the cursor.
    var currentAlert: Alert? {
        guard let alerts = table.open?.profile?.alerts, alerts.indices.contains(data.alerts.cursor) else { return nil }
        return alerts[data.alerts.cursor]
    }

    /// The remedy of an alert that is in force.
    func remedyInForce(_ alert: Alert) -> RecipeEdit? {
        guard let draft else { return nil }
        return alert.remedies.first { $0.isIn(draft) }
    }

    /// Whether what an alert proposes is in force.
    func isRemedied(_ alert: Alert) -> Bool { remedyInForce(alert) != nil }

    /// What the key of a remedy would do now, in words; empty where there is none.
    func remedyTitle(_ alert: Alert) -> String {
        guard let edit = remedyInForce(alert) ?? alert.remedies.first else { return "" }
        if case .drop(let column) = edit, draft?.feature(column) == nil { return "switches \(column) on again" }
        return isRemedied(alert) ? "takes it back: \(edit.entry)" : edit.title
    }

    /// Does what the current alert proposes, or takes it back where it is in force.
    mutating func applyRemedy() -> [Effect] {
        guard let alert = currentAlert else { return [] }
        guard let first = alert.remedies.first else {
            say("nothing to do by a key: it is told so that you know", .answer)
            return []
        }
        return apply(remedyInForce(alert) ?? first)
    }

    /// Makes a change that an alert proposes, or takes it back where it is in force.
    mutating func apply(_ remedy: RecipeEdit) -> [Effect] {
        if case .drop(let column) = remedy { return toggleFeatures([column]) }
        guard let draft else {
            say("choose a target first: ! does", .warning)
            return []
        }
        guard remedy.isIn(draft) else { return edit(remedy.entry) { remedy.apply(to: &$0) } }
        if let column = remedy.column, draft.feature(column) == nil {
            say("\(column) is switched off: d switches it on", .answer)
            return []
        }
        var reverted = draft
        guard remedy.revert(in: &reverted) else {
            say("it is so already; u takes back what you changed", .answer)
            return []
        }
        return edit("took back \(remedy.entry)") { $0 = reverted }
    }

    /// Makes a column the target; the draft is made anew for it.
    mutating func chooseTarget(_ column: String) -> [Effect] {
        guard let opened = table.open else { return [] }
        guard let recipe = draft else { return [.makeDraft(target: column, from: nil)] }
        guard recipe.target.column != column else { return [] }
        let target: Recipe.Target
        do throws(AssayError) {
            target = try opened.table.target(column)
        } catch {
            say(error.sentence, .error)
            return []
        }
        let former = recipe.target.column
        let classes = opened.table.classes(of: target).labels.count
        return edit("target is \(column)") { recipe in
            recipe.target = target
            recipe.removeFeature(column)
            if let kind = opened.table[former]?.kind, kind.isFeatureByDefault {
                recipe.insert(Recipe.Feature(column: former, kind: kind))
            }
            recipe.metric = Metric.standard(for: target.task, classes: classes)
            if let family = try? ModelFamily.named(recipe.model.family), !family.tasks.contains(target.task) {
                recipe.model = Recipe.Model(.standard)
            }
        }
    }

    /// Takes the next kind that a column can be read as, for the draft.
    mutating func changeKind(_ column: Column) -> [Effect] {
        guard let recipe = draft else {
            say("choose a target first: ! does", .warning)
            return []
        }
        guard let feature = recipe.feature(column.name) else {
            say("\(column.name) is off: d switches it on", .warning)
            return []
        }
        let kinds: [ColumnKind] = column.numbers == nil ? [column.kind] : [.number, .category]
        guard kinds.count > 1, let place = kinds.firstIndex(of: feature.kind == .date ? .number : feature.kind) else {
            say("\(column.name) holds words: it can only be a \(column.kind.rawValue)", .answer)
            return []
        }
        let next = kinds[(place + 1) % kinds.count]
        return edit("\(column.name) is read as \(next.rawValue)") {
            $0.insert(Recipe.Feature(column: column.name, kind: next, encoding: feature.encoding))
        }
    }

    /// Sorts the rows by the current column: up, down, as in the file.
    mutating func sortRows() -> [Effect] {
        guard let opened = table.open, let column = currentColumn, let index = opened.table.index(of: column.name) else {
            return []
        }
        if let sort = data.sort, sort.column == index {
            data.sort = sort.descending ? nil : (index, true)
        } else {
            data.sort = (index, false)
        }
        arrangeRows()
        return []
    }

    /// Goes from the rows to the column's line among all columns, or back.
    mutating func jumpBetweenRowsAndColumns() -> [Effect] {
        if pane == .rows {
            data.columns.cursor = max(0, data.rows.column - 1)
            focus[.data] = .columns
        } else {
            data.rows.column = data.columns.cursor + 1
            focus[.data] = .rows
        }
        return []
    }

    /// Works out which rows are shown and in which order.
    mutating func arrangeRows() {
        guard let table = table.open?.table else { return }
        var order: [Int]?
        if let filter = data.filter {
            do throws(AssayError) {
                order = try RowFilter(parsing: filter).rows(in: table).map(Int.init)
            } catch {
                say(error.sentence, .error)
                data.filter = nil
            }
        }
        if let sort = data.sort {
            order = table.columns[sort.column].sorted(order ?? Array(0..<table.rowCount), descending: sort.descending)
        }
        data.order = order
    }
}

extension Column {
    /// Rows in the order of this column's values; missing ones last; equal ones in the order in which they came.
    func sorted(_ rows: [Int], descending: Bool) -> [Int] {
        switch storage {
        case .numbers(let values):
            return rows.enumerated().sorted { a, b in
                let (x, y) = (values[a.element], values[b.element])
                if x.isNaN || y.isNaN { return x.isNaN == y.isNaN ? a.offset < b.offset : y.isNaN }
                return x == y ? a.offset < b.offset : descending ? x > y : x < y
            }.map(\.element)
        case .codes(let codes, _):
            return rows.enumerated().sorted { a, b in
                let (x, y) = (codes[a.element], codes[b.element])
                if x < 0 || y < 0 { return (x < 0) == (y < 0) ? a.offset < b.offset : y < 0 }
                return x == y ? a.offset < b.offset : descending ? x > y : x < y
            }.map(\.element)
        }
    }
}
