import Actions
import Interface
import Recipes
import RunStore
import Tabular
import Terminal

extension WorkbenchState {
    /// Esc: away with the filter, the zoom, the crosshair, one after another.
    mutating func back() -> [Effect] {
        if screen == .data, focusedSheet.place.anchor != nil {
            focusedSheet.place.anchor = nil
        } else if screen == .runs, runsScreen.anchor != nil {
            runsScreen.anchor = nil
        } else if isZoomed {
            isZoomed = false
        } else if screen == .data, importing != nil, data.stack.count == 1 {
            return cancelImport()
        } else if screen == .data, pane == .rows, closeSheet() {
            return []
        } else if clearFilter() {
            say("all are shown again", .answer)
        } else if screen == .train, train.isRace {
            train.isRace = false
        } else if screen == .train, train.crosshair != nil || train.window != nil {
            train.crosshair = nil
            train.window = nil
        } else if screen == .train, train.run != nil {
            train.run = nil
            return go(to: .runs)
        } else {
            say("1 to 6 show the screens · R trains · : finds everything · q leaves", .answer)
        }
        return []
    }

    /// q: closes what is open, and leaves from the top. Runs go on by themselves.
    mutating func close() -> [Effect] {
        if isZoomed {
            isZoomed = false
            return []
        }
        if screen == .data, closeSheet() { return [] }
        return [.quit]
    }

    /// Takes the current screen's filter away; false where there is none.
    mutating func clearFilter() -> Bool {
        switch screen {
        case .data where focusedSheet.filter != nil: setFilter(nil, on: .data)
        case .features where features.filter != nil: features.filter = nil
        case .runs where runsScreen.filter != nil || runsScreen.showsBin:
            runsScreen.filter = nil
            runsScreen.showsBin = false
        default: return false
        }
        return true
    }

    /// What `/` filters on this screen, in a word; nil where there is nothing to filter.
    var filterTarget: String? {
        switch screen {
        case .data: table.seen == nil || focusedSheet.filterHint == nil ? nil : "rows"
        case .features: table.open == nil ? nil : "features"
        case .runs: "runs"
        case .model, .train, .compare: nil
        }
    }

    /// What `y` copies: the value, the column, the run under the cursor.
    var copyText: String? {
        switch screen {
        case .data:
            guard pane == .rows || pane == .columns else { return currentColumn?.name }
            if let cell = currentCell { return cell }
            return currentColumn?.name
        case .features: return currentFeature?.column
        case .model: return draft.map { $0.json.indentedText }
        case .train: return shownRun.map { $0.recipe.json.indentedText }
        case .runs: return currentRun.map { $0.id }
        case .compare: return compare.result?.runs.map(\.id).joined(separator: " ")
        }
    }

    /// Writes the screen as text into the project's folder.
    mutating func exportScreen() -> [Effect] {
        let lines = frame().surface.lines.joined(separator: "\n") + "\n"
        return [.write(name: "assay-\(screen).txt", text: lines)]
    }
}
