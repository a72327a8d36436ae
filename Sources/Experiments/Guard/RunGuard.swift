import Dispatch
import Foundation
import Glibc
import Learning
import Recipes
import RunStore
import Synchronization
import Tabular

/// The guard beside one run: a thread of its own that gets only the time which the fit leaves. It writes what it finds into the store
/// as soon as it knows it, and neither the run's bits nor its end depend on it.
final class RunGuard: Sendable {
    private let store: RunStore
    private let run: RunRecord
    private let silenced: Set<String>
    private let isGivenUp = Atomic<Bool>(false)
    private let hasEnded = DispatchSemaphore(value: 0)
    private let isOver = DispatchGroup()

    /// Begins.
    ///
    /// - Parameters:
    ///   - run: what is trained.
    ///   - table: as the recipe prepares it.
    ///   - store: takes the findings.
    ///   - silenced: codes of checks that are not made.
    init(_ run: RunRecord, on table: Table, store: RunStore, silenced: [String]) {
        self.run = run
        self.store = store
        self.silenced = Set(silenced)
        isOver.enter()
        let thread = Thread { self.work(on: table) }
        thread.name = "assay.guard"
        thread.start()
    }

    /// The run is over: what its result says can be looked at now. Returns at once.
    ///
    /// - Parameter hasResult: without one nothing more is looked for.
    func runEnded(hasResult: Bool) {
        if !hasResult { isGivenUp.store(true, ordering: .relaxed) }
        hasEnded.signal()
    }

    /// Waits until everything has been looked at.
    func wait() { isOver.wait() }

    /// Whether everything has been looked at.
    var isThrough: Bool { isOver.wait(timeout: .now()) == .success }

    /// The table goes when this is through: a worker that waits for its next run need not keep it.
    private func work(on table: Table) {
        defer { isOver.leave() }
        // Of the kernel's threads this one alone steps back: what it does must not take time from the fit.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
        Threads.limitedToOne { look(at: table) }
    }

    private func look(at table: Table) {
        let isCancelled: @Sendable () -> Bool = { self.isGivenUp.load(ordering: .relaxed) }
        let recipe = run.recipe
        var found = wants({ $0.stage == .profile || $0 == .leak }) ? ofProfile(of: table, isCancelled) : []
        keep(found, isComplete: false)
        var columns: ColumnScores?
        var rows = table.rowCount
        if let splits = try? Trainer.splits(of: recipe, on: table), !isCancelled() {
            rows = splits.unsealed.rows.count
            if wants({ $0.stage == .rows }) {
                found += RowGuard(
                    recipe: recipe, table: table, splits: splits, silenced: silenced, isCancelled: isCancelled
                ).findings()
                keep(found, isComplete: false)
            }
            if wants({ [.leak, .goldenFeature, .predictivePower].contains($0) }) {
                columns = ColumnScores(recipe, on: table, splits: splits, isCancelled: isCancelled)
            }
        }
        hasEnded.wait()
        guard !isCancelled(), let ended = try? store.run(run.id), let series = try? store.series(of: run.id),
            let others = try? store.results(onTable: recipe.source.fingerprint)
        else { return keep(found, isComplete: true) }
        let result = ResultGuard(
            run: ended, series: series, others: others, rows: rows, silenced: silenced, columns: columns)
        keep(found + result.findings(), isComplete: true)
    }

    /// Whether one of some checks is to be made: what is silenced takes no time either.
    private func wants(_ isOne: (GuardCheck) -> Bool) -> Bool {
        GuardCheck.all.contains { isOne($0) && !silenced.contains($0.code) }
    }

    private func ofProfile(of table: Table, _ isCancelled: @escaping @Sendable () -> Bool) -> [Finding] {
        let observer = ProfileObserver(isCancelled: isCancelled)
        guard let profile = table.profile(target: run.recipe.target, sample: Table.profileSample, observer: observer) else {
            return []
        }
        return ProfileGuard(run.recipe, profile: profile, silenced: silenced).findings
    }

    /// A store that cannot be written has been told of by the run itself.
    private func keep(_ findings: [Finding], isComplete: Bool) {
        var kept: [Finding] = []
        for finding in GuardCheck.ordered(findings) {
            let isKnown = kept.contains { $0.code == finding.code && $0.column == finding.column }
            if !isKnown { kept.append(finding) }
        }
        try? store.keep(kept, silenced: silenced.sorted(), isComplete: isComplete, of: run.id)
    }
}

/// The guards that are still at work in this process.
public final class GuardDesk: Sendable {
    private let guards = Mutex<[RunGuard]>([])

    public init() {}

    func add(_ one: RunGuard) {
        guards.withLock { guards in
            guards.removeAll(where: \.isThrough)
            guards.append(one)
        }
    }

    /// Waits until all that were begun are through; what they found is in the store then.
    public func wait() {
        while let next = guards.withLock({ $0.first }) {
            next.wait()
            guards.withLock { $0.removeAll { $0 === next } }
        }
    }
}

extension Threads {
    /// What `body` does with tables it does on the calling thread alone.
    static func limitedToOne(_ body: () -> Void) { try? limited(to: 1) { body() } }
}
