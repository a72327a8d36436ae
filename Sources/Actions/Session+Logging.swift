import Experiments
public import Learning
public import Recipes
public import RunStore

extension Session {
    /// Takes JSON lines from a descriptor into a run of its own until they end.
    ///
    /// - Parameters:
    ///   - name: a note for the run; empty for none.
    ///   - descriptor: where the lines come from.
    ///   - directive: asked now and then whether to go on.
    ///   - started: called with the run before the first line is read.
    /// - Returns: the run as it ended.
    /// - Throws: ``AssayError`` where the store cannot be written, or more than a hundred lines are no messages.
    public func log(
        name: String, from descriptor: Int32, directive: @escaping @Sendable () -> TrainingDirective = { .proceed },
        started: (RunRecord) -> Void = { _ in }
    ) throws(AssayError) -> RunRecord {
        try Worker(project: project, store: store(), threads: 1).log(
            name: name, from: descriptor, hooks: TrainingHooks(directive: directive), started: started)
    }

    /// What an outside trainer left and said of itself, as it was kept beside its run; nil for other runs.
    public func trainerRecord(of run: RunRecord) -> JSON? {
        run.recipe.trainer == nil ? nil : project.trainerRecord(of: run.id)
    }
}
