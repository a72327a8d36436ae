import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay work`: runs the queue until it is empty.
struct Work: Verb {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Train what is queued until nothing is; screens and --detach start this themselves.")

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("So many runs at a time.", valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Threads to use; never changes a bit of a result (default: all cores).", valueName: "n"))
    var threads: Int?

    @Flag(help: ArgumentHelp("Started in the background by a screen or by --detach.", visibility: .private))
    var detached = false

    func perform() throws(AssayError) -> Int32 {
        for (name, value) in [("--jobs", jobs), ("--threads", threads)] {
            guard let value, value < 1 else { continue }
            throw AssayError(
                code: "out_of_range", message: "\(name) cannot be \(value)", hint: "allowed is 1 or more", isUsage: true)
        }
        let session = try Session.locate(project: common.project, data: nil)
        let runs = try session.work(jobs: jobs, threads: threads, isDetached: detached)
        if common.json {
            printDocument(["runs": .array(runs.map(\.stateDocument))])
        } else if !detached {
            for run in runs { console.line("run \(run.number) is \(run.state.rawValue)") }
            if runs.isEmpty { console.line("nothing is queued") }
        }
        return 0
    }
}
