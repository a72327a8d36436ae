public import Actions
public import Experiments
public import Interface
import Recipes
public import RunStore
import Terminal

/// What lies over a screen and takes the keys first.
public enum Overlay: Sendable {
    case palette(Palette)
    case help(HelpView)
    case prompt(Prompt, PromptPurpose)
    case themes(Picker, before: Theme)
    /// The words of a feature's encoding.
    case encodings(Picker, column: String)
    /// How the table is prepared.
    case steps(StepsSheet)
    /// A derived column while it is typed.
    case derive(DeriveSheet)
    /// What the guard found.
    case guarding(GuardSheet)
    /// Whether sealed rows are to be looked at.
    case unseal(Session.SealedQuestion)
    /// What was done, newest first.
    case log(Picker)
    /// Whether a program of the project's may be started.
    case trust(Confirmation, TrustQuestion, TrustedAction)
    /// The columns that one can be plotted against.
    case plot(Picker, column: String, others: [String])
    /// The columns of the table of runs.
    case runColumns(Picker, fields: [RunField])
    /// The views of the runs that are kept.
    case views(Picker)
    /// What a person set for all projects, and for this one.
    case settings(Picker)
}

/// What the answer to a prompt is for.
public enum PromptPurpose: Sendable, Equatable {
    /// Rows, features or runs of a screen; taken into force as it is typed.
    case filter(ScreenID, before: String?)
    case note(String)
    case tags(String)
    /// The encoding of a feature, written out.
    case encoding(String)
    /// Rows with a word or of a condition; the cursor goes there as it is typed.
    case search(from: TableState, before: String?)
    /// A row's number or a column's name; the cursor goes there as it is typed.
    case jump(from: TableState)
    /// What is said of how the file is read.
    case reading(ReadingLine)
    /// The value of a line on the Model screen.
    case setting(String)
    /// The learning rate that a run goes on with.
    case learningRate(run: String)
    /// The file that the table is held against.
    case otherTable
    /// The word that empties the bin.
    case emptyBin
    /// What a view is to be called.
    case viewName
    /// Tags that several runs are to have too.
    case addTags([String])
    /// How many more trees or epochs.
    case more(String)
    /// How many runs may go on at once.
    case jobs
}

extension Overlay {
    /// Draws it over the screen; returns the cell of the text cursor.
    func draw(on surface: inout Surface, _ state: WorkbenchState) -> Point? {
        let bounds = Rect(state.size)
        let theme = state.looks.theme
        switch self {
        case .palette(let palette): return palette.draw(in: bounds, on: &surface, theme: theme)
        case .steps(let sheet): return sheet.draw(in: bounds, on: &surface, state)
        case .derive(let sheet): return sheet.draw(in: bounds, on: &surface, state)
        case .trust(let asked, _, _):
            asked.draw(in: bounds, on: &surface, theme: theme)
            return nil
        case .guarding(let sheet):
            sheet.draw(in: bounds, on: &surface, state)
            return nil
        case .unseal(let question):
            state.draw(question, in: bounds, on: &surface)
            return nil
        case .help(let help): return help.draw(in: bounds, on: &surface, theme: theme)
        case .themes(let picker, _), .log(let picker), .encodings(let picker, _), .plot(let picker, _, _),
            .runColumns(let picker, _), .views(let picker), .settings(let picker):
            return picker.draw(in: bounds, on: &surface, theme: theme)
        case .prompt(let prompt, .note), .prompt(let prompt, .tags), .prompt(let prompt, .addTags),
            .prompt(let prompt, .emptyBin):
            return prompt.drawBox(title: prompt.label, in: bounds, on: &surface, theme: theme)
        case .prompt(let prompt, _):
            let line = Rect(x: 0, y: state.size.height - 1, width: state.size.width, height: 1)
            return prompt.draw(in: line, on: &surface, theme: theme)
        }
    }
}
