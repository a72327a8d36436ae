import Actions
import ArgumentParser
import Recipes
import Tabular

/// What determines a run: the contract's options, each with its default.
struct RecipeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The column to predict.", valueName: "column"))
    var target: String?

    @Option(help: ArgumentHelp("classification or regression; without it the target's kind says it.", valueName: "task"))
    var task: String?

    @Option(help: ArgumentHelp("The class of two that counts as positive.", valueName: "class"))
    var positive: String?

    @Option(
        help: ArgumentHelp(
            "The model: \(ModelFamily.all.map(\.key).joined(separator: ", ")), or all (default: \(ModelFamily.standard.key)).",
            valueName: "model"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "A program that trains in place of a model: one that assay.toml declares by name, or a command such as 'python train.py' (docs/trainers.md).",
            valueName: "command"))
    var trainer: String?

    @Option(help: ArgumentHelp("A parameter of the model; may be repeated.", valueName: "name=value"))
    var set: [String] = []

    @Option(
        help: ArgumentHelp(
            "How rows are divided: \(SplitForm.patterns); docs/splits.md says more (default: cv:5).", valueName: "split"))
    var split: String?

    @Option(help: ArgumentHelp("The metric that ranks and stops (default: auc, log_loss or rmse).", valueName: "metric"))
    var metric: String?

    @OptionGroup var preparing: StepOptions

    @Option(help: ArgumentHelp("Rows that take part, such as 'age>30 city:Rome'; all without it.", valueName: "filter"))
    var filter: String?

    @Option(help: ArgumentHelp("Features to use and no others, divided by commas; may be repeated.", valueName: "columns"))
    var only: [String] = []

    @Option(help: ArgumentHelp("Features to switch on, divided by commas; may be repeated.", valueName: "columns"))
    var on: [String] = []

    @Option(help: ArgumentHelp("Features to switch off, divided by commas; may be repeated.", valueName: "columns"))
    var off: [String] = []

    @Option(
        help: ArgumentHelp(
            "How a feature is given to the model, fitted inside each fold, such as age=median+indicator; may be repeated. Words: "
                + EncodingWord.all.map(\.key).joined(separator: ", ") + ".", valueName: "column=words"))
    var encode: [String] = []

    @Option(help: ArgumentHelp("Seed of the model (default: 0).", valueName: "n"))
    var seed: Int?

    @Option(help: ArgumentHelp("Seed of the split (default: 0).", valueName: "n"))
    var splitSeed: Int?

    @Option(help: ArgumentHelp("Share of rows that is sealed away before the split (default: none).", valueName: "share"))
    var sealed: Double?

    @Option(
        help: ArgumentHelp(
            "Column that says how much each row counts in the fit (default: all the same; \"\" takes it back).",
            valueName: "column"))
    var weight: String?

    @Option(
        help: ArgumentHelp(
            "Brings the classes of the training rows nearer to one size: "
                + Resampling.Method.allCases.map(\.rawValue).joined(separator: ", ")
                + ", with a ratio such as over=0.5. Rows that score stay as they are.", valueName: "method"))
    var resample: String?

    @Option(
        help: ArgumentHelp(
            "Corrects probabilities by what out-of-fold predictions came to: "
                + Calibration.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "method"))
    var calibrate: String?

    @Option(
        help: ArgumentHelp(
            "From which probability on a row of two classes counts as positive: a number, or chosen on out-of-fold predictions: "
                + DecisionThreshold.Goal.allCases.map(\.rawValue).joined(separator: ", ")
                + ", or least cost such as cost:fp=1,fn=5 (default: 0.5).", valueName: "threshold"))
    var threshold: String?

    @Flag(help: "No fit on all rows after the folds.")
    var noRefit = false

    /// The request that these options make on a table.
    func request(for table: Table, model: String?) throws(AssayError) -> RunRequest {
        var request = RunRequest(target: target)
        if let task {
            guard let known = LearningTask(rawValue: task) else {
                throw .unknownWord(task, kind: "task", known: LearningTask.allCases.map(\.rawValue))
            }
            request.task = known
        }
        request.positive = positive
        request.model = model
        request.trainer = trainer
        request.settings = set
        request.split = split
        request.metric = metric
        request.steps = try preparing.steps()
        request.ignoresProjectSteps = preparing.noProjectSteps
        request.filter = filter
        request.only = only.isEmpty ? nil : columns(only, of: table)
        request.on = columns(on, of: table)
        request.off = columns(off, of: table)
        request.encodings = encode
        request.seed = seed
        request.splitSeed = splitSeed
        request.sealed = sealed
        request.weight = weight
        request.resample = resample
        request.calibration = calibrate
        request.threshold = threshold
        if noRefit { request.refit = false }
        return request
    }

    /// Names divided by commas, unless the whole is a name.
    private func columns(_ texts: [String], of table: Table) -> [String] {
        texts.flatMap { text in table[text] == nil ? text.split(separator: ",").map(String.init) : [text] }
    }
}
