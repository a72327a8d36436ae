import Recipes
import RunStore

/// The learning rates that people set while a run trained: each holds from the step after the one where it took effect, in that fit
/// and, from the same step on, in all later ones.
struct LearningRates {
    private var changes: [(fit: Int, step: Int, rate: Double)] = []

    /// Those among what was asked of a run that have taken effect.
    init(_ interventions: [Intervention] = []) {
        for asked in interventions { add(asked, at: asked.applied) }
    }

    /// Takes up a change; anything else is passed over.
    mutating func add(_ asked: Intervention, at place: Intervention.Place?) {
        guard asked.kind == .learningRate, let place, let rate = asked.payload.doubleValue else { return }
        changes.append((Self.order(of: place.fold), place.step, rate))
    }

    /// The rate of a step.
    func rate(fold: String, step: Int, planned: Double) -> Double {
        let fit = Self.order(of: fold)
        return changes.last { $0.fit <= fit && $0.step < step }?.rate ?? planned
    }

    /// Folds by their numbers, the last fit after them.
    private static func order(of fold: String) -> Int { fold.isEmpty ? 0 : Int(fold) ?? .max }
}
