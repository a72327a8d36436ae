import Interface
import Recipes
import Tabular

extension WorkbenchState {
    /// The steps at the keyboard: the draft's, or those of the sketch as long as there is no draft.
    var steps: [Step] { draft?.steps ?? sketch?.steps ?? [] }

    /// Changes the steps, whether there is a draft already or not, and notes it for undo.
    ///
    /// - Parameters:
    ///   - title: what is done, in words.
    ///   - change: makes the change.
    /// - Returns: what has to happen for it.
    mutating func editSteps(_ title: String, _ change: (inout [Step]) -> Void) -> [Effect] {
        if draft != nil { return edit(title) { change(&$0.steps) } }
        guard let table = table.open?.table.source.fingerprint else {
            say("there is no table yet", .warning)
            return []
        }
        let before = steps
        var after = before
        change(&after)
        guard after != before else { return [] }
        journal.append(Journal.Entry(title: title, change: .steps(table: table, before: before, after: after)))
        say("\(title) · u takes it back", .answer)
        return setSteps(after, of: table) + keeping
    }

    /// Takes over steps of the journal that were changed before there was a draft.
    mutating func setSteps(_ steps: [Step], of table: String) -> [Effect] {
        if let before = draft {
            var after = before
            after.steps = steps
            draft = after
            return follow(after, from: before, takesColumns: true)
        }
        sketch = Sketch(table: table, steps: steps)
        return prepareSketch()
    }

    /// Takes over a sketch that fits the open table.
    mutating func sketched(_ sketch: Sketch) -> [Effect] {
        guard draft == nil, let opened = table.open, opened.table.source.fingerprint == sketch.table else { return [] }
        self.sketch = sketch
        return prepareSketch()
    }

    private mutating func prepareSketch() -> [Effect] {
        guard case .open(var opened) = table, let sketch else { return [] }
        opened.isPreparing = true
        opened.wantsColumns = false
        table = .open(opened)
        return [.prepare(steps: sketch.steps, target: nil)]
    }

    /// Keeps what is at the keyboard; nothing as long as nothing is.
    var keeping: [Effect] {
        guard draft != nil || sketch != nil else { return [] }
        return [.keep(draft: draft, sketch: draft == nil ? sketch : nil, journal: journal)]
    }
}
