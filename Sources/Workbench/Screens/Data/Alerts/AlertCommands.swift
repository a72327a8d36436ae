import Interface
import Tabular

extension DataScreen {
    /// What can be done with an alert.
    static let alertCommands: [AppCommand] = [
        AppCommand(
            "data.remedy", "apply remedy", "Does what the alert under the cursor proposes, or takes it back.",
            keys: ["Enter", "Space"], scopes: ["data.alerts"], category: "Data", priority: 90,
            availability: { $0.currentAlert == nil ? .unavailable("there is no alert") : .available }
        ) { $0.applyRemedy() },
        AppCommand(
            "data.alert_rows", "rows behind", "Opens the rows that the alert speaks of.", keys: ["o"], scopes: ["data.alerts"],
            category: "Data", priority: 88,
            availability: {
                $0.currentAlert?.rows == nil ? .unavailable("no condition names the rows of this one") : .available
            }
        ) { $0.openRowsOfAlert() },
        other("data.other_remedy", "Right", 1),
        other("data.remedy_before", "Left", -1),
    ]

    private static func other(_ id: String, _ key: KeySequence, _ step: Int) -> AppCommand {
        AppCommand(
            id, "other remedy", "Proposes another of the alert's remedies.", keys: [key], scopes: ["data.alerts"],
            category: "Data",
            priority: step > 0 ? 86 : 0,
            availability: {
                ($0.currentAlert?.remedies.count ?? 0) > 1 ? .available : .unavailable("there is no other remedy")
            }
        ) { $0.chooseRemedy(step) }
    }
}
