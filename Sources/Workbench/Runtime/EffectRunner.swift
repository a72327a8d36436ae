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
    let files = DispatchQueue(label: "assay.files", qos: .userInitiated)
    let store = DispatchQueue(label: "assay.store", qos: .userInteractive)
    let views = DispatchQueue(label: "assay.views", qos: .userInitiated)
    let analyses = AnalysisQueue()
    /// Raised with every import that is asked for or cancelled: only the newest counts.
    let imports = Mutex<Int>(0)
    /// The import that a person ended, of which that is said.
    let cancelled = Mutex<Int>(0)
    /// Raised with every profile that is asked for, and with every table: older ones are given up.
    let profiles = Mutex<Int>(0)
    let table = Mutex<OpenTable?>(nil)
    /// What is looked at until the table is there.
    let previewed = Mutex<Preview?>(nil)
    private let revision = Mutex<Int>(0)
    /// What is to be kept of the draft and the journal, until it is written: of several changes in a row only the last.
    private let unkept = Mutex<(draft: JSON, journal: Journal)?>(nil)
    /// The derived column that is to be shown while it is typed, until it is worked out: only the last counts.
    let unseen = Mutex<(name: String, expression: String)?>(nil)
    let unseenStep = Mutex<(step: Step, place: Int)?>(nil)
    /// Runs whose points are being fetched, so that a fast worker does not pile up requests.
    let pendingPoints = Mutex<Set<String>>([])

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

    func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch let error as AssayError {
            mailbox.post(.failed(error))
        } catch {
            mailbox.post(.failed(AssayError(code: "unexpected", message: "\(error)")))
        }
    }

    func onStore(_ body: @escaping @Sendable () throws -> Void) {
        store.async {
            self.attempt(body)
            self.refresh()
        }
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
}
