import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay queue`: the runs that wait, and their order.
struct Queue: Verb {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "List the runs that wait, move one of them, or set how many go on at once.",
        discussion: "`assay cancel RUN` takes a run out of the queue; `assay work` works on it here.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The run to move.")
    var run: String?

    @Option(help: ArgumentHelp("Its place, from 1; last is the end.", valueName: "place"))
    var to: String?

    @Option(help: ArgumentHelp("So many runs may go on at once in this project, from now on.", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if (run == nil) != (to == nil) { throw ValidationError("Name a run and its place, as in: assay queue 12 --to 1") }
    }

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        if let jobs { try session.setJobs(jobs) }
        if let run, let to { try session.move(run, place(to)) }
        let queue = try session.queue()
        if common.json {
            printDocument(["jobs": JSON(try session.jobs()), "queue": .array(queue.map(\.stateDocument))])
            return 0
        }
        let count = try session.jobs()
        console.line(count == 1 ? "1 run goes on at a time." : "\(count) runs go on at a time.")
        guard !queue.isEmpty else {
            console.line("Nothing waits.")
            return 0
        }
        let parents = try session.parents(of: queue)
        var text = TextTable([.numbers(""), .numbers("run"), .words("model"), .words("what changed", mayBeCut: true)])
        for (place, run) in queue.enumerated() {
            let words = run.parent.flatMap { parents[$0] }.map { run.recipe.changes(since: $0.recipe) } ?? "first"
            text.add(["\(place + 1)", "\(run.number)", run.recipe.model.family, words])
        }
        text.print(on: console)
        return 0
    }

    private func place(_ text: String) throws(AssayError) -> QueueMove {
        if text == "first" { return .first }
        if text == "last" { return .last }
        guard let place = Int(text), place >= 1 else {
            throw AssayError(
                code: "out_of_range", message: "\"\(text)\" is no place in the queue", hint: "write 1 or more, first, or last",
                isUsage: true)
        }
        return .place(place)
    }
}
