import Interface

/// A small table of commands to try the registry with.
struct SampleContext {
    var selected: Int?
    var log: [String] = []
}

enum SampleEffect: Equatable {
    case train
}

typealias SampleCommand = Command<SampleContext, SampleEffect>

let sampleCommands: [SampleCommand] = [
    SampleCommand(
        "draft.train", "train", "Trains the draft.", keys: ["R"], category: "Everywhere", priority: 90,
        perform: { context in
            context.log.append("train")
            return [.train]
        }),
    SampleCommand(
        "app.palette", "palette", "Finds any command by name.", keys: [":", "Ctrl-P"], category: "Everywhere", priority: 10,
        perform: { _ in [] }),
    SampleCommand(
        "runs.compare", "compare marked", "Sets the marked runs side by side.", keys: ["c"], scopes: ["runs"], category: "Runs",
        priority: 60,
        availability: { $0.selected == nil ? .unavailable("no run is marked") : .available }, perform: { _ in [] }),
    SampleCommand(
        "runs.resume", "resume", "Goes on with an interrupted run.", keys: ["r"], scopes: ["runs"], category: "Runs",
        priority: 40,
        perform: { _ in [] }),
    SampleCommand(
        "table.top", "first row", "Goes to the first row.", keys: ["g g", "Home"], scopes: ["table"], category: "Tables",
        perform: { _ in [] }),
    SampleCommand(
        "table.open-group", "open group", "Opens a group.", keys: ["g o"], scopes: ["table"], category: "Tables",
        perform: { _ in [] }),
    SampleCommand(
        "model.reset", "reset", "Sets the parameter back to its default.", keys: ["R"], scopes: ["model.form"], category: "Model",
        perform: { _ in [] }),
]
