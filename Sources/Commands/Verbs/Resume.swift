import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay resume RUN`: goes on with a paused, interrupted or stopped run.
struct Resume: Verb {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Go on with a paused or interrupted run, and wait for its end.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var trusting: TrustOptions

    @Argument(help: "The run: its number, its id or the beginning of it, or last.")
    var run: String

    @Flag(help: "Return at once.")
    var detach = false

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        try requireTrust(session.run(named: run).recipe, in: session, trusting)
        let record = try session.resume(run)
        return try tellEnd(of: record, in: session, waiting: !detach)
    }
}
