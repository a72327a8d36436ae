import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay tag RUN TAG..`: adds tags to a run, or takes them away.
struct Tag: Verb {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Add tags to a run, or take them away; without any, print them.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The run: its number, its id or the beginning of it, last, or baseline.")
    var run: String

    @Argument(help: "Tags that it is to have too.")
    var tags: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Tags that it is to have no more.", valueName: "tag"))
    var remove: [String] = []

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let before = try session.run(named: run)
        let record = tags.isEmpty && remove.isEmpty ? before : try session.tag(before.id, adding: tags, removing: remove)
        if common.json {
            printDocument([
                "run": .string(record.id), "number": JSON(record.number), "tags": .array(record.tags.map(JSON.string)),
            ])
        } else {
            console.line("run \(record.number): " + (record.tags.isEmpty ? "no tags" : record.tags.joined(separator: " ")))
        }
        return 0
    }
}
