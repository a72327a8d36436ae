import Glibc
import Learning
import Recipes
import RunStore

/// Keeps a store up to date with event files that grow.
final class EventFollower {
    /// Seconds without a new value after which a run is taken to be over.
    private static let patience = 600.0
    /// Seconds between two looks at known files, and between two looks for new ones.
    private static let pause = 0.2
    private static let longPause = 2.0

    private let folder: EventFolder
    private let worker: Worker
    /// The runs that grow, by the name of their folder: the lock of each, when a value came last, and how many tags it had then.
    private var live: [String: (lock: FileLock, id: String, since: Double, tags: Int)] = [:]
    /// Runs that are not to be touched: deleted here, or followed by another process.
    private var left: Set<String> = []
    private var searched = Clock.monotonic()
    private var others: [String] = []
    private var told: Set<String> = []
    /// Asked for once: it asks git.
    private lazy var identity = worker.identity

    init(_ folder: EventFolder, worker: Worker) {
        self.folder = folder
        self.worker = worker
    }

    private var store: RunStore { worker.store }

    /// Takes what there is; `directive` is asked between runs whether to go on.
    func takeAll(directive: () -> TrainingDirective) throws(AssayError) -> TakingReport {
        var report = TakingReport()
        for run in folder.runs {
            guard directive() == .proceed else { break }
            _ = run.read()
            if !run.isEmpty { try keep(run, into: &report) }
        }
        return report
    }

    /// Takes what has come since.
    func look(into report: inout TakingReport) throws(AssayError) {
        let now = Clock.monotonic()
        if now - searched > Self.longPause {
            folder.look()
            searched = now
        }
        for run in folder.runs where !left.contains(run.folder) {
            let new = run.read()
            if let known = live[run.folder] {
                if let new, new.isEmpty {
                    if now - known.since > Self.patience { try end(run) }
                    continue
                }
                live[run.folder]?.since = now
                live[run.folder]?.tags = run.points.count
                // Another tag may change what the others are called.
                if let new, known.tags == run.points.count {
                    try store.append(run.series(new), to: known.id)
                } else {
                    _ = try store.take(run.tracked(isLive: true).taken(by: identity))
                }
            } else if new.map({ !$0.isEmpty }) ?? true {
                try begin(run, now, into: &report)
            }
        }
    }

    func wait() { usleep(UInt32(Self.pause * 1_000_000)) }

    /// Ends the runs that still grew.
    func end() throws(AssayError) {
        for run in folder.runs where live[run.folder] != nil { try end(run) }
    }

    /// What a person should know and was not told yet.
    func remarks() -> [String] {
        let empty = folder.runs.filter(\.isEmpty).map { "\($0.name) holds no scalars" }
        let new = (folder.remarks + empty + folder.runs.flatMap(\.remarks) + others).filter { !told.contains($0) }
        told.formUnion(new)
        return new
    }

    // MARK: One run

    private func keep(_ run: EventRun, into report: inout TakingReport) throws(AssayError) {
        let taken = run.tracked(isLive: false).taken()
        guard !Liveness.isHeld(taken.id, folder: store.folder) else {
            others.append("\(run.name) is followed by another process")
            left.insert(run.folder)
            return
        }
        let taking = try store.take(taken)
        report.add(taking, taken.id)
        if taking == .deleted { left.insert(run.folder) }
    }

    private func begin(_ run: EventRun, _ now: Double, into report: inout TakingReport) throws(AssayError) {
        let taken = run.tracked(isLive: true).taken(by: identity)
        guard let lock = try FileLock.ofRun(taken.id, folder: store.folder) else {
            left.insert(run.folder)
            return
        }
        let taking = try store.take(taken)
        guard taking != .deleted else {
            left.insert(run.folder)
            return lock.release()
        }
        report.add(taking, taken.id)
        live[run.folder] = (lock, taken.id, now, run.points.count)
    }

    private func end(_ run: EventRun) throws(AssayError) {
        guard let known = live.removeValue(forKey: run.folder) else { return }
        defer { known.lock.release() }
        _ = try store.take(run.tracked(isLive: false).taken())
    }
}

extension EventRun {
    /// New points under the names of their series.
    fileprivate func series(_ new: [String: (steps: [Int], values: [Double])]) -> [SeriesPoints] {
        let names = SeriesNaming.names(of: points.keys)
        return new.sorted { $0.key < $1.key }.compactMap { key, found in
            names[key].map { SeriesPoints(name: $0, steps: found.steps, values: found.values) }
        }
    }
}
