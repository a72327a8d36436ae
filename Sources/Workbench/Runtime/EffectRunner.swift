import Actions
import Dispatch
import Experiments
import Glibc
import Recipes
import RunStore
import Synchronization
import Tabular

/// Carries out effects away from the screen's thread and posts what comes of them.
///
/// Three queues, each in order: what reads files, what a person did to the store, and what is worked out for looking at.
final class EffectRunner: Sendable {
    let session: Session
    let mailbox: Mailbox
    private let files = DispatchQueue(label: "assay.files", qos: .userInitiated)
    let store = DispatchQueue(label: "assay.store", qos: .userInteractive)
    private let views = DispatchQueue(label: "assay.views", qos: .userInitiated)
    private let analyses = AnalysisQueue()
    /// Raised with every import that is asked for or cancelled: only the newest counts.
    private let imports = Mutex<Int>(0)
    /// The import that a person ended, of which that is said.
    private let cancelled = Mutex<Int>(0)
    /// Raised with every profile that is asked for, and with every table: older ones are given up.
    private let profiles = Mutex<Int>(0)
    private let table = Mutex<OpenTable?>(nil)
    /// What is looked at until the table is there.
    private let previewed = Mutex<Preview?>(nil)
    private let revision = Mutex<Int>(0)
    /// What is to be kept of the draft and the journal, until it is written: of several changes in a row only the last.
    private let unkept = Mutex<(draft: JSON, journal: Journal)?>(nil)
    /// The derived column that is to be shown while it is typed, until it is worked out: only the last counts.
    private let unseen = Mutex<(name: String, expression: String)?>(nil)
    private let unseenStep = Mutex<(step: Step, place: Int)?>(nil)
    /// Runs whose points are being fetched, so that a fast worker does not pile up requests.
    private let pendingPoints = Mutex<Set<String>>([])

    init(session: Session, mailbox: Mailbox) {
        self.session = session
        self.mailbox = mailbox
    }

    /// Carries out an effect; those of the terminal are the loop's.
    func run(_ effect: Effect) {
        switch effect {
        case .openTable(let path, let reading): open(path, reading)
        case .cancelImport:
            imports.withLock { imports in
                cancelled.withLock { $0 = imports }
                imports += 1
            }
        case .keepReading(let reading): keep(reading)
        case .profile(let target): profile(target)
        case .analyse(let question, let target): analyse(question.question, target)
        case .dropAnalyses(let questions): analyses.drop(questions)
        case .prepare(let steps, let target): files.async { self.prepare(steps, target) }
        case .previewDerived(let name, let expression): preview(name, expression)
        case .previewStep(let step, let place): preview(step, place)
        case .makeDraft(let target, let former, let steps): files.async { self.makeDraft(target, from: former, steps: steps) }
        case .train(let recipe, let parent): onStore { try self.train(recipe, parent: parent) }
        case .steer(let run, let steering): onStore { try self.steer(run, steering) }
        case .setLearningRate(let run, let rate): onStore { _ = try self.session.setLearningRate(rate, of: run) }
        case .resume(let run): onStore { try self.resume(run) }
        case .trust(let question, let action):
            onStore { try self.session.trust(question) }
            self.run(action.effect)
        case .setBaseline(let run): onStore { try self.session.setBaseline(run) }
        case .bin(let runs): onStore { try self.session.bin(runs) }
        case .restore(let runs): onStore { try self.session.restore(runs) }
        case .setNote(let run, let note): onStore { try self.session.setNote(run, note) }
        case .setTags(let run, let tags): onStore { try self.session.setTags(run, tags) }
        case .keep(let draft, let sketch, let journal): keep(draft?.json ?? sketch?.json ?? .null, journal)
        case .rememberTheme(let name): store.async { Preferences.remember(theme: name) }
        case .write(let path, let text): store.async { self.write(path, text) }
        case .fetchPoints(let runs): fetchPoints(runs)
        case .judge(let run): views.async { self.judge(run) }
        case .fetchFindings(let run):
            views.async { self.attempt { self.mailbox.post(.findings(run: run, try self.session.findings(of: run))) } }
        case .silence(let codes): onStore { try self.session.silence(codes) }
        case .askUnseal(let run):
            views.async { self.attempt { self.mailbox.post(.sealedQuestion(try self.session.sealedQuestion(of: run))) } }
        case .unseal(let run): views.async { self.unseal(run) }
        case .compare(let runs): views.async { self.compare(runs) }
        case .predictions(let run): views.async { self.predictions(run) }
        case .emptyBin(let runs): onStore { _ = try self.session.emptyBin(runs) }
        case .move(let run, let move): onStore { try self.session.move(run, move) }
        case .setJobs(let count): onStore { try self.session.setJobs(count) }
        case .more(let run, let steps): onStore { self.mailbox.post(.queued(try self.session.more(run, steps: steps))) }
        case .rerun(let runs): onStore { try self.rerun(runs) }
        case .fetchViews: onStore { self.postViews() }
        case .keepView(let name, let view): onStore { try self.session.keep(view, as: name) }
        case .rememberNotices(let notices): store.async { Preferences.notices = notices }
        case .copy, .ring, .notify, .title, .suspend, .redraw, .quit: break
        }
    }

