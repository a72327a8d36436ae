import Actions
import ArgumentParser
import Recipes
import RunStore
import Tabular

/// `assay predict RUN DATA`: what the model of a run says of other rows, as CSV.
struct Predict: Verb {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Predict the rows of a data file with the model of a run.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The run: its number, its id or the beginning of it, last, or baseline.")
    var run: String

    @Argument(
        help: "A table (see `assay import --help`); it needs the columns that the run had as features.", completion: .file())
    var data: String

    @Option(name: [.short, .long], help: ArgumentHelp("Write to a file (default: standard output).", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Threads to use; never changes a bit of the result.", valueName: "n"))
    var threads: Int?

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let record = try session.run(named: run)
        let predicted = try session.predict(record, dataFile: data, threads: threads)
        for text in predicted.remarks { remark("assay: \(data): \(text)") }
        if let out {
            try TextFile.write(predicted.csv, to: out)
            if common.json {
                printDocument(["rows": JSON(predicted.rowCount), "out": .string(out)])
            } else {
                console.line("\(NumberText.count(predicted.rowCount)) rows predicted by run \(record.number), in \(out)")
            }
        } else if common.json {
            printDocument(predicted.document)
        } else {
            console.data(predicted.csv)
        }
        return 0
    }
}
