import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay unseal RUN`: scores the sealed rows of a run, and counts that they were looked at.
struct Unseal: Verb {
    static let configuration = CommandConfiguration(
        commandName: "unseal", abstract: "Score the rows that a run has sealed away, and count the look.",
        discussion: """
            Rows sealed by `train --sealed 0.2` score no fold and no choice. Looking at them is this one act; looks at the same rows by \
            any run are counted together, the count stands beside the score, and the interval widens with it (Bonferroni). A run that \
            was looked at before is told again without another count.
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "The run: its number, its id or the beginning of it, last, or baseline.")
    var run: String

    @Option(help: ArgumentHelp("Threads to use; never changes a bit of the result.", valueName: "n"))
    var threads: Int?

    func perform() throws(AssayError) -> Int32 {
        if let threads, threads < 1 { throw .unusableThreads(threads) }
        let session = try Session.locate(project: common.project, data: nil)
        let (record, isNew) = try session.unseal(run, threads: threads)
        guard let sealed = record.sealed else { return 1 }
        if common.json {
            var members = record.stateDocument.objectValue ?? [:]
            members["sealed"] = sealed.document
            members["new_look"] = .bool(isNew)
            printDocument(.object(members))
            return 0
        }
        console.line("run \(record.number)" + (isNew ? "" : " was looked at before; this is no new look"))
        RunReport.print(sealed, ranking: record.recipe.metric, on: console)
        return 0
    }
}
