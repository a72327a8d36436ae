import Interface
import Recipes
import RunStore

extension Catalogue {
    /// What the guard found, and the rows that are sealed.
    static let guardCommands: [AppCommand] = [
        AppCommand(
            "guard.draft", "warnings", "Lists what the guard finds in the draft before it is trained, with a remedy each.",
            keys: ["W"], scopes: ["model", "features"], category: "Guard", priority: 46,
            availability: { $0.draft == nil ? .unavailable("there is no draft yet") : .available }
        ) { $0.openGuard() },
        AppCommand(
            "guard.train", "warnings", "Lists what the guard found in the shown run, with a remedy each for the draft.",
            keys: ["W"], scopes: ["train"], category: "Guard", priority: 46,
            availability: { $0.shownRun == nil ? .unavailable("there is no run") : .available }
        ) { $0.openGuard(run: $0.shownRun) },
        AppCommand(
            "guard.runs", "warnings", "Lists what the guard found in the run under the cursor.", keys: ["W"], scopes: ["runs"],
            category: "Guard", priority: 24,
            availability: { $0.currentRun == nil ? .unavailable("there is no run under the cursor") : .available }
        ) { $0.openGuard(run: $0.currentRun) },
        AppCommand(
            "sealed.train", "sealed rows", "Scores the sealed rows of the shown run, after a question; the look is counted.",
            keys: ["H"], scopes: ["train"], category: "Guard", availability: { $0.whyNotUnseal($0.shownRun) }
        ) { $0.askUnseal($0.shownRun) },
        AppCommand(
            "sealed.runs", "sealed rows", "Scores the sealed rows of the run under the cursor, after a question.", keys: ["H"],
            scopes: ["runs"], category: "Guard", availability: { $0.whyNotUnseal($0.currentRun) }
        ) { $0.askUnseal($0.currentRun) },
    ]
}
