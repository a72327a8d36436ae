public import Experiments
import Recipes
import RunStore
import Synchronization

/// What can be done with a project: the screens and the command line both work through one of these.
///
/// Every call is synchronous and may take a while (files, training); call from any thread but the screen's. Nothing is
/// written before the first run is kept: the store is made by the first call that needs to write.
public final class Session: Sendable {
    public let project: Project
    private let opened = Mutex<RunStore?>(nil)

    public init(project: Project) { self.project = project }
}
