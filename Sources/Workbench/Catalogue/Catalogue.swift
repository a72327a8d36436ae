import Interface
import Recipes
import Terminal

/// Everything that can be done, from which keys, footer, palette, help and manual are made.
enum Catalogue {
    /// All commands: those of everywhere, of tables and charts, and of each screen.
    static let commands: [AppCommand] =
        globalCommands + tableCommands + chartCommands + guardCommands + ScreenID.allCases.flatMap { $0.module.commands }

    /// The registry over ``commands``. Its keys are checked by a test; a clash would leave the global commands alone.
    static let registry: CommandRegistry<WorkbenchState, Effect> = {
        do throws(AssayError) {
            return try CommandRegistry(commands)
        } catch {
            return CommandRegistry()
        }
    }()
}
