import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay more RUN N`: the same run with more trees or epochs.
struct More: Verb {
    static let configuration = CommandConfiguration(
        commandName: "more", abstract: "Go on with more trees or epochs, as a run of its own, and wait for its end.",
        discussion: """
            The new run has the recipe of the other with the larger number, so that each of them says all of itself and can be \
            verified. Learning rates that were set while the other trained are set at the same steps.
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "The run: its number, its id or the beginning of it, last, or baseline.")
    var run: String

    @Argument(help: "How many more.")
    var steps: Int

    @Flag(help: "Return at once.")
    var detach = false

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let record = try session.more(run, steps: steps)
        return try tellEnd(of: record, in: session, waiting: !detach)
    }
}
