public import Experiments
public import Recipes
public import RunStore
public import Tabular

/// Something to be done outside the state: by the store, by a worker, by the terminal.
public enum Effect: Sendable, Equatable {
    /// Interventions in a run while it trains.
    public enum Steering: String, Sendable {
        case pause, resume, stop, cancel
    }

    /// Reads a file: as the options say, or without any as the project does.
    case openTable(path: String, reading: ReadingOptions?)
    case cancelImport
    /// Keeps with the project how its file is read.
    case keepReading(ReadingOptions)
    case profile(target: Recipe.Target?)
    /// Works something out from the open table in the background.
    case analyse(AnyDataQuestion, target: Recipe.Target?)
    /// Ends what is being worked out and nobody waits for any more.
    case dropAnalyses([AnyDataQuestion])
    /// Prepares the open table by these steps.
    case prepare(steps: [Step], target: String?)
    /// Works a derived column out on a part of the rows, to be looked at while it is typed.
    case previewDerived(name: String, expression: String)
    /// Does a step that is being typed on a part of the rows, in place of the one that is there, or behind all.
    case previewStep(Step, place: Int)
    /// Makes a draft for the open table: of a recipe for another one what fits, else a fresh one.
    /// Its steps are those that were made before there was a target, where these are named. Without a target only the steps are looked for.
    case makeDraft(target: String?, from: Recipe?, steps: [Step]? = nil)
    /// Queues the recipe and starts a worker.
    case train(Recipe, parent: String?)
    /// Keeps that a person agreed to a program, and does what waited for that.
    case trust(TrustQuestion, TrustedAction)
    case steer(run: String, Steering)
    /// Gives a run that trains another learning rate.
    case setLearningRate(run: String, Double)
    /// Puts an interrupted or stopped run back into the queue.
    case resume(run: String)
    case fetchPoints(runs: [String])
    case judge(run: String)
    /// Fetches what the guard found in a run.
    case fetchFindings(run: String)
    /// Silences these checks of the guard in the project, and no others.
    case silence([String])
    /// Asks how often the sealed rows of a run were looked at.
    case askUnseal(run: String)
    /// Scores the sealed rows of a run, which is counted.
    case unseal(run: String)
    case compare([String])
    case predictions(run: String)
    case setBaseline(String?)
    case bin([String])
    case restore([String])
    case setNote(run: String, String)
    case setTags(run: String, [String])
    /// Deletes runs that are in the bin for good.
    case emptyBin([String])
    case move(run: String, QueueMove)
    case setJobs(Int)
    /// Queues a run with so many more steps than another.
    case more(run: String, Int)
    /// Queues the recipes of runs on the open table.
    case rerun([String])
    case fetchViews
    /// Keeps a view of the runs; nil forgets it.
    case keepView(String, RunView?)
    case rememberNotices(Notices)
    /// Tells a person who looks elsewhere.
    case notify(Notices, text: String)
    case title(String)
    /// Keeps the draft, or the steps before there is one, and the journal with the project.
    case keep(draft: Recipe?, sketch: Sketch? = nil, journal: Journal)
    case rememberTheme(String)
    case copy(String)
    case write(name: String, text: String)
    case ring
    case suspend
    case redraw
    case quit
}
