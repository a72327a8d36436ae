import Experiments
import Interface
import Recipes
import RunStore

/// What may train: a family of this program, or an outside trainer that the project declares.
enum ModelChoice {
    case family(ModelFamily)
    case trainer(DeclaredTrainer)

    /// What the row says.
    var title: String {
        switch self {
        case .family(let family): family.title
        case .trainer(let declared): declared.name
        }
    }

    /// What it is, in a sentence.
    var summary: String {
        switch self {
        case .family(let family): family.summary
        case .trainer(let declared): "A program of the project's own: \(declared.trainer.line)"
        }
    }

    /// Where it is described.
    var source: String {
        switch self {
        case .family(let family): family.source
        case .trainer: ModelFamily.trainer.source
        }
    }

    var family: ModelFamily {
        switch self {
        case .family(let family): family
        case .trainer: .trainer
        }
    }

    /// Whether a recipe has it, with whatever parameters.
    func isChosen(in recipe: Recipe) -> Bool {
        switch self {
        case .family(let family): recipe.trainer == nil && recipe.model.family == family.key
        case .trainer(let declared): recipe.trainer == declared.trainer
        }
    }

    /// Puts it into a recipe, with its defaults.
    func use(in recipe: inout Recipe) {
        switch self {
        case .family(let family): recipe.model = Recipe.Model(family)
        case .trainer(let declared): recipe.use(declared.trainer, parameters: declared.parameters)
        }
    }
}

extension WorkbenchState {
    /// All that may train: the families, the project's trainers, and that of the draft where it is none of these.
    var modelChoices: [ModelChoice] {
        var trainers = project.trainers
        if let own = draft?.trainer, !own.isLines, !trainers.contains(where: { $0.trainer == own }) {
            trainers.append(DeclaredTrainer(name: own.name, trainer: own, parameters: draft?.model.parameters ?? [:]))
        }
        return ModelFamily.all.map(ModelChoice.family) + trainers.map(ModelChoice.trainer)
    }

    /// The choice under the cursor.
    var currentChoice: ModelChoice {
        let choices = modelChoices
        return choices[min(max(0, model.families.cursor), choices.count - 1)]
    }
}
