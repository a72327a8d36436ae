import Interface
import Recipes
import RunStore
import Terminal

/// Marks on runs, and what is done to all that are marked.
extension WorkbenchState {
    /// The rows of the range that is being marked.
    var markingRange: ClosedRange<Int>? {
        runsScreen.anchor.map { min($0, runsScreen.table.cursor)...max($0, runsScreen.table.cursor) }
    }

    /// Space: marks the run, or no more, and goes on to the next; or ends the range.
    mutating func markRun() -> [Effect] {
        if runsScreen.anchor != nil { return markRunRange() }
        guard let row = currentRunRow else { return [] }
        let id = row.runs[0].id
        if let place = runsScreen.marked.firstIndex(of: id) {
            runsScreen.marked.remove(at: place)
        } else {
            runsScreen.marked.append(id)
        }
        return move(Key(.down))
    }

    /// v: begins a range of marks, or marks it.
    mutating func markRunRange() -> [Effect] {
        guard let range = markingRange else {
            runsScreen.anchor = runsScreen.table.cursor
            say("moving marks a range · v or Space ends it · Esc leaves it", .answer)
            return []
        }
        let rows = runRows
        for place in range where rows.indices.contains(place) && rows[place].rule == nil {
            let id = rows[place].runs[0].id
            if !runsScreen.marked.contains(id) { runsScreen.marked.append(id) }
        }
        runsScreen.anchor = nil
        return []
    }

    /// a: marks all that are shown, or none where some are marked.
    mutating func markAllRuns() -> [Effect] {
        runsScreen.anchor = nil
        runsScreen.marked = runsScreen.marked.isEmpty ? runRows.filter { $0.rule == nil && !$0.isGroup }.map(\.run.id) : []
        return []
    }

    /// Enter: the curves; of several seeds their runs, in place.
    mutating func openRun(_ run: RunRecord) -> [Effect] {
        if let row = currentRunRow, row.isGroup {
            if runsScreen.opened.remove(row.runs[0].id) == nil { runsScreen.opened.insert(row.runs[0].id) }
            return []
        }
        screen = .train
        return show(run)
    }

    /// d: into the bin, or out of it.
    mutating func binRuns() -> [Effect] {
        let chosen = chosenRuns
        guard let first = chosen.first else { return [] }
        let ids = chosen.map(\.id)
        let what = chosen.count == 1 ? "run \(first.number)" : "\(chosen.count) runs"
        runsScreen.marked.removeAll { ids.contains($0) }
        if first.binnedAt != nil { return record("took \(what) out of the bin", .restore(ids), [.restore(ids)]) }
        return record("put \(what) into the bin", .bin(ids), [.bin(ids)])
    }

    /// #: the tags of one run to be changed, or tags that all marked ones are to have too.
    mutating func openTags(_ run: RunRecord) -> [Effect] {
        let chosen = chosenRuns
        guard chosen.count > 1 else {
            let one = chosen.first ?? run
            return openPrompt(.tags(one.id), label: "tags of run \(one.number)", text: one.tags.joined(separator: " "))
        }
        return openPrompt(.addTags(chosen.map(\.id)), label: "tags for \(chosen.count) runs", text: "")
    }

    /// Takes the tags that several runs are to have too.
    mutating func addTags(_ text: String, to ids: [String]) -> [Effect] {
        let tags = Self.tags(text)
        var changes: [Journal.Change] = []
        var effects: [Effect] = []
        for run in ids.compactMap({ runs[$0] }) {
            let after = run.tags + tags.filter { !run.tags.contains($0) }
            guard after != run.tags else { continue }
            changes.append(.tags(run: run.id, before: run.tags, after: after))
            effects.append(.setTags(run: run.id, after))
        }
        guard !changes.isEmpty else { return [] }
        return record("tagged \(changes.count) runs", .several(changes), effects)
    }

    /// The words of a line of tags.
    static func tags(_ text: String) -> [String] {
        text.split(separator: " ").map { String($0.drop { $0 == "#" }) }.filter { !$0.isEmpty }
    }

    /// Deletes what is in the bin for good, where the word was typed.
    mutating func emptyBin(_ word: String) -> [Effect] {
        guard word.lowercased().filter({ !$0.isWhitespace }) == "empty" else {
            say("nothing was deleted", .answer)
            return []
        }
        let ids = runs.records.filter { $0.binnedAt != nil }.map(\.id)
        say("\(ids.count) runs are deleted", .answer)
        return [.emptyBin(ids)]
    }
}
