import Actions
import Interface
import Recipes
import RunStore
import Tabular
import Terminal

extension WorkbenchState {
    /// The scopes in which keys are looked for, nearest first.
    var scopes: [Scope] {
        var scopes = screen == .data ? DataScreen.scopes(of: self) : [Scope("\(screen).\(pane.rawValue)")]
        if screen.module.isChart(pane) { scopes.append("chart") }
        scopes.append(Scope("\(screen)"))
        if focusedTable != nil { scopes.append("table") }
        return scopes + [.global]
    }

    mutating func take(_ input: InputEvent) -> [Effect] {
        switch input {
        case .key(let key): return press(key)
        case .mouse(let event): return take(event)
        case .paste(let text): return paste(text)
        case .resize(let size):
            self.size = size
            return []
        case .closed: return [.quit]
        }
    }

    /// A key: to the overlay if there is one, else to the command that it stands for here.
    mutating func press(_ key: Key) -> [Effect] {
        message = nil
        if overlay != nil { return pressInOverlay(key) }
        let keys = pendingKeys + [key]
        pendingKeys = []
        switch Catalogue.registry.lookup(keys, in: scopes) {
        case .command(let command): return perform(command)
        case .prefix: pendingKeys = keys
        case .nothing: say("\(key) does nothing here · ? shows the keys", .answer)
        }
        return []
    }

    /// Does a command, or says why it cannot be done now.
    mutating func perform(_ command: AppCommand) -> [Effect] {
        switch command.availability(self) {
        case .available: return command.perform(&self)
        case .unavailable(let reason):
            say("\(command.title): \(reason)", .warning)
            return []
        }
    }

    private mutating func take(_ event: MouseEvent) -> [Effect] {
        if overlay != nil { return point(event) }
        if event.action == .press, let pressed = Chrome.hit(event.position, self) {
            switch pressed {
            case .screen(let target): return go(to: target)
            case .command(let id): return Catalogue.registry.command(id).map { perform($0) } ?? []
            }
        }
        guard let placed = placedPanes.first(where: { $0.frame.contains(event.position) }) else { return [] }
        let table = screen.module.table(in: placed, self)
        switch event.action {
        case .wheelUp, .wheelDown:
            guard let table else { return [] }
            self[keyPath: table.state].scroll(
                by: event.action == .wheelUp ? -3 : 3, rows: table.view.rows, page: table.view.page(height: table.rect.height))
        case .press:
            focus[screen] = placed.pane
            if screen == .data, let table,
                let effects = pressHeader(
                    table.view.hit(event.position, in: table.rect, state: self[keyPath: table.state]), event, in: placed)
            {
                return effects
            }
            if placed.pane == .runs, let table,
                case .header(let column) = table.view.hit(event.position, in: table.rect, state: self[keyPath: table.state])
            {
                let columns = RunsScreen.columns(placed, self)
                if columns.indices.contains(column), case .field(let field) = columns[column] {
                    sortRuns(by: field, adding: event.shift || event.control)
                }
                return []
            }
            if let table,
                case .cell(let row, let column) = table.view.hit(
                    event.position, in: table.rect, state: self[keyPath: table.state])
            {
                let again =
                    self[keyPath: table.state].cursor == row
                    && (table.view.selection != .cell || self[keyPath: table.state].column == column)
                self[keyPath: table.state].cursor = row
                if table.view.selection == .cell { self[keyPath: table.state].column = column }
                table.view.settle(&self[keyPath: table.state], size: Size(table.rect.width, table.rect.height))
                if screen == .data { followColumn() }
                if again { return screen.module.click(event.position, in: placed, &self) }
                return []
            }
            return screen.module.click(event.position, in: placed, &self)
        case .drag:
            if let drag = data.drag { setWidth(of: drag.column, to: drag.width + event.position.x - drag.x) }
        case .release: data.drag = nil
        }
        return []
    }

    /// A click on a title of a sheet sorts by it, with Shift or Control among what is sorted already; a border begins a drag.
    private mutating func pressHeader(_ hit: TableView.Hit?, _ event: MouseEvent, in placed: PlacedPane) -> [Effect]? {
        guard placed.pane == .rows || placed.pane == .columns else { return nil }
        switch hit {
        case .header(let column): return sortSheet(by: column, adding: event.shift || event.control)
        case .border(let column, let width):
            guard placed.pane == .rows, let grid = data.grid, let table = table.open?.table else { return [] }
            let shown = grid.columns.shown(of: table.columns.count)
            guard shown.indices.contains(column - 1) else { return [] }
            data.drag = (shown[column - 1], event.position.x, width)
            return []
        case .cell, nil: return nil
        }
    }

    /// Shows a screen.
    mutating func go(to target: ScreenID) -> [Effect] {
        screen = target
        isZoomed = false
        switch target {
        case .compare: return enterCompare()
        case .runs: return previewEffects()
        case .model:
            model.families.cursor = draft.flatMap { draft in modelChoices.firstIndex { $0.isChosen(in: draft) } } ?? 0
        default: break
        }
        return []
    }

    /// What the run under the cursor of the Runs screen needs to be shown.
    func previewEffects() -> [Effect] {
        guard screen == .runs, let run = currentRun, runs.points[run.id] == nil else { return [] }
        var effects: [Effect] = [.fetchPoints(runs: [run.id])]
        if runs.verdicts[run.id] == nil, run.state.hasResult { effects.append(.judge(run: run.id)) }
        return effects
    }

    /// Moves in the focused table.
    mutating func move(_ key: Key) -> [Effect] {
        guard let table = focusedTable else { return [] }
        _ = table.view.handle(key, state: &self[keyPath: table.state], size: Size(table.rect.width, table.rect.height))
        if screen == .data {
            if pane == .alerts { data.remedy = 0 }
            followColumn()
        }
        return previewEffects()
    }

    /// Gives the keys to the next or previous pane; one that is hidden for want of room comes out when it has the keys.
    mutating func moveFocus(by step: Int) {
        let panes = screen.panes
        guard var place = panes.firstIndex(of: pane) else {
            focus[screen] = panes.first
            return
        }
        for _ in panes {
            place = (place + step + panes.count) % panes.count
            focus[screen] = panes[place]
            if isZoomed || placedPanes.contains(where: { $0.pane == panes[place] }) { return }
        }
    }
}