    /// Reads what the project holds: the kept draft, the runs; then watches the store.
    func start() {
        store.async {
            if let kept = self.session.keptDraft() {
                let sketch = Sketch(json: kept.draft)
                let draft = sketch == nil ? try? Recipe(json: kept.draft) : nil
                self.mailbox.post(.restored(draft: draft, sketch: sketch, journal: Journal(json: kept.journal)))
            }
            self.attempt { try self.session.startQueue() }
            self.refresh()
        }
    }

    /// Waits until all that a person asked of the store is done. Called when the workbench is left.
    func finish() { store.sync {} }

    /// Fetches what has changed in the store since the last look.
    func refresh() {
        attempt {
            let seen = revision.withLock { $0 }
            let (now, records) = try session.changes(since: seen)
            guard now != seen || !records.isEmpty else { return }
            revision.withLock { $0 = now }
            let purged = try session.purged(since: seen)
            if !purged.isEmpty, seen > 0 { mailbox.post(.runsPurged(purged)) }
            mailbox.post(.jobs(try session.jobs()))
            mailbox.post(.runsChanged(records, revision: now, baseline: try session.baseline()?.id))
        }
    }

    /// Called by the store's watch, from its thread.
    func storeChanged() { store.async { self.refresh() } }

    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch let error as AssayError {
            mailbox.post(.failed(error))
        } catch {
            mailbox.post(.failed(AssayError(code: "unexpected", message: "\(error)")))
        }
    }

    private func onStore(_ body: @escaping @Sendable () throws -> Void) {
        store.async {
            self.attempt(body)
            self.refresh()
        }
    }

    private func open(_ path: String, _ reading: ReadingOptions?) {
        let ticket = imports.withLock { imports in
            imports += 1
            return imports
        }
        profiles.withLock { $0 += 1 }
        files.async {
            guard self.imports.withLock({ $0 == ticket }) else { return }
            self.open(path, reading, ticket: ticket)
        }
    }

    private func open(_ path: String, _ reading: ReadingOptions?, ticket: Int) {
        let clock = ContinuousClock()
        let began = clock.now
        var progress = Importing(path: path, bytesTotal: Self.size(of: path), began: Loop.clock())
        let isWanted: @Sendable () -> Bool = { self.imports.withLock { $0 == ticket } }
        do throws(AssayError) {
            let read = try session.openTable(
                path: path, options: reading ?? ReadingOptions(), isComplete: reading != nil,
                control: ImportControl(isCancelled: { !isWanted() }),
                report: { report in
                    guard isWanted() else { return }
                    progress.take(report)
                    mailbox.post(.tableProgress(progress))
                }, show: { if isWanted() { self.show($0, of: path) } })
            guard isWanted() else {
                previewed.withLock { $0 = nil }
                return stopped(path, ticket)
            }
            let seconds = Double((clock.now - began) / .milliseconds(1)) / 1000
            let opened = OpenTable(table: read, path: path, seconds: seconds)
            table.withLock { $0 = opened }
            previewed.withLock { $0 = nil }
            analyses.tableChanged()
            mailbox.post(.tableOpened(opened))
        } catch {
            previewed.withLock { $0 = nil }
            if isWanted() { mailbox.post(.tableFailed(path: path, error)) } else { stopped(path, ticket) }
        }
    }

    /// An import that was cancelled; one that was superseded says nothing, for the next is on its way.
    private func stopped(_ path: String, _ ticket: Int) {
        guard cancelled.withLock({ $0 == ticket }) else { return }
        mailbox.post(
            .tableFailed(
                path: path,
                AssayError(
                    code: "import_stopped", message: "reading \(Session.shownName(of: path)) was stopped",
                    hint: "start assay again"))
        )
    }

    /// The bytes of a file; 0 where that cannot be told.
    private static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private func keep(_ reading: ReadingOptions) {
        guard let path = table.withLock({ $0?.path }) else { return }
        let session = session
        store.async { self.attempt { try session.keep(reading: reading, of: path) } }
    }

    /// The first rows of a file that is being read, and some from all over it.
    private struct Preview {
        var opened: OpenTable
        var sample: Table?
    }

    /// Shows the first rows of a file that takes long to read, unless a table is there already.
    private func show(_ found: TablePreview, of path: String) {
        guard table.withLock({ $0 == nil }) else { return }
        let opened = OpenTable(table: found.first, path: path, estimatedRows: found.estimatedRows)
        previewed.withLock { $0 = Preview(opened: opened, sample: found.sample) }
        analyses.tableChanged()
        mailbox.post(.tablePreviewed(opened))
    }

    /// Profiles the table; while it is being read, a sample of it.
    private func profile(_ target: Recipe.Target?) {
        let ticket = profiles.withLock { profiles in
            profiles += 1
            return profiles
        }
        guard let preview = previewed.withLock({ $0 }) else {
            files.async { self.profileTable(target) }
            return
        }
        views.async {
            let observer = ProfileObserver(isCancelled: { self.profiles.withLock { $0 != ticket } })
            guard let rows = preview.opened.estimatedRows,
                let profile = preview.sample?.profile(asSampleOf: rows, target: target, observer: observer)
            else { return }
            let fingerprint = preview.opened.table.source.fingerprint
            self.mailbox.post(.profiled(fingerprint: fingerprint, target: target?.column, profile))
        }
    }

    private func profileTable(_ target: Recipe.Target?) {
        guard let opened = table.withLock({ $0 }) else { return }
        let fingerprint = opened.table.source.fingerprint
        let ticket = profiles.withLock { $0 }
        session.profile(
            of: opened.table, target: target, isCancelled: { self.profiles.withLock { $0 != ticket } },
            then: { mailbox.post(.profiled(fingerprint: fingerprint, target: target?.column, $0)) })
    }

    private func analyse(_ question: any DataQuestion, _ target: Recipe.Target?) {
        guard let opened = previewed.withLock({ $0?.opened }) ?? table.withLock({ $0 }) else { return }
        let session = session
        analyses.answer(
            question, table: opened.table, target: target,
            open: { path throws(AssayError) in try session.otherTable(path: path) },
            then: { self.mailbox.post(.analysed($0)) })
    }

    private func prepare(_ steps: [Step], _ target: String?) {
        guard let source = table.withLock({ $0?.preparation.source }) else { return }
        let kept = (try? session.project.pinned(steps)) ?? SecretAddress.kept(steps)
        let made = session.preparation(of: source, by: kept, target: target)
        table.withLock { $0?.table = made.table }
        analyses.tableChanged()
        mailbox.post(.prepared(made, asked: steps, kept: kept))
    }

    private func preview(_ name: String, _ expression: String) {
        let isAsked = unseen.withLock { unseen in
            defer { unseen = (name, expression) }
            return unseen != nil
        }
        if isAsked { return }
        views.async {
            let newest = self.unseen.withLock { unseen in
                defer { unseen = nil }
                return unseen
            }
            guard let newest, let opened = self.table.withLock({ $0 }) else { return }
            let preview = DerivedPreview(of: newest.expression, named: newest.name, on: opened.table)
            self.mailbox.post(.derivedPreview(expression: newest.expression, preview))
        }
    }

    private func preview(_ step: Step, _ place: Int) {
        let isAsked = unseenStep.withLock { unseen in
            defer { unseen = (step, place) }
            return unseen != nil
        }
        if isAsked { return }
        views.async {
            let newest = self.unseenStep.withLock { unseen in
                defer { unseen = nil }
                return unseen
            }
            guard let newest, let opened = self.table.withLock({ $0 }) else { return }
            do throws(AssayError) {
                let preview = try self.session.preparation(of: opened.preparation.source)
                    .preview(
                        of: newest.step, at: newest.place, rows: DerivedPreview.rowLimit,
                        load: self.session.project.stepTablesAtHand)
                self.mailbox.post(.stepPreviewed(newest.step, .success(preview)))
            } catch {
                self.mailbox.post(.stepPreviewed(newest.step, .failure(error)))
            }
        }
    }

    private func makeDraft(_ target: String?, from former: Recipe?, steps: [Step]?) {
        guard let opened = table.withLock({ $0 }) else { return }
        var request = RunRequest(target: target)
        if let former, let fitting = try? session.recipe(for: opened.table, request: request, base: former) {
            mailbox.post(.drafted(fitting))
            return
        }
        guard target != nil else { return makeSketch(of: opened, steps) }
        if let steps {
            request.steps = steps
            request.ignoresProjectSteps = true
        }
        do throws(AssayError) {
            mailbox.post(.drafted(try session.recipe(for: opened.table, request: request)))
        } catch {
            mailbox.post(.failed(error))
            makeSketch(of: opened, steps)
        }
    }

    /// Looks for the steps to begin with where there is no target: those that are named, as far as they fit the table, else the
    /// project's.
    private func makeSketch(of opened: OpenTable, _ steps: [Step]?) {
        let source = opened.preparation.source
        let fitting = steps.flatMap { session.preparation(of: source, by: $0, target: nil).failure == nil ? $0 : nil }
        let start = fitting ?? session.startingSteps(of: opened.path)
        guard !start.isEmpty else { return profileTable(nil) }
        mailbox.post(.sketched(Sketch(table: source.source.fingerprint, steps: start)))
    }

    private func keep(_ draft: JSON, _ journal: Journal) {
        let isAsked = unkept.withLock { unkept in
            defer { unkept = (draft, journal) }
            return unkept != nil
        }
        if isAsked { return }
        onStore {
            let newest = self.unkept.withLock { unkept in
                defer { unkept = nil }
                return unkept
            }
            if let newest { try self.session.keepDraft(newest.draft, journal: newest.journal.json) }
        }
    }

    private func write(_ path: String, _ text: String) {
        guard let file = fopen(path, "we") else {
            let reason = String(cString: strerror(errno))
            mailbox.post(.failed(AssayError(code: "write", message: "\(path) cannot be written: \(reason)")))
            return
        }
        let isWhole = fputs(text, file) >= 0
        guard fclose(file) == 0, isWhole else {
            let reason = String(cString: strerror(errno))
            mailbox.post(.failed(AssayError(code: "write", message: "\(path) is not whole: \(reason)")))
            return
        }
        mailbox.post(.said("wrote \(path)"))
    }

    private func resume(_ run: String) throws {
        if let question = session.trustQuestion(for: try session.run(named: run).recipe) {
            return mailbox.post(.trustAsked(question, before: .resume(run: run)))
        }
        _ = try session.resume(run, start: true)
    }

    private func train(_ recipe: Recipe, parent: String?) throws {
        if let question = session.trustQuestion(for: recipe) {
            return mailbox.post(.trustAsked(question, before: .train(recipe, parent: parent)))
        }
        guard let opened = table.withLock({ $0 }) else { return }
        let record = try session.enqueue(recipe, table: opened.table, sourcePath: opened.path, parent: parent, start: true)
        mailbox.post(.queued(record))
    }

    private func rerun(_ runs: [String]) throws {
        guard let opened = table.withLock({ $0 }) else { return }
        for run in runs {
            let record = try session.run(named: run)
            do {
                try train(session.recipe(of: record, on: opened.table), parent: record.id)
            } catch let error as AssayError where runs.count > 1 && error.code == "same_table" {
                // Of many some may have been trained on it before.
                continue
            }
        }
    }

    private func steer(_ run: String, _ steering: Effect.Steering) throws {
        let command: Intervention.Kind =
            switch steering {
            case .pause: .pause
            case .resume: .resume
            case .stop: .stop
            case .cancel: .cancel
            }
        _ = try session.steer(run, command)
    }

    private func fetchPoints(_ runs: [String]) {
        let wanted = pendingPoints.withLock { pending in
            let fresh = runs.filter { !pending.contains($0) }
            pending.formUnion(fresh)
            return fresh
        }
        for run in wanted {
            views.async {
                _ = self.pendingPoints.withLock { $0.remove(run) }
                self.attempt { self.mailbox.post(.points(run: run, try self.session.points(of: run, maximum: 2048))) }
            }
        }
    }

    private func judge(_ run: String) {
        attempt {
            if let change = try session.change(of: try session.run(named: run)) { mailbox.post(.verdict(run: run, change)) }
        }
    }

    private func unseal(_ run: String) {
        attempt {
            let (record, _) = try session.unseal(run)
            if let text = record.sealed?.sentence(record.recipe.metric) { mailbox.post(.said(text)) }
            refresh()
        }
    }

    private func compare(_ runs: [String]) {
        attempt { mailbox.post(.compared(runs, try session.compare(runs))) }
        for run in runs { predictions(run) }
    }

    private func predictions(_ run: String) {
        guard let opened = table.withLock({ $0 }) else { return }
        attempt {
            let record = try session.run(named: run)
            guard record.recipe.source.fingerprint == opened.table.source.fingerprint, record.state.hasResult else { return }
            mailbox.post(.predictions(try session.predictionSummary(of: record, table: opened.table)))
        }
    }
}
