public import Actions
public import Experiments
public import Recipes
public import RunStore
public import Tabular
public import Terminal

/// Something that happened, to which the state answers.
public enum Event: Sendable {
    case input(InputEvent)
    case tableProgress(Importing)
    /// The first rows of a table that is still being read.
    case tablePreviewed(OpenTable)
    case tableOpened(OpenTable)
    case tableFailed(path: String, AssayError)
    case profiled(fingerprint: String, target: String?, TableProfile)
    case analysed(Analysis)
    /// The open table was prepared, as far as the steps could be done; `kept` are the steps with the content of other tables.
    case prepared(Preparation, asked: [Step], kept: [Step])
    /// What a derived column that is being typed would be like.
    case derivedPreview(expression: String, DerivedPreview?)
    /// What a step that is being typed would do, or why it cannot be done.
    case stepPreviewed(Step, Result<StepPreview, AssayError>)
    /// Runs that are new or changed, the store's revision, the baseline.
    case runsChanged([RunRecord], revision: Int, baseline: String?)
    /// Runs that were deleted for good.
    case runsPurged([String])
    /// How many runs may go on at once.
    case jobs(Int)
    /// The views of the runs that are kept.
    case views([KeptView])
    /// What was kept of the draft and the journal when the project was last open.
    case restored(draft: Recipe?, sketch: Sketch? = nil, journal: Journal)
    /// A draft was made for the table.
    case drafted(Recipe)
    /// There is no target, and these are the steps to begin with.
    case sketched(Sketch)
    /// The project would start a program that nobody agreed to.
    case trustAsked(TrustQuestion, before: TrustedAction)
    /// The queued run that `R` asked for.
    case queued(RunRecord)
    case points(run: String, [SeriesPoints])
    case verdict(run: String, RunChange)
    /// What the guard found in a run so far.
    case findings(run: String, [Finding])
    /// How often the sealed rows of a run were looked at: whether to look is to be decided.
    case sealedQuestion(Session.SealedQuestion)
    case compared([String], RunComparison)
    case predictions(PredictionSummary)
    /// Something could not be done.
    case failed(AssayError)
    /// Something was done that deserves a word.
    case said(String)
}
