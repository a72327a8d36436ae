import ArgumentParser
import Experiments

/// The root of the command line; a verb is a file in `Verbs`.
struct AssayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assay",
        abstract: "An experiment workbench for tables: open data, change one thing, train, see what it did.",
        usage: """
            assay [PATH] [--target C]      opens the workbench on a project or a data file
            assay VERB ..                  does one thing; see `assay VERB --help`
            """,
        version: Build.version, subcommands: [Open.self],
        groupedSubcommands: [
            CommandGroup(name: "Data:", subcommands: [Init.self, Import.self, Profile.self, Steps.self]),
            CommandGroup(
                name: "Runs:",
                subcommands: [
                    Train.self, Rerun.self, Log.self, Runs.self, Show.self, Compare.self, Verify.self, Predict.self, Unseal.self,
                ]),
            CommandGroup(
                name: "Keeping order:", subcommands: [Tag.self, Note.self, Delete.self, Restore.self, Views.self, Merge.self]),
            CommandGroup(
                name: "While a run goes on:",
                subcommands: [
                    Pause.self, Resume.self, Stop.self, Cancel.self, Rate.self, More.self, Queue.self, Work.self,
                ]),
            CommandGroup(
                name: "The program:",
                subcommands: [Models.self, Themes.self, CollectGarbage.self, Examine.self, Completions.self]),
        ],
        defaultSubcommand: Open.self)

    /// The words that name a verb.
    static var verbs: [String] {
        var names = ["help"]
        for verb in configuration.subcommands where verb.configuration.shouldDisplay {
            if let name = verb.configuration.commandName { names.append(name) }
        }
        return names
    }
}
