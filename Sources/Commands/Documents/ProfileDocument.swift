import Recipes
import Tabular

extension TableProfile {
    /// The profile as `profile --json` prints it.
    var document: JSON { json }
}
