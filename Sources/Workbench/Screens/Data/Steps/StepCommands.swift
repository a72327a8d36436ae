import Interface

extension DataScreen {
    /// What prepares the table; the line for a derived column opens on Features as well.
    static var stepCommands: [AppCommand] {
        let hasTable: @Sendable (WorkbenchState) -> Availability = {
            $0.table.open == nil ? .unavailable("there is no table yet") : .available
        }
        return [
            AppCommand(
                "data.derive", "derive", "Adds a column worked out from others by an expression, shown while it is typed.",
                keys: ["+"], scopes: ["data", "features"], category: "Data", priority: 45, availability: hasTable
            ) { $0.openDerive(replacing: nil) },
            AppCommand(
                "data.steps", "steps", "Shows how the table is prepared, step by step, to add, edit, move and remove.",
                keys: ["&"], scopes: ["data", "features"], category: "Data", priority: 44, availability: hasTable
            ) { $0.openSteps() },
        ]
    }
}
