public import Experiments

/// What can be done with a project: the screens and the command line both work through one of these.
///
/// Every call is synchronous and may take a while (files, training); call from any thread but the screen's.
public final class Session: Sendable {
    public let project: Project

    public init(project: Project) { self.project = project }
}
