import Exchange
import Recipes
import RunStore
import Tabular

/// What is not as it was in the data that a run was made of.
extension Worker {
    /// The content, and where the table of then is still in the cache its first cell that differs.
    func dataDifferences(of run: RunRecord, now: Table) throws(AssayError) -> [Verification.Difference] {
        let source = run.recipe.source
        let kept = try store.table(source.fingerprint)
        var options = ReadingOptions(json: kept?.reading ?? [:])
        var then = engine.knownTable(source.fingerprint, options)
        options.delimiter = source.delimiter
        options.header = source.header
        then = then ?? engine.knownTable(source.fingerprint, options)
        return Self.differences(
            of: run.source, fingerprint: source.fingerprint, then: then, now: now, extent: kept.map { ($0.rows, $0.columns) })
    }

    /// The same of a table that a step brings in; `error` says which.
    func otherTableDifferences(of run: RunRecord, _ error: AssayError) throws(AssayError) -> [Verification.Difference] {
        for step in run.recipe.steps.inForce where !step.text("fingerprint").isEmpty {
            let engine = engine
            let load = project.stepTables { (path) throws(AssayError) in try engine.readTable(path, ReadingOptions(), true) }
            let (path, fingerprint) = (step.text("table"), step.text("fingerprint"))
            let now = try load(path)
            if now.source.fingerprint == fingerprint { continue }
            return Self.differences(
                of: path, fingerprint: fingerprint, then: engine.knownTable(fingerprint, ReadingOptions()), now: now)
        }
        return [Verification.Difference(.data, "the data: \(error.message)")]
    }

    private static func differences(
        of path: String, fingerprint: String, then: Table?, now: Table, extent: (rows: Int, columns: Int)? = nil
    ) -> [Verification.Difference] {
        var content = Verification.Difference(
            .data, "the data, content of \(path)", then: fingerprint, now: now.source.fingerprint)
        guard let then else {
            content.remark = "the table as it was is not in the cache any more, so no cell can be named"
            guard let extent, extent.rows > 0, (extent.rows, extent.columns) != (now.rowCount, now.columns.count) else {
                return [content]
            }
            return [
                content,
                Verification.Difference(
                    .data, "rows × columns of \(now.name)", then: "\(extent.rows) × \(extent.columns)",
                    now: "\(now.rowCount) × \(now.columns.count)"),
            ]
        }
        let cells = TableDifference.all(then, now).map { Verification.Difference(.data, $0.place, then: $0.then, now: $0.now) }
        if cells.isEmpty { content.remark = "every value is the same, only written otherwise" }
        return [content] + cells
    }
}
