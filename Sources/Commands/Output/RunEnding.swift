import Actions
import Recipes
import RunStore

extension Verb {
    /// Tells how a run stands, after its end where that is waited for.
    ///
    /// - Returns: the verb's exit status.
    /// - Throws: ``AssayError`` where the run failed.
    func tellEnd(of run: RunRecord, in session: Session, waiting: Bool) throws(AssayError) -> Int32 {
        var record = run
        if waiting {
            let family = try? ModelFamily.named(record.recipe.model.family)
            let line = ProgressLine(
                "run \(record.number)", unit: family?.stepUnit ?? "", metric: record.recipe.metric, options: common)
            defer { line.end() }
            record = try session.waitForEnd(of: record.id) { line.update($0) }
        }
        if common.json {
            printDocument(record.stateDocument)
        } else {
            console.line("run \(record.number) is \(record.state.rawValue)")
        }
        if record.state == .failed {
            throw AssayError(code: "failed", message: "run \(record.number) failed: \(record.failure ?? "no reason is known")")
        }
        return 0
    }
}
