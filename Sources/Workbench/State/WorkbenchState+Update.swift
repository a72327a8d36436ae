import Actions
import Experiments
import Interface
import Recipes
import RunStore
import Tabular
import Terminal

extension WorkbenchState {
    /// The answer to an event: changes the state, and says what else has to happen.
    public mutating func update(_ event: Event) -> [Effect] {
        let effects = answer(event)
        growColumns()
        arrangeRuns()
        return effects + ask()
    }

    private mutating func answer(_ event: Event) -> [Effect] {
        switch event {
        case .input(let input): return take(input)
        case .tableProgress(let progress):
            // What comes late of an import that has ended says nothing.
            if importing?.path == progress.path { importing = progress }
            return []
        case .tableOpened(let opened): return tableOpened(opened)
        case .tablePreviewed(let opened):
            guard case .opening(let path, let before) = table, path == opened.path else { return [] }
            table = .opening(path: path, preview: opened)
            if before?.table.columns.map(\.name) == opened.table.columns.map(\.name) {
                // More of the same rows.
                data.growTable()
            } else {
                data.forgetTable(columns: opened.table.columns.count)
            }
            return [.profile(target: draft?.target)]
        case .tableFailed(let path, let error):
            importing = nil
            // A table that is there stays; what was asked for of how it is read can be taken back.
            if table.open == nil { table = .failed(path: path, error) }
            say(error.sentence, .error)
            return []
        case .profiled(let fingerprint, let target, let profile):
            guard var opened = table.seen, opened.table.source.fingerprint == fingerprint,
                target == nil || target == draft?.target.column
            else { return [] }
            opened.profile = profile
            if case .opening(let path, _) = table {
                table = .opening(path: path, preview: opened)
            } else {
                table = .open(opened)
            }
            return []
        case .analysed(let analysis): return analysed(analysis)
        case .prepared(let made, let asked, let kept): return prepared(made, asked: asked, kept: kept)
        case .derivedPreview(let expression, let preview):
            showPreview(preview, of: expression)
            return []
        case .stepPreviewed(let step, let result):
            showPreview(result, of: step)
            return []
        case .runsChanged(let records, let revision, let baseline):
            return runsChanged(records, revision: revision, baseline: baseline)
        case .runsPurged(let ids):
            runs.remove(ids)
            runsScreen.marked.removeAll { ids.contains($0) }
            return []
        case .jobs(let count):
            runs.jobs = count
            return []
        case .views(let views):
            openViews(views)
            return []
        case .restored(let draft, let sketch, let journal): return restored(draft, sketch, journal)
        case .sketched(let sketch): return sketched(sketch)
        case .drafted(let recipe):
            guard let opened = table.open, recipe.source.fingerprint == opened.table.source.fingerprint else { return [] }
            // The kept draft may have arrived while this one was made.
            if let draft, draft.source.fingerprint == recipe.source.fingerprint, !isUnwanted(draft) { return [] }
            // Steps may have come while it was made.
            if let sketch, sketch.table == recipe.source.fingerprint, sketch.steps.count != recipe.steps.count {
                return [.makeDraft(target: recipe.target.column, from: nil, steps: sketch.steps)]
            }
            let takesSketch = sketch != nil
            wantedTarget = nil
            draft = recipe
            sketch = nil
            return prepareOrProfile(recipe) + (takesSketch ? keeping : [])
        case .queued(let record):
            runs.merge([record])
            // Of several that were queued at once, the draft comes from the one that it is like.
            if record.recipe.hash == draft?.hash || runs[parent]?.recipe.hash != draft?.hash { parent = record.id }
            train.run = nil
            train.crosshair = nil
            train.window = nil
            return [.fetchPoints(runs: [record.id] + (comparisonRun(for: record).map { [$0.id] } ?? []))]
        case .points(let run, let series):
            runs.keep(series, of: run)
            return []
        case .verdict(let run, let sentence):
            runs.verdicts[run] = sentence
            return []
        case .findings(let run, let findings):
            runs.findings[run] = findings
            return []
        case .sealedQuestion(let question):
            if overlay == nil { overlay = .unseal(question) }
            return []
        case .compared(let ids, let result):
            if ids == compare.runs { compare.result = result }
            return []
        case .predictions(let summary):
            compare.predictions[summary.run] = summary
            return []
        case .trustAsked(let question, let action): return ask(question, before: action)
        case .failed(let error):
            say(error.sentence, .error)
            return []
        case .said(let text):
            say(text, .good)
            return []
        }
    }

    /// The run that a run is held against: the baseline that was set, else its parent.
    func comparisonRun(for record: RunRecord) -> RunRecord? {
        [baselineRun, runs[record.parent]].lazy.compactMap { $0 }.first { other in
            other.id != record.id && other.recipe.source.fingerprint == record.recipe.source.fingerprint
                && other.recipe.target == record.recipe.target
        }
    }

