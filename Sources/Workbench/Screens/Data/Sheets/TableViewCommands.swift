import Interface

extension DataScreen {
    /// The keys of the sheets that are about all columns or all rows at once, not about the column under the cursor.
    static let tableViewCommands: [AppCommand] = [
        opening(
            "data.association", "associations", "Puts all columns against one another, whatever their kinds, as a heat map.", "A",
            priority: 18
        ) { AssociationSheet(rows: $0.data.top.rows, $0) },
        opening(
            "data.missing", "missing", "Shows which columns miss values in the same rows.", "M", priority: 19
        ) { MissingSheet(rows: $0.data.top.rows) },
        opening(
            "data.duplicates", "duplicates",
            "Lists the rows that stand more than once, and those that are alike but for the target.", "D", priority: 17
        ) { DuplicatesSheet(rows: $0.data.top.rows) },
        opening(
            "data.shapes", "shape of the rows",
            "Shows the rows as points along their principal components, their clusters, and the oddest of them.", "K",
            priority: 16
        ) { ShapeSheet(rows: $0.data.top.rows, $0) },
    ]

    private static func opening(
        _ id: String, _ title: String, _ summary: String, _ key: KeySequence, priority: Int,
        _ sheet: @escaping @Sendable (WorkbenchState) -> any DataSheet
    ) -> AppCommand {
        AppCommand(
            id, title, summary, keys: [key], scopes: ["data"], category: "Data", priority: priority,
            availability: { $0.table.open == nil ? .unavailable("there is no table yet") : .available }
        ) { $0.open(sheet($0)) }
    }
}
