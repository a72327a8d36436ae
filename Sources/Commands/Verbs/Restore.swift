import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay restore RUN..`: takes runs out of the bin.
struct Restore: Verb {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Take runs out of the bin; without any, list what is in it.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The runs: numbers, ids or the beginnings of them.")
    var runs: [String] = []

    @Flag(help: "All that is in the bin.")
    var all = false

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        guard all || !runs.isEmpty else { return try list(in: session) }
        var found = all ? try session.binned() : []
        for name in runs { found.append(try session.run(named: name)) }
        if let run = found.first(where: { $0.binnedAt == nil }) {
            throw AssayError(
                code: "wrong_state", message: "run \(run.number) is not in the bin", hint: "assay restore lists what is in it")
        }
        try session.restore(found.map(\.id))
        if common.json {
            printDocument(["restored": .array(found.map { .string($0.id) })])
        } else {
            let names = found.map { String($0.number) }.joined(separator: " ")
            console.line(found.isEmpty ? "Nothing is in the bin." : "Out of the bin: \(names).")
        }
        return 0
    }

    private func list(in session: Session) throws(AssayError) -> Int32 {
        let binned = try session.binned()
        if common.json {
            printDocument(["binned": .array(binned.map(\.listDocument))])
        } else if binned.isEmpty {
            console.line("Nothing is in the bin.")
        } else {
            RunList(runs: binned, parents: try session.parents(of: binned)).print(on: console)
        }
        return 0
    }
}
