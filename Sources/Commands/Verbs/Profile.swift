import Actions
import ArgumentParser
import Experiments
import Recipes
import Tabular

/// `assay profile PATH`: what is in a data file.
struct Profile: Verb {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Say what is in a data file: kinds, missing values, shapes, alerts.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptionGroup

    @Argument(help: "The data file.", completion: .file())
    var path: String

    @Option(help: ArgumentHelp("A column to predict: how strongly each other column speaks of it.", valueName: "column"))
    var target: String?

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: path)
        let table = try open(path, in: session)
        let column = target ?? session.project.target.flatMap { table[$0] == nil ? nil : $0 }
        let target = try column.map { name throws(AssayError) in try table.target(name) }
        let profile = session.profile(of: table, target: target)
        if common.json {
            printDocument(profile.document)
        } else {
            ProfileReport(table: table, profile: profile, target: target).print(on: console)
        }
        return 0
    }
}

extension Profile: ReadingVerb {}
