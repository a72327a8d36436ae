/// A change of a recipe that can be proposed with one key: what an alert offers as its remedy, what a dialog gives back.
public enum RecipeEdit: Hashable, Sendable {
    /// Switches a feature off.
    case drop(column: String)
    /// Adds words such as `median` or `indicator` to a feature's encoding.
    case encode(column: String, words: [String])
    /// Reads a feature as another kind.
    case kind(column: String, ColumnKind)
    /// Adds a step of preparing.
    case step(Step)
    /// Takes another way of splitting.
    case split(SplitScheme)
    /// Sets a parameter of the model, written as `--set` takes it.
    case parameter(String, String)

    /// A stable word for scripts: `drop`, `median+indicator`, `kind`, `map`, `split`, or the parameter's name.
    public var word: String {
        switch self {
        case .drop: "drop"
        case .encode(_, let words): words.joined(separator: "+")
        case .kind: "kind"
        case .step(let step): step.kind
        case .split: "split"
        case .parameter(let name, _): name
        }
    }

    /// Changes a recipe.
    public func apply(to recipe: inout Recipe) {
        switch self {
        case .drop(let column): recipe.removeFeature(column)
        case .encode(let column, let words):
            guard var feature = recipe.feature(column) else { return }
            var encoding = (try? FeatureEncoding(parsing: feature.encoding)) ?? .auto
            for word in words { _ = try? encoding.add(word) }
            feature.encoding = encoding.description
            recipe.insert(feature)
        case .kind(let column, let kind):
            guard var feature = recipe.feature(column) else { return }
            feature.kind = kind
            recipe.insert(feature)
        case .step(let step):
            if let place = recipe.steps.lastIndex(where: { $0.isOff && $0.kind == step.kind && $0.arguments == step.arguments }) {
                recipe.steps[place].isOff = false
            } else {
                recipe.steps.append(step)
            }
        case .split(let split): recipe.split = split
        case .parameter(let name, let value): try? recipe.model.set(name, value)
        }
    }

    /// Whether the recipe is as the change would leave it.
    public func isIn(_ recipe: Recipe) -> Bool {
        switch self {
        case .step(let step): return recipe.steps.contains(step)
        case .parameter(let name, let value):
            // Another family may not have the parameter.
            var model = recipe.model
            return (try? model.set(name, value)) != nil && model == recipe.model
        default:
            var changed = recipe
            apply(to: &changed)
            return changed == recipe
        }
    }

    /// Takes the change back out of a recipe, where it can be told what was there before.
    ///
    /// - Returns: whether it could be taken back; undo does otherwise.
    public func revert(in recipe: inout Recipe) -> Bool {
        switch self {
        case .step(let step):
            guard let place = recipe.steps.lastIndex(of: step) else { return false }
            recipe.steps.remove(at: place)
            return true
        case .encode(let column, let words):
            guard var feature = recipe.feature(column) else { return false }
            var encoding = (try? FeatureEncoding(parsing: feature.encoding)) ?? .auto
            for word in words { encoding.remove(word) }
            feature.encoding = encoding.description
            recipe.insert(feature)
            return true
        case .parameter(let name, _):
            guard let family = try? ModelFamily.named(recipe.model.family), let declared = family.parameter(name),
                recipe.model.parameters[name] != declared.standard
            else { return false }
            recipe.model.parameters[name] = declared.standard
            return true
        case .drop, .kind, .split: return false
        }
    }
}
