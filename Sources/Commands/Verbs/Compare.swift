import Actions
import ArgumentParser
import Recipes

/// `assay compare RUN RUN..`: each later run against the first.
struct Compare: Verb {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Set runs side by side: what differs, and whether the difference is real.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "Two runs or more; each later one is compared with the first.")
    var runs: [String]

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let comparison = try session.compare(runs)
        if common.json {
            printDocument(comparison.document)
        } else {
            ComparisonReport(comparison: comparison).print(on: console)
        }
        return 0
    }
}
