import Actions
import Dispatch
import Experiments
import Glibc
import Recipes
import RunStore
import Synchronization
import Tabular

/// Reads tables, prepares and profiles them, and fits drafts to them.
extension EffectRunner {
    func open(_ path: String, _ reading: ReadingOptions?) {
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

    func open(_ path: String, _ reading: ReadingOptions?, ticket: Int) {
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
    func stopped(_ path: String, _ ticket: Int) {
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
    static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    func keep(_ reading: ReadingOptions) {
        guard let path = table.withLock({ $0?.path }) else { return }
        let session = session
        store.async { self.attempt { try session.keep(reading: reading, of: path) } }
    }

    /// The first rows of a file that is being read, and some from all over it.
    struct Preview {
        var opened: OpenTable
        var sample: Table?
    }

    /// Shows the first rows of a file that takes long to read, unless a table is there already.
    func show(_ found: TablePreview, of path: String) {
        guard table.withLock({ $0 == nil }) else { return }
        let opened = OpenTable(table: found.first, path: path, estimatedRows: found.estimatedRows)
        previewed.withLock { $0 = Preview(opened: opened, sample: found.sample) }
        analyses.tableChanged()
        mailbox.post(.tablePreviewed(opened))
    }

    /// Profiles the table; while it is being read, a sample of it.
    func profile(_ target: Recipe.Target?) {
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

    func profileTable(_ target: Recipe.Target?) {
        guard let opened = table.withLock({ $0 }) else { return }
        let fingerprint = opened.table.source.fingerprint
        let ticket = profiles.withLock { $0 }
        session.profile(
            of: opened.table, target: target, isCancelled: { self.profiles.withLock { $0 != ticket } },
            then: { mailbox.post(.profiled(fingerprint: fingerprint, target: target?.column, $0)) })
    }

    func analyse(_ question: any DataQuestion, _ target: Recipe.Target?) {
        guard let opened = previewed.withLock({ $0?.opened }) ?? table.withLock({ $0 }) else { return }
        let session = session
        analyses.answer(
            question, table: opened.table, target: target,
            open: { path throws(AssayError) in try session.otherTable(path: path) },
            then: { self.mailbox.post(.analysed($0)) })
    }

    func prepare(_ steps: [Step], _ target: String?) {
        guard let source = table.withLock({ $0?.preparation.source }) else { return }
        let kept = (try? session.project.pinned(steps)) ?? SecretAddress.kept(steps)
        let made = session.preparation(of: source, by: kept, target: target)
        table.withLock { $0?.table = made.table }
        analyses.tableChanged()
        mailbox.post(.prepared(made, asked: steps, kept: kept))
    }

    func preview(_ name: String, _ expression: String) {
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

    func preview(_ step: Step, _ place: Int) {
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

    func makeDraft(_ target: String?, from former: Recipe?, steps: [Step]?) {
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
    func makeSketch(of opened: OpenTable, _ steps: [Step]?) {
        let source = opened.preparation.source
        let fitting = steps.flatMap { session.preparation(of: source, by: $0, target: nil).failure == nil ? $0 : nil }
        let start = fitting ?? session.startingSteps(of: opened.path)
        guard !start.isEmpty else { return profileTable(nil) }
        mailbox.post(.sketched(Sketch(table: source.source.fingerprint, steps: start)))
    }
}
