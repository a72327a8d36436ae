import Interface
import Terminal

extension Catalogue {
    /// Movement in any table, declared like everything else so that help shows it.
    static let tableCommands: [AppCommand] = [
        movement("up", "Moves up a row.", ["Up", "k"]),
        movement("down", "Moves down a row.", ["Down", "j"]),
        movement("left", "Moves a column to the left.", ["Left", "h"]),
        movement("right", "Moves a column to the right.", ["Right", "l"]),
        movement("first row", "Moves to the first row.", ["g", "Home"]),
        movement("last row", "Moves to the last row.", ["G", "End"]),
        movement("half a page down", "Moves half a page down.", ["Ctrl-D"]),
        movement("half a page up", "Moves half a page up.", ["Ctrl-U"]),
        movement("page down", "Moves a page down.", ["PageDown"]),
        movement("page up", "Moves a page up.", ["PageUp"]),
        movement("first column", "Moves to the first column.", ["0"]),
        movement("last column", "Moves to the last column.", ["$"]),
    ]

    private static func movement(_ title: String, _ summary: String, _ keys: [Key]) -> AppCommand {
        AppCommand(
            "table.\(title.replacing(" ", with: "_"))", title, summary, keys: keys.map { KeySequence($0) }, scopes: ["table"],
            category: "Tables"
        ) { $0.move(keys[0]) }
    }
}
