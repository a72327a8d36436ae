import Foundation
import Recipes
import TestSupport
import Testing

/// The workbench in a terminal of its own, with the command line beside it as a second witness.
struct TerminalWorkbench {
    let terminal: TmuxTerminal
    /// The same executable without a screen, in the folder that ``withWorkbench(columns:rows:environment:_:)`` made.
    let tool: Tool
    /// What `assay` is given: a project's folder or a data file.
    let arguments: String

    /// Opens the workbench and waits until the table and what is noteworthy in it are on the screen.
    ///
    /// - Parameters:
    ///   - settings: What stands before the command, such as `env TERM=vt100`.
    ///   - sourceLocation: Where a failure is shown.
    /// - Returns: The first screen that is whole.
    /// - Throws: ``TerminalFailure``.
    @discardableResult
    func open(_ settings: String = "", sourceLocation: SourceLocation = #_sourceLocation) async throws -> CapturedScreen {
        try terminal.enter("clear; \(settings) \"$ASSAY\" \(arguments); echo \"status $?\"")
        return try await terminal.wait(
            until: "the workbench is open", sourceLocation: sourceLocation
        ) { screen in
            screen.contains("1 Data") && screen.text.contains(/alerts [^ ] \d/) && screen.bottom.contains("? keys")
                && !screen.contains("The profile is being made")
        }
    }

    /// Leaves it by its key and waits for the shell.
    func quit(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try terminal.press("q")
        try await terminal.wait(for: "status 0", TmuxTerminal.prompt, sourceLocation: sourceLocation)
        #expect(try terminal.variable("alternate_on") == "0", sourceLocation: sourceLocation)
    }

    /// Empties the line that is being typed and types another.
    func answer(_ text: String) throws {
        try terminal.press("C-u")
        try terminal.type(text)
        try terminal.press("Enter")
    }

    /// The process of the workbench: the only child of the shell.
    func process() throws -> pid_t {
        let shell = try terminal.variable("pane_pid")
        let children = try readText("/proc/\(shell)/task/\(shell)/children")
        return try #require(children.split(separator: " ").first.flatMap { pid_t($0) })
    }

    /// A run as `show` tells it.
    func show(_ run: String = "last") throws -> JSON { try tool("show", run, "--json", "--project", project).json() }

    /// Waits until a run is as it should be, asking the command line.
    @discardableResult
    func wait(
        _ run: String = "last", until what: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: (JSON) -> Bool
    ) async throws -> JSON {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(2 * TmuxTerminal.patience)
        while clock.now < end {
            let shown = try show(run)
            if condition(shown) { return shown }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("run \(run) never \(what): \(try show(run).indentedText)", sourceLocation: sourceLocation)
        throw TerminalFailure(message: "it was waited in vain until run \(run) \(what)")
    }

    /// The project's folder.
    var project: String { tool.folder + "/project" }

    /// A terminal anew, as after a connection that broke: same folder, same project.
    func elsewhere(columns: Int, rows: Int) async throws -> TerminalWorkbench {
        TerminalWorkbench(
            terminal: try await TmuxTerminal(
                columns: columns, rows: rows, folder: tool.folder, environment: Self.environment(tool.folder)),
            tool: tool, arguments: arguments)
    }

    fileprivate static func environment(_ folder: String) -> [String: String] {
        [
            "ASSAY": Tool.executable, "XDG_CACHE_HOME": folder + "/cache", "XDG_STATE_HOME": folder + "/state",
            "SWIFT_BACKTRACE": "enable=no",
        ]
    }
}

/// What stands in the project of a test.
enum TerminalProject {
    /// A copy of `sample-projects/churn`.
    case churn
    /// A table that opens and trains in no time.
    case small
}

/// Makes a folder with a project and a terminal, and takes both away when the closure is over, together with what still trains.
func withWorkbench(
    _ kind: TerminalProject, columns: Int, rows: Int, _ body: (TerminalWorkbench) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        let tool = Tool(folder: folder)
        let project = folder + "/project"
        switch kind {
        case .churn:
            try FileManager.default.copyItem(atPath: packageFolder + "/sample-projects/churn", toPath: project)
        case .small:
            try FileManager.default.createDirectory(atPath: project, withIntermediateDirectories: true)
            try tool.table("project/small.csv")
            try writeText("data = \"small.csv\"\ntarget = \"y\"\n", to: project + "/assay.toml")
        }
        let terminal = try await TmuxTerminal(
            columns: columns, rows: rows, folder: folder, environment: TerminalWorkbench.environment(folder))
        let workbench = TerminalWorkbench(terminal: terminal, tool: tool, arguments: "project")
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(workbench))
        } catch {
            result = .failure(error)
        }
        terminal.close()
        try endRuns(of: workbench)
        try result.get()
    }
}

/// Ends what a test that stopped half-way has left behind.
private func endRuns(of workbench: TerminalWorkbench) throws {
    let answer = try workbench.tool("runs", "--json", "--project", workbench.project)
    guard answer.status == 0, let runs = try JSON(parsing: answer.output).arrayValue else { return }
    for run in runs {
        guard let id = run["run"]?.stringValue, let state = run["state"]?.stringValue.flatMap(RunState.init(rawValue:)) else {
            continue
        }
        if !state.isOver { _ = try workbench.tool("cancel", id, "--json", "--project", workbench.project) }
    }
}
