import Interface
import Recipes
import Terminal

extension Catalogue {
    static let globalCommands: [AppCommand] =
        ScreenID.allCases.map { screen in
            AppCommand(
                "go.\(screen)", screen.title, "Shows the screen \(screen.title).",
                keys: [KeySequence(Key(Character(String(screen.rawValue))))], category: "Screens"
            ) { $0.go(to: screen) }
        } + [
            AppCommand(
                "train", "train", "Trains the draft as a new run, from any screen.", keys: ["R"], category: "Everywhere",
                priority: 40, availability: { $0.whyNotTrain.map(Availability.unavailable) ?? .available }
            ) { $0.trainDraft() },
            AppCommand(
                "undo", "undo", "Takes back the last change of the draft or of the runs.", keys: ["u"], category: "Everywhere",
                priority: 12, availability: { $0.journal.canUndo ? .available : .unavailable("nothing to take back") }
            ) { $0.undo() },
            AppCommand(
                "redo", "redo", "Does again what was taken back.", keys: ["U"], category: "Everywhere",
                availability: { $0.journal.canRedo ? .available : .unavailable("nothing to do again") }
            ) { $0.redo() },
            AppCommand(
                "palette", "palette", "Finds everything that can be done by name, description or key.", keys: [":", "Ctrl-P"],
                category: "Everywhere", priority: 6
            ) { $0.openPalette() },
            AppCommand(
                "help", "keys", "Shows the keys that hold here; typing filters them.", keys: ["?", "F1"], category: "Everywhere",
                priority: 99
            ) { $0.openHelp() },
            AppCommand(
                "filter", "filter", "Filters rows, features or runs.", keys: ["/"], category: "Everywhere", priority: 10,
                availability: { $0.filterTarget == nil ? .unavailable("nothing to filter on this screen") : .available }
            ) { $0.openFilter() },
            AppCommand(
                "theme", "theme", "Chooses the theme, with a look at each.", keys: ["T"], category: "Everywhere"
            ) { $0.openThemes() },
            AppCommand(
                "settings", "settings", "Sets how many runs go on at once, and how the end of one is told.", keys: [","],
                category: "Everywhere"
            ) { $0.openSettings() },
            AppCommand(
                "log", "what was done", "Lists what was done, newest first.", keys: ["@"], category: "Everywhere"
            ) { $0.openLog() },
            AppCommand(
                "pane.next", "next pane", "Gives the keys to the next pane.", keys: ["Tab"], category: "Everywhere",
                priority: 8, availability: { $0.screen.panes.count > 1 ? .available : .unavailable("there is one pane") }
            ) {
                $0.moveFocus(by: 1)
                return []
            },
            AppCommand(
                "pane.previous", "previous pane", "Gives the keys to the previous pane.", keys: ["Shift-Tab"],
                category: "Everywhere",
                availability: { $0.screen.panes.count > 1 ? .available : .unavailable("there is one pane") }
            ) {
                $0.moveFocus(by: -1)
                return []
            },
            AppCommand(
                "pane.zoom", "zoom", "Lets the pane fill the screen, or sets it back.", keys: ["z"], category: "Everywhere"
            ) {
                $0.isZoomed.toggle()
                return []
            },
            AppCommand("back", "back", "Goes back one level.", keys: ["Esc"], category: "Everywhere") { $0.back() },
            AppCommand(
                "quit", "quit", "Closes what is open; from the top, leaves. Runs go on.", keys: ["q"], category: "Everywhere",
                priority: 4
            ) { $0.close() },
            AppCommand(
                "stop", "stop", "Stops what is at hand: the running run is kept; with nothing running, leaves.", keys: ["Ctrl-C"],
                category: "Everywhere"
            ) { $0.interrupt() },
            AppCommand(
                "copy", "copy", "Copies what the cursor is on to the clipboard.", keys: ["y"], category: "Everywhere",
                availability: { $0.copyText == nil ? .unavailable("there is nothing under the cursor") : .available }
            ) { state in
                guard let text = state.copyText else { return [] }
                state.say("copied", .good)
                return [.copy(text)]
            },
            AppCommand(
                "copy.row", "copy row", "Copies the row that the cursor is on, its cells divided by tabs.", keys: ["Y"],
                category: "Everywhere",
                availability: { $0.copyRowText == nil ? .unavailable("there is no row under the cursor") : .available }
            ) { state in
                guard let text = state.copyRowText else { return [] }
                state.say("copied the row", .good)
                return [.copy(text)]
            },
            AppCommand(
                "export", "export screen", "Writes the screen as text into the project's folder.", keys: ["e"],
                category: "Everywhere"
            ) { $0.exportScreen() },
            AppCommand(
                "redraw", "redraw", "Draws the screen anew.", keys: ["Ctrl-L"], category: "Everywhere"
            ) { _ in [.redraw] },
            AppCommand(
                "suspend", "suspend", "Gives the terminal back to the shell; fg returns.", keys: ["Ctrl-Z"],
                category: "Everywhere"
            ) { _ in [.suspend] },
        ]
}
