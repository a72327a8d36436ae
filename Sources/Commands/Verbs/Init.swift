import Actions
import ArgumentParser
import Experiments
import Recipes
import Tabular

/// `assay init DATA --target C`: makes a project.
struct Init: ReadingVerb {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a project of a data file: assay.toml names the data and the target.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptionGroup

    @Argument(help: "A table (see `assay import --help`).", completion: .file())
    var data: String

    @Option(help: ArgumentHelp("The column to predict.", valueName: "column"))
    var target: String

    @Option(help: ArgumentHelp("The project's folder, made when it is not there (default: that of the data).", valueName: "dir"))
    var dir: String?

    func perform() throws(AssayError) -> Int32 {
        // A project further up is another one: a new one stands where its data is, unless a folder is named.
        let beside = data.contains("/") ? String(data[..<(data.lastIndex(of: "/") ?? data.startIndex)]) : "."
        let folder = dir ?? common.project ?? (beside.isEmpty ? "/" : beside)
        let session = try Session.locate(project: folder, data: data)
        let table = try open(data, in: session)
        _ = try table.target(target)
        let project = try session.makeProject(data: data, target: target, in: folder)
        if common.json {
            printDocument(["project": .string(project.folder)])
        } else {
            console.line(
                "\(project.folder)/assay.toml names \(table.name) and the target \(target). Next: assay \(project.folder)")
        }
        return 0
    }
}
