import Interface
import Recipes
import Tabular

extension DataScreen {
    static var dataCommands: [AppCommand] {
        let hasColumn: @Sendable (WorkbenchState) -> Availability = {
            $0.currentColumn == nil ? .unavailable("there is no column under the cursor") : .available
        }
        let hasWhole: @Sendable (WorkbenchState) -> Availability = {
            $0.table.open == nil ? .unavailable("the table is still being read") : hasColumn($0)
        }
        return [
            AppCommand(
                "data.target", "target", "Makes the column under the cursor the one to predict.", keys: ["!"], scopes: ["data"],
                category: "Data", priority: 80, availability: hasWhole
            ) { state in state.currentColumn.map { state.chooseTarget($0.name) } ?? [] },
            AppCommand(
                "data.drop", "drop", "Switches the column off as a feature, or on again.", keys: ["d"], scopes: ["data"],
                category: "Data", priority: 60, availability: hasWhole
            ) { state in state.currentColumn.map { state.toggleFeatures([$0.name]) } ?? [] },
            AppCommand(
                "data.kind", "kind", "Shows what the column can be read as, with what would be lost; Enter takes it.",
                keys: ["t"], scopes: ["data"],
                category: "Data", priority: 50, availability: hasWhole
            ) { state in state.currentColumn.map { state.open(KindsSheet(column: $0.name)) } ?? [] },
            AppCommand(
                "data.reading", "how it was read", "Shows what was decided about the file, to be changed there.", keys: ["O"],
                scopes: ["data"], category: "Data", priority: 7,
                availability: { $0.table.path == nil ? .unavailable("no data file is open") : .available }
            ) { state in state.data.top is ReadingSheet ? [] : state.open(ReadingSheet()) },
            AppCommand(
                "data.frequency", "frequency", "Counts the values of the column, with what the target is like in each.",
                keys: ["F"], scopes: ["data"], category: "Data", priority: 58, availability: hasColumn
            ) { state in
                guard let column = state.currentColumn else { return [] }
                return state.open(
                    FrequencySheet(column: column.name, rows: state.data.top.rows, isBinned: state.isBinnedAtFirst(column)))
            },
            AppCommand(
                "data.column", "column",
                "Shows all there is to a column: its histogram, figures, test with the target, outliers.",
                keys: ["H"], scopes: ["data"], category: "Data", priority: 57, availability: hasColumn
            ) { state in state.currentColumn.map { state.open(ColumnSheet($0, rows: state.data.top.rows)) } ?? [] },
            AppCommand(
                "data.plot", "plot", "Plots the column against another: points, boxes, a grid of counts, or a line over time.",
                keys: ["P"], scopes: ["data"], category: "Data", priority: 56, availability: hasColumn
            ) { state in state.currentColumn.map { state.choosePlot($0) } ?? [] },
            AppCommand(
                "data.tests", "tests", "Tests every column with the target, with effects, reasons, and what missing values say.",
                keys: ["W"], scopes: ["data"], category: "Data", priority: 48,
                availability: { $0.draft == nil ? .unavailable("choose a target first: ! does") : .available }
            ) { $0.open(TestsSheet(rows: $0.data.top.rows)) },
            AppCommand(
                "data.compare", "other table",
                "Holds the table against another file, column by column: what is new, gone, moved.",
                keys: ["C"], scopes: ["data"], category: "Data", priority: 46,
                availability: { $0.table.open == nil ? .unavailable("no table is open") : .available }
            ) { $0.chooseOtherTable() },
        ]
    }
}

extension WorkbenchState {
    /// The column that the Data screen tells about: under the cursor of the rows, or of the columns where they have the keys.
    var currentColumn: Column? {
        guard let table = table.seen?.table, !table.columns.isEmpty else { return nil }
        let index: Int?
        switch screen == .data ? pane : .rows {
        case .columns: index = data.columns.column(self)
        case .alerts:
            if let name = currentAlert?.column { return table[name] }
            index = data.top.column(self)
        default: index = data.top.column(self) ?? data.columns.column(self)
        }
        return index.flatMap { table.columns.indices.contains($0) ? table.columns[$0] : nil }
    }

    /// Makes a column the target; the draft is made anew for it.
    mutating func chooseTarget(_ column: String) -> [Effect] {
        guard let opened = table.open else { return [] }
        guard let recipe = draft else { return [.makeDraft(target: column, from: nil, steps: sketch?.steps)] }
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
}
