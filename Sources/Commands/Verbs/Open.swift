import Actions
import ArgumentParser
import Exchange
import Experiments
import Recipes
import Tabular
import Workbench

/// `assay [PATH]`: opens the workbench, or goes through the loop once in plain text where there is no screen.
struct Open: ReadingVerb {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the workbench on a project or a data file.", shouldDisplay: false)

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptionGroup

    @Argument(
        help: "A table (see `assay import --help`) or a project's folder; without it the project here.", completion: .file())
    var path: String?

    @Option(help: ArgumentHelp("The column to predict.", valueName: "column"))
    var target: String?

    @Option(help: ArgumentHelp("The theme; see assay themes.", valueName: "name"))
    var theme: String?

    func perform() throws(AssayError) -> Int32 {
        if let path, path != "-", PathKind.of(path) == .missing, !path.contains("/"), !path.contains(".") {
            throw .unknownWord(path, kind: "verb or file", known: AssayCommand.verbs)
        }
        let session = try Session.locate(project: common.project, data: path)
        let source = try session.dataFile(named: path)
        if console.isTerminal, !common.plain, !common.json {
            if source == "-" { try StandardInput.makeRoomForTerminal() }
            let options = WorkbenchOptions(project: session.project, data: source, target: target, theme: theme)
            return try openWorkbench(options)
        }
        let table = try open(source, in: session)
        return try PlainWalk(session: session, table: table, source: source, target: target, options: common).run()
    }

    /// The screen's loop belongs on the main thread, which is where commands run.
    private func openWorkbench(_ options: WorkbenchOptions) throws(AssayError) -> Int32 {
        let ended: Result<Int32, AssayError> = MainActor.assumeIsolated {
            Result { () throws(AssayError) in try runWorkbench(options) }
        }
        return try ended.get()
    }
}
