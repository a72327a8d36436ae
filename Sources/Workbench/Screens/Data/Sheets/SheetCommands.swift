import Interface

extension DataScreen {
    /// What can be done in any sheet.
    static let sheetCommands: [AppCommand] = [
        AppCommand(
            "sheet.open", "open", "Opens what is behind the row or cell under the cursor, or behind all that are marked.",
            keys: ["Enter"], scopes: ["data.sheet"], category: "Data", priority: 70,
            availability: { $0.focusedSheet.opened($0) == nil ? .unavailable("there is nothing behind this") : .available }
        ) { $0.openUnderCursor() },
        AppCommand(
            "sheet.sort", "sort", "Sorts by the column under the cursor alone: up, down, not.", keys: ["s"],
            scopes: ["data.sheet"], category: "Data", priority: 55, availability: isSortable
        ) { $0.sortSheet(by: $0.focusedSheet.place.table.column, adding: false) },
        AppCommand(
            "sheet.sort_also", "sort also", "Sorts by the column among rows that are equal so far: up, down, not.",
            keys: ["S"], scopes: ["data.sheet"], category: "Data", availability: isSortable
        ) { $0.sortSheet(by: $0.focusedSheet.place.table.column, adding: true) },
        AppCommand(
            "sheet.mark", "mark", "Marks the row, or no more.", keys: ["Space"], scopes: ["data.sheet"], category: "Data",
            availability: hasRows
        ) { $0.markRow() },
        AppCommand(
            "sheet.range", "mark a range", "Marks the rows from here to where it is pressed again.", keys: ["v"],
            scopes: ["data.sheet"], category: "Data", availability: hasRows
        ) { $0.markRange() },
        AppCommand(
            "sheet.all", "mark all", "Marks all rows, or none where some are.", keys: ["a"], scopes: ["data.sheet"],
            category: "Data", availability: hasRows
        ) { $0.markAll() },
    ]

    private static let hasRows: @Sendable (WorkbenchState) -> Availability = {
        ($0.focusedTable?.view.rows ?? 0) > 0 ? .available : .unavailable("there are no rows")
    }

    private static let isSortable: @Sendable (WorkbenchState) -> Availability = {
        $0.table.seen == nil
            ? .unavailable("there is no table")
            : $0.focusedSheet.isSortable ? .available : .unavailable("this has an order of its own")
    }
}
