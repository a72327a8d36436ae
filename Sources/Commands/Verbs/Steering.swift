import Actions
import ArgumentParser
import Recipes
import RunStore

/// A verb that asks something of a run that goes on.
protocol SteeringVerb: Verb {
    static var command: Intervention.Kind { get }
    var run: String { get }
}

extension SteeringVerb {
    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let record = try session.steer(run, Self.command)
        if common.json {
            printDocument(record.stateDocument)
        } else {
            console.line("run \(record.number) is \(record.state.rawValue)")
        }
        return 0
    }
}

/// `assay pause RUN`.
struct Pause: SteeringVerb {
    static let configuration = CommandConfiguration(commandName: "pause", abstract: "Let a run wait; resume goes on.")
    static let command = Intervention.Kind.pause

    @OptionGroup var common: CommonOptions
    @Argument(help: "The run.") var run: String
}

/// `assay stop RUN`.
struct Stop: SteeringVerb {
    static let configuration = CommandConfiguration(commandName: "stop", abstract: "End a run here and keep what there is.")
    static let command = Intervention.Kind.stop

    @OptionGroup var common: CommonOptions
    @Argument(help: "The run.") var run: String
}

/// `assay cancel RUN`.
struct Cancel: SteeringVerb {
    static let configuration = CommandConfiguration(commandName: "cancel", abstract: "End a run and throw its results away.")
    static let command = Intervention.Kind.cancel

    @OptionGroup var common: CommonOptions
    @Argument(help: "The run.") var run: String
}

/// `assay rate RUN VALUE`.
struct Rate: Verb {
    static let configuration = CommandConfiguration(
        commandName: "rate", abstract: "Give a run another learning rate from its next step on.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The run.") var run: String
    @Argument(help: "The learning rate.") var rate: Double

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let record = try session.setLearningRate(rate, of: run)
        if common.json {
            printDocument(record.stateDocument)
        } else {
            console.line("run \(record.number) learns at \(JSON.numberText(rate)) from its next step on")
        }
        return 0
    }
}
