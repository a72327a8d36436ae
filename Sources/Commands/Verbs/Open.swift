import Actions
import ArgumentParser
import Recipes
import Tabular

/// `assay [PATH]`: opens the workbench, or goes through the loop once in plain text where there is no screen.
struct Open: ReadingVerb {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the workbench on a project or a data file.", shouldDisplay: false)

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptionGroup

    @Argument(help: "A data file or a project's folder; without it the project here.", completion: .file())
    var path: String?

    @Option(help: ArgumentHelp("The column to predict.", valueName: "column"))
    var target: String?

    @Option(help: ArgumentHelp("The theme; see assay themes.", valueName: "name"))
    var theme: String?

    func perform() throws(AssayError) -> Int32 {
        if let path, PathKind.of(path) == .missing, !path.contains("/"), !path.contains(".") {
            throw .unknownWord(path, kind: "verb or file", known: AssayCommand.verbs)
        }
        let session = try Session.locate(project: common.project, data: path)
        let source = try session.dataFile(named: path)
        let table = try open(source, in: session)
        return try PlainWalk(session: session, table: table, source: source, target: target, options: common).run()
    }
}
