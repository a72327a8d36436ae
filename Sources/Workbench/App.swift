import Actions
public import Experiments
import Interface
public import Recipes
import Terminal

/// What the workbench opens with.
public struct WorkbenchOptions: Sendable {
    public var project: Project
    /// The data file to open, absolute; nil opens none.
    public var data: String?
    /// The target column; nil takes the project's.
    public var target: String?
    /// The theme; nil takes the one chosen last.
    public var theme: String?
    /// Fewer updates, nothing that moves by itself.
    public var calm: Bool

    public init(project: Project, data: String? = nil, target: String? = nil, theme: String? = nil, calm: Bool = false) {
        self.project = project
        self.data = data
        self.target = target
        self.theme = theme
        self.calm = calm
    }
}

/// Opens the workbench on the terminal and returns when it is left. Call it on the main thread.
///
/// - Returns: the exit status.
/// - Throws: ``AssayError`` where the terminal cannot be used; nothing was drawn then.
@MainActor
public func runWorkbench(_ options: WorkbenchOptions) throws(AssayError) -> Int32 {
    let driver = try NcursesDriver()
    defer { driver.close() }
    return try runWorkbench(options, on: driver)
}

/// The same on any driver.
@MainActor
func runWorkbench(_ options: WorkbenchOptions, on driver: any TerminalDriver) throws(AssayError) -> Int32 {
    let session = Session(project: options.project)
    let mailbox = Mailbox(waker: driver.waker)
    let runner = EffectRunner(session: session, mailbox: mailbox)
    let looks = try Looks(theme: options.theme ?? Preferences.theme, abilities: driver.abilities)
    var state = WorkbenchState(project: options.project, size: driver.size, looks: looks, now: Loop.clock())
    state.isCalm = options.calm
    state.notices = Preferences.notices
    if let target = options.target {
        state.project.target = target
        state.wantedTarget = target
    }
    if options.project.isElsewhere {
        state.say("the data's folder cannot be written: runs are kept in \(options.project.folder)", .warning)
    }
    driver.setTitle("assay · \(options.project.name)")
    runner.start()
    let watch = session.watch { runner.storeChanged() }
    defer { watch.stop() }
    if let data = options.data ?? options.project.data {
        state.table = .opening(path: data, preview: nil)
        state.importing = Importing(path: data, began: state.now)
        runner.run(.openTable(path: data, reading: nil))
    }
    var loop = Loop(driver: driver, runner: runner, mailbox: mailbox, state: state)
    loop.run()
    // A key that was pressed just before leaving counts.
    runner.finish()
    return 0
}
