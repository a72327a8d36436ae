import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay rerun RUN..`: the recipes of runs on their table as it is now.
struct Rerun: Verb {
    static let configuration = CommandConfiguration(
        commandName: "rerun", abstract: "Train runs again on their table as it is now, or on another one, as runs of their own.",
        discussion: """
            All of the recipe stays but the data. A run on the table as it is already is left out; `assay verify` trains it again. \
            `assay runs` says which tables have changed, and which runs can still be compared with the new ones.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var trusting: TrustOptions

    @Argument(help: "The runs: numbers, ids or the beginnings of them.")
    var runs: [String] = []

    @Option(help: ArgumentHelp("All runs that match, as runs --query says it.", valueName: "query"))
    var query: String?

    @Option(
        help: ArgumentHelp("Another table in place of the file that each run was trained on.", valueName: "path"),
        completion: .file())
    var on: String?

    @Flag(help: "Return at once.")
    var detach = false

    func validate() throws {
        if runs.isEmpty, query == nil { throw ValidationError("Name the runs to train again, or a --query.") }
    }

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        var wanted: [RunRecord] = []
        for name in runs { wanted.append(try session.run(named: name)) }
        if let query { wanted += try session.runs(query: query, sort: "-number") }
        var known: Set<String> = []
        wanted = wanted.filter { known.insert($0.id).inserted }
        var queued: [(from: RunRecord, run: RunRecord)] = []
        var refused: AssayError?
        for run in wanted {
            do throws(AssayError) {
                let table = try session.tableNow(of: run, at: on)
                let recipe = try session.recipe(of: run, on: table)
                try requireTrust(recipe, in: session, trusting)
                let path = on ?? run.source
                queued.append(
                    (run, try session.enqueue(recipe, table: table, sourcePath: session.dataFile(named: path), parent: run.id)))
            } catch {
                // Of many some may be on it already; of one that is the answer.
                guard wanted.count > 1, ["same_table", "no_table"].contains(error.code) else { throw error }
                remark("assay: \(error.message)")
                refused = error
            }
        }
        if queued.isEmpty, let refused { throw refused }
        guard !queued.isEmpty else { throw .nothingMatches }
        return try tell(queued, in: session)
    }

    private func tell(_ queued: [(from: RunRecord, run: RunRecord)], in session: Session) throws(AssayError) -> Int32 {
        var documents: [JSON] = []
        var failed: [Int] = []
        for (from, run) in queued {
            var run = run
            if !detach {
                let line = ProgressLine(
                    "run \(run.number)", unit: (try? ModelFamily.named(run.recipe.model.family))?.stepUnit ?? "",
                    metric: run.recipe.metric, options: common)
                defer { line.end() }
                run = try session.waitForEnd(of: run.id) { line.update($0) }
                if run.state == .failed { failed.append(run.number) }
            }
            var members = run.stateDocument.objectValue ?? [:]
            members["from"] = .string(from.id)
            documents.append(.object(members))
            if common.json { continue }
            let change = detach ? nil : try session.change(of: run)
            console.line(
                "run \(run.number) from \(from.number) is \(run.state.rawValue)" + (change.map { ": \($0.effect)" } ?? ""))
        }
        if common.json { printDocument(["runs": .array(documents)]) }
        if let first = failed.first { throw .rerunFailed(first, of: failed.count) }
        return 0
    }
}

extension AssayError {
    fileprivate static let nothingMatches = AssayError(
        code: "no_such_run", message: "no run matches, so nothing is trained", hint: "assay runs lists them")

    fileprivate static func rerunFailed(_ number: Int, of count: Int) -> AssayError {
        AssayError(
            code: "failed", message: count == 1 ? "run \(number) failed" : "\(count) runs failed, the first is run \(number)",
            hint: "assay show \(number) says why")
    }
}
