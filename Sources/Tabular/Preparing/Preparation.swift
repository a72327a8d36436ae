public import Recipes

/// A table with what each step of a recipe made of it.
///
/// What is made is kept, so that after an edit only the steps from the first changed one on are done again.
public struct Preparation: Sendable {
    /// One step and the table after it; columns that the step left alone are shared with the table before it.
    public struct Stage: Sendable {
        public let step: Step
        public let table: Table
        /// What it did to the table before it.
        public let effect: StepEffect
        /// What the column that is predicted was called before the step.
        let target: String?
    }

    /// The table as it was read.
    public let source: Table
    /// The column that is predicted, if it is known.
    public let target: String?
    /// In order, as far as the steps could be done.
    public private(set) var stages: [Stage] = []
    /// The step that could not be done, from 0, and why; those behind it were not tried.
    public private(set) var failure: (place: Int, error: AssayError)?

    /// A table that nothing was done to yet.
    public init(of source: Table, target: String? = nil) {
        self.source = source
        self.target = target
    }

    /// The table after the last step that could be done.
    public var table: Table { stages.last?.table ?? source }

    /// The table before a step, by its place from 0.
    public func table(before place: Int) -> Table { place > 0 && place <= stages.count ? stages[place - 1].table : source }

    /// The steps that were done.
    public var steps: [Step] { stages.map(\.step) }

    /// The same preparation for another target: steps whose meaning does not change are taken over.
    public func predicting(_ target: String?) -> Preparation {
        var made = Preparation(of: source, target: target)
        made.stages = stages
        return made
    }

    /// The preparation by these steps: what this one did in the same way is taken over, and the first step that cannot be done is
    /// the ``failure``.
    public func attempting(_ steps: [Step], load: @escaping TableLoader) -> Preparation {
        let targets = Self.names(of: target, before: steps)
        var made = Preparation(of: source, target: target)
        made.stages = zip(stages, zip(steps, targets)).prefix { $0.step == $1.0 && $0.target == $1.1 }.map(\.0)
        for place in made.stages.count..<max(made.stages.count, steps.count) {
            do throws(AssayError) {
                let (step, target) = (steps[place], targets[place])
                let before = made.table
                let work = StepWork(step: step, table: before, target: target, wanted: nil, load: load)
                let (after, kept) = try work.made(number: place + 1)
                let effect = StepEffect(of: step, from: before, to: after, kept: kept)
                made.stages.append(Stage(step: step, table: after, effect: effect, target: target))
            } catch {
                made.failure = (place, error)
                break
            }
        }
        return made
    }

    /// What the target is called before each step: steps may rename it.
    private static func names(of target: String?, before steps: [Step]) -> [String?] {
        var name = target
        var names: [String?] = []
        for step in steps.reversed() {
            if step.kind == StepKind.rename.key, !step.isOff, step.text("to") == name { name = step.text("column") }
            names.append(name)
        }
        return names.reversed()
    }

    /// The same where every step has to be done.
    ///
    /// - Throws: ``AssayError`` of the first step that cannot be.
    public func following(_ steps: [Step], load: @escaping TableLoader) throws(AssayError) -> Preparation {
        let made = attempting(steps, load: load)
        if let failure = made.failure { throw failure.error }
        return made
    }
}
