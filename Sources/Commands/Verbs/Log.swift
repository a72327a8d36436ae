import Actions
import ArgumentParser
import Glibc
import Learning
import Recipes
import RunStore

/// `assay log`: JSON lines of any program into a run.
struct Log: Verb {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Take JSON lines from standard input into a run, live on every open screen.",
        discussion: """
            python train.py | assay log --name "first try"

            The lines are those of outside trainers, docs/trainers.md. The run is done or failed as the last of them says, and \
            interrupted where they break off.
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("A note for the run.", valueName: "n"))
    var name: String = ""

    func perform() throws(AssayError) -> Int32 {
        if isatty(STDIN_FILENO) == 1 { remark("assay: type JSON lines, Ctrl-D ends them") }
        Interrupts.watch()
        let session = try Session.locate(project: common.project, data: nil)
        let isJSON = common.json
        let console = console
        let run = try session.log(
            name: name, from: STDIN_FILENO, directive: { Interrupts.seen == 0 ? .proceed : .stop },
            started: { run in
                if isJSON {
                    console.document(run.stateDocument.canonicalText)
                } else {
                    console.line("run \(run.number) takes what comes")
                }
            })
        if !isJSON { console.line("run \(run.number) is \(run.state.rawValue)") }
        if run.state == .failed || run.state == .interrupted {
            // The one document was printed at the start.
            console.errorLine("assay: run \(run.number) is \(run.state.rawValue): \(run.failure ?? "no reason is known")")
            return Interrupts.seen > 0 ? 130 : 1
        }
        return run.state == .cancelled || Interrupts.seen > 0 ? 130 : 0
    }
}
