import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay delete RUN..`: puts runs into the bin; `--empty` deletes for good what is in it.
struct Delete: Verb {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Put runs into the bin; restore takes them out, --empty deletes them for good.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The runs: numbers, ids or the beginnings of them.")
    var runs: [String] = []

    @Option(help: ArgumentHelp("All runs that match, as runs --query says it.", valueName: "query"))
    var query: String?

    @Flag(help: "Only say which runs it would be.")
    var dryRun = false

    @Flag(help: "Empty the bin: what is in it is gone, and cannot be brought back.")
    var empty = false

    func validate() throws {
        if empty, !runs.isEmpty || query != nil {
            throw ValidationError("--empty is about all that is in the bin; name no runs.")
        }
        if empty, dryRun { throw ValidationError("--dry-run is about runs; assay runs --binned lists what is in the bin.") }
        if !empty, runs.isEmpty, query == nil { throw ValidationError("Name the runs to delete, or a --query.") }
    }

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        if empty { return try emptyBin(of: session) }
        var found: [RunRecord] = []
        for name in runs { found.append(try session.run(named: name)) }
        if let query { found += try session.runs(query: query) }
        var known: Set<String> = []
        found = found.filter { known.insert($0.id).inserted }
        if dryRun { return try tell(found, in: session) }
        try session.bin(found.map(\.id))
        if common.json {
            printDocument(["binned": .array(found.map { .string($0.id) })])
        } else if found.isEmpty {
            console.line("No run matches.")
        } else {
            let names = found.map { String($0.number) }.joined(separator: " ")
            console.line("In the bin: \(names). `assay restore \(names)` brings them back.")
        }
        return 0
    }

    /// Lists runs and leaves them where they are.
    private func tell(_ found: [RunRecord], in session: Session) throws(AssayError) -> Int32 {
        if common.json {
            printDocument(["would_bin": .array(found.map { .string($0.id) })])
        } else if found.isEmpty {
            console.line("No run matches.")
        } else {
            RunList(runs: found, parents: try session.parents(of: found)).print(on: console)
            console.line()
            console.line("Would go into the bin: \(found.count). Nothing was changed.")
        }
        return 0
    }

    private func emptyBin(of session: Session) throws(AssayError) -> Int32 {
        let before = try session.binned()
        let gone = try session.emptyBin()
        if common.json {
            printDocument(["deleted": .array(gone.map(JSON.string))])
        } else {
            console.line(gone.isEmpty ? "Nothing is in the bin." : "\(gone.count) runs are deleted.")
            let left = before.count - gone.count
            if left > 0 { console.line("\(left) still train and stay in the bin.") }
        }
        return 0
    }
}
