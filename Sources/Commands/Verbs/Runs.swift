import Actions
import ArgumentParser
import Experiments
import Recipes
import RunStore

/// `assay runs`: the runs of the project.
struct Runs: Verb {
    static let configuration = CommandConfiguration(commandName: "runs", abstract: "List the runs of the project.")

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Which, such as 'auc>0.85 model:boosting (tag:keep or state:running)'.", valueName: "query"))
    var query = ""

    @Option(
        help: ArgumentHelp(
            "A metric, or \(RunSort.keys.prefix(6).joined(separator: ", ")); -key turns it round.", valueName: "key"))
    var sort: String?

    @Option(help: ArgumentHelp("So many at the most.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Also the runs in the bin.")
    var binned = false

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let runs = try session.runs(query: query, sort: sort, limit: limit, includingBinned: binned)
        if common.json {
            printDocument(.array(runs.map(\.listDocument)))
        } else if runs.isEmpty {
            console.line(query.isEmpty ? "No runs yet in \(session.project.folder). `assay train` makes one." : "No run matches.")
        } else {
            RunList(runs: runs, parents: try parents(of: runs, in: session)).print(on: console)
        }
        return 0
    }

    private func parents(of runs: [RunRecord], in session: Session) throws(AssayError) -> [String: RunRecord] {
        var known = Dictionary(runs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for case let parent? in Set(runs.map(\.parent)) where known[parent] == nil {
            known[parent] = try? session.run(named: parent)
        }
        return known
    }
}
