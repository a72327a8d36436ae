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
    @OptionGroup var preparing: StepOptions

    @Argument(help: ArgumentHelp(SourceHelp.sentence, valueName: "path"), completion: .file())
    var path: String

    @Option(help: ArgumentHelp("A column to predict: how strongly each other column speaks of it.", valueName: "column"))
    var target: String?

    @Option(
        help: ArgumentHelp(
            "A recipe whose steps are done first, as show --recipe prints it; - is standard input.", valueName: "file"))
    var recipe: String?

    @Option(help: ArgumentHelp("Rows to look at, such as 'age>30 city:Rome'; all without it.", valueName: "filter"))
    var filter: String?

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: path)
        let table = try prepared(open(path, in: session), in: session)
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

    /// The table after the steps of the recipe and of the options.
    private func prepared(_ table: Table, in session: Session) throws(AssayError) -> Table {
        var steps = try recipe.map { path throws(AssayError) in try Recipe(json: JSON(parsing: TextFile.read(path))).steps } ?? []
        steps += try preparing.steps()
        if let filter { steps.append(Step(.filter, ["rows": .string(filter)])) }
        let made = try session.prepared(table, by: steps, target: target)
        for text in made.remarks.dropFirst(table.remarks.count) { remark("assay: \(table.name): \(text)") }
        return made
    }
}

extension Profile: ReadingVerb {}