    private mutating func tableOpened(_ opened: OpenTable) -> [Effect] {
        let preview = table.open == nil ? table.seen : nil
        table = .open(opened)
        importing = nil
        if let preview, preview.table.columns.map(\.name) == opened.table.columns.map(\.name) {
            // The rows that were seen are the first of the table: whoever is among them stays there.
            data.growTable()
        } else {
            data.forgetTable(columns: opened.table.columns.count)
        }
        let fingerprint = opened.table.source.fingerprint
        journal.forgetDrafts(except: fingerprint)
        if let recipe = draft, recipe.source.fingerprint == fingerprint, !isUnwanted(recipe) {
            wantedTarget = nil
            return prepareOrProfile(recipe)
        }
        let (former, steps) = (draft, draft == nil ? sketch?.steps : nil)
        draft = nil
        if sketch?.table != fingerprint { sketch = nil }
        let base = former ?? beginning(on: fingerprint)
        return [.makeDraft(target: wantedTarget ?? base?.target.column ?? project.target, from: base, steps: steps)]
    }

    /// Where a first draft begins: the last run on the table, such as one that `train` made, where the project says no target.
    private func beginning(on fingerprint: String) -> Recipe? {
        guard draft == nil, sketch == nil, wantedTarget == nil, project.target == nil, let last = runs.newest?.recipe,
            last.source.fingerprint == fingerprint, last.trainer == nil
        else { return nil }
        return last
    }

    /// Whether another target was asked for on the command line.
    private func isUnwanted(_ recipe: Recipe) -> Bool { wantedTarget.map { $0 != recipe.target.column } ?? false }

    /// Takes over what was kept. A draft of another table, or of what this one was before, is fitted to it.
    private mutating func restored(_ kept: Recipe?, _ sketch: Sketch?, _ journal: Journal) -> [Effect] {
        self.journal = journal
        guard let opened = table.open else {
            draft = kept
            self.sketch = sketch
            return []
        }
        let fingerprint = opened.table.source.fingerprint
        self.journal.forgetDrafts(except: fingerprint)
        guard let kept else { return restored(sketch, for: fingerprint) }
        if kept.source.fingerprint == fingerprint, !isUnwanted(kept) {
            wantedTarget = nil
            draft = kept
            return prepareOrProfile(kept)
        }
        draft = nil
        return [.makeDraft(target: wantedTarget ?? kept.target.column, from: kept)]
    }

    /// Takes over the steps that were kept without a draft, in place of what was begun without them.
    private mutating func restored(_ kept: Sketch?, for fingerprint: String) -> [Effect] {
        guard let kept else { return [] }
        let target = wantedTarget ?? draft?.target.column ?? project.target
        draft = nil
        sketch = kept.table == fingerprint ? kept : nil
        return [.makeDraft(target: target, from: nil, steps: kept.steps)]
    }

    private mutating func runsChanged(_ records: [RunRecord], revision: Int, baseline: String?) -> [Effect] {
        var effects: [Effect] = []
        let before = shownRun
        for record in records {
            let former = runs[record.id]
            let ended = record.state.isOver && former.map { !$0.state.isOver } ?? false
            if ended {
                effects += noticeEnd(of: record)
                if record.state == .failed {
                    say("run \(record.number) failed: \(record.failure ?? "no reason was given")", .error)
                } else if record.state == .interrupted {
                    say("run \(record.number) was interrupted · r on the Runs screen starts it again", .warning)
                }
            }
            // What was there before anybody looked is judged when it is looked at: a store may have ten thousand runs.
            let gained = former.map { $0.metrics.values.first?.folds.count != record.metrics.values.first?.folds.count } ?? false
            if gained || ended || (former == nil && record.state.hasResult && record.id == records.last?.id) {
                effects.append(.judge(run: record.id))
            }
        }
        runs.merge(records)
        runs.revision = max(runs.revision, revision)
        runs.baseline = baseline
        if parent == nil { parent = runs.newest?.id }
        if let opened = table.open, let recipe = beginning(on: opened.table.source.fingerprint) {
            effects.append(.makeDraft(target: recipe.target.column, from: recipe))
        }
        effects += retitle()
        if case .guarding(let sheet) = overlay, let run = sheet.run, records.contains(where: { $0.id == run }) {
            effects.append(.fetchFindings(run: run))
        }
        guard let shown = shownRun else { return effects }
        effects += followRace(records)
        let wanted = [shown] + (comparisonRun(for: shown).map { [$0] } ?? [])
        let changed = Set(records.map(\.id))
        let stale = wanted.filter { changed.contains($0.id) || runs.points[$0.id] == nil || shown.id != before?.id }
        if !stale.isEmpty { effects.append(.fetchPoints(runs: stale.map(\.id))) }
        if compare.runs.contains(where: changed.contains), records.contains(where: { $0.state.isOver }) {
            effects.append(.compare(compare.runs))
        }
        return effects
    }
}
