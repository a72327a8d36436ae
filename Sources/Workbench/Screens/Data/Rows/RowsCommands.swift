import Interface

extension RowsSheet {
    static var commands: [AppCommand] {
        [
            column("rows.hide", "hide", "Hides the column.", "-") { $0.hideColumn() },
            column("rows.show_all", "show all", "Shows the columns that are hidden.", "=") { $0.showAllColumns() },
            column("rows.narrower", "narrower", "Makes the column narrower.", "<") { $0.widenColumn(by: -2) },
            column("rows.wider", "wider", "Makes the column wider, beyond what is usual too.", ">") { $0.widenColumn(by: 2) },
            column("rows.pin", "pin", "Keeps the column at the left when others scroll, or no more.", "|") { $0.pinColumn() },
            AppCommand(
                "rows.search", "search", "Looks for rows with a word in any cell, or of a condition; all rows stay.",
                keys: ["Ctrl-F"], scopes: [scope], category: "Data", priority: 9,
                availability: { $0.table.seen == nil ? .unavailable("there is no table") : .available }
            ) { $0.openSearch() },
            AppCommand(
                "rows.next", "next match", "Goes to the next row that was searched for; from the end to the first.", keys: ["n"],
                scopes: [scope], category: "Data"
            ) { $0.searchAgain(1) },
            AppCommand(
                "rows.previous", "previous match", "Goes to the row before that was searched for.", keys: ["N"], scopes: [scope],
                category: "Data"
            ) { $0.searchAgain(-1) },
            AppCommand(
                "rows.jump", "go to", "Goes to a row by its number, or to a column by part of its name.", keys: ["Ctrl-G"],
                scopes: ["data"], category: "Data", priority: 8,
                availability: { $0.table.seen == nil ? .unavailable("there is no table") : .available }
            ) { $0.openJump() },
        ]
    }

    private static func column(
        _ id: String, _ title: String, _ summary: String, _ key: KeySequence,
        _ perform: @escaping @Sendable (inout WorkbenchState) -> Void
    ) -> AppCommand {
        AppCommand(
            id, title, summary, keys: [key], scopes: [scope], category: "Data",
            availability: { $0.currentColumn == nil ? .unavailable("there is no column under the cursor") : .available }
        ) {
            perform(&$0)
            return []
        }
    }
}
