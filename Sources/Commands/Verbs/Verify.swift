import Actions
import ArgumentParser
import Experiments
import Learning
import Recipes
import RunStore

/// `assay verify RUN`: trains again and compares bit for bit.
struct Verify: Verb {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read the source again, train again, and compare every bit.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var trusting: TrustOptions

    @Argument(help: "The run: its number, its id or the beginning of it, last, or baseline.")
    var run: String

    @Option(help: ArgumentHelp("Threads to use; never changes a bit of the result.", valueName: "n"))
    var threads: Int?

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let record = try session.run(named: run)
        try requireTrust(record.recipe, in: session, trusting)
        let line = ProgressLine("verifying run \(record.number)", options: common)
        defer { line.end() }
        Interrupts.watch()
        let verdict = try session.verify(
            record.id, threads: threads, directive: { Interrupts.seen == 0 ? .proceed : .cancel },
            progress: { line.update($0) })
        line.end()
        if common.json {
            printDocument(verdict.document)
        } else if verdict.isIdentical {
            let around = verdict.surroundings.map(\.sentence).joined(separator: "; ")
            console.line(
                "run \(record.number) is identical: trained again, every bit the same"
                    + (around.isEmpty ? "" : ", though not all around it is (\(around))"))
        }
        if let first = verdict.firstDifference {
            console.errorLine("assay: run \(record.number) is not the same again: \(first)")
            if !common.json { tell(verdict, of: record) }
        }
        return verdict.isIdentical ? 0 : 1
    }

    /// What else differs, and what may be the cause.
    private func tell(_ verdict: Verification, of run: RunRecord) {
        for difference in verdict.differences.dropFirst() { console.errorLine("  also \(difference.sentence)") }
        for difference in verdict.surroundings { console.errorLine("  changed around it: \(difference.sentence)") }
        let isTrained = verdict.differences.contains { $0.part != .recipe && $0.part != .data }
        if isTrained { console.errorLine("  not changed: the data and the recipe") }
        if isTrained, !verdict.unchanged.isEmpty {
            console.errorLine("  not changed: \(verdict.unchanged.joined(separator: ", "))")
        }
    }
}
