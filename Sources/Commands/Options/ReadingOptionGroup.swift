import ArgumentParser
import Recipes
import Tabular

/// How a data file is read.
struct ReadingOptionGroup: ParsableArguments {
    @Option(help: ArgumentHelp("Whether the first line holds the names: yes, no or auto.", valueName: "yes|no|auto"))
    var header = "auto"

    @Option(help: ArgumentHelp("What divides the fields; without it that is found out. tab is a tab.", valueName: "character"))
    var delimiter: String?

    /// The options as the importer takes them.
    func options() throws(AssayError) -> ReadingOptions {
        let words: [String: Bool?] = ["yes": true, "no": false, "auto": nil]
        guard let header = words[header] else {
            throw .unknownWord(self.header, kind: "answer to --header", known: ["yes", "no", "auto"])
        }
        return ReadingOptions(delimiter: delimiter == "tab" ? "\t" : delimiter, header: header)
    }
}
