import ArgumentParser

/// What every verb takes.
struct CommonOptions: ParsableArguments {
    @Flag(help: "Print one JSON document on standard output and nothing else there.")
    var json = false

    @Option(help: ArgumentHelp("The project's folder; without it the nearest one upwards, or the data's.", valueName: "dir"))
    var project: String?

    @Flag(help: "No progress and no remarks.")
    var quiet = false

    @Flag(help: "Plain text: progress line by line, no workbench.")
    var plain = false
}
