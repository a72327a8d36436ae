import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay note RUN TEXT`: writes a note on a run.
struct Note: Verb {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a note on a run in place of the one that is there; without a text, print it.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The run: its number, its id or the beginning of it, last, or baseline.")
    var run: String

    @Argument(help: "The note; \"\" takes it away.")
    var text: String?

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        var record = try session.run(named: run)
        if let text {
            try session.setNote(record.id, text)
            record.note = text
        }
        if common.json {
            printDocument(["run": .string(record.id), "number": JSON(record.number), "note": .string(record.note)])
        } else {
            console.line("run \(record.number): " + (record.note.isEmpty ? "no note" : record.note))
        }
        return 0
    }
}
