import Dispatch
import Foundation
import Glibc
import Recipes
import RunStore
import Synchronization

/// Commits the points of one run from a thread of its own, every 50 ms, so that no transaction spans computation; and looks
/// out for what people ask of the run.
final class PointWriter: Sendable {
    private static let interval = 0.05
    private static let tick = 0.02
    /// Seconds that a commit should take at the most: a point waits for the commit before its own, and for its own.
    private static let longestCommit = 0.08

    private struct Pending {
        var series: [SeriesName: Int] = [:]
        var points: [SeriesPoints] = []
        var count = 0
        var progress: RunRecord.Progress?
        var isOver = false
        var failure: AssayError?
        /// Points past which the training waits for the disk: as many as are committed in ``longestCommit``.
        var bound = 20_000
    }

    private let store: RunStore
    private let run: String
    private let pending = Mutex(Pending())
    /// Held for the whole of a commit, so that batches reach the store in their order.
    private let committing = Mutex(())
    private let something = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let asked = Atomic<Bool>(true)
    private let isClosed = Atomic<Bool>(false)

    init(store: RunStore, run: String) {
        self.store = store
        self.run = run
        let thread = Thread { self.work() }
        thread.name = "assay.points"
        thread.start()
    }

    /// Takes the values of a step; waits where the disk cannot keep up.
    func add(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)], progress: RunRecord.Progress) {
        while pending.withLock({ $0.count > $0.bound && $0.failure == nil }) { usleep(1000) }
        let wasEmpty = pending.withLock { pending in
            let wasEmpty = pending.count == 0
            for value in values {
                let name = SeriesName(fold: fold, rows: value.rows, metric: value.metric)
                let place = pending.series[name] ?? pending.points.count
                if place == pending.points.count {
                    pending.series[name] = place
                    pending.points.append(SeriesPoints(name: name, steps: [], values: []))
                }
                pending.points[place].steps.append(step)
                pending.points[place].values.append(value.value)
            }
            pending.count += values.count
            pending.progress = progress
            return wasEmpty
        }
        if wasEmpty { something.signal() }
    }

    /// Takes how far the run is.
    func report(_ progress: RunRecord.Progress) { pending.withLock { $0.progress = progress } }

    /// Whether somebody may have asked something since this was last called.
    func takeAsked() -> Bool { asked.exchange(false, ordering: .acquiringAndReleasing) }

    /// Why points could not be kept, if so.
    var failure: AssayError? { pending.withLock { $0.failure } }

    /// Commits what there is, on the calling thread.
    func flush() throws(AssayError) {
        _ = commit()
        if let failure { throw failure }
    }

    /// Commits what is left and ends the thread; once more it only tells again why points could not be kept.
    func close() throws(AssayError) {
        if !isClosed.exchange(true, ordering: .acquiringAndReleasing) {
            pending.withLock { $0.isOver = true }
            something.signal()
            ended.wait()
        }
        if let failure { throw failure }
    }

    private func work() {
        var version = -1
        var last = 0.0
        while true {
            _ = something.wait(timeout: .now() + Self.tick)
            if let now = try? store.dataVersion(), now != version {
                version = now
                if let waiting = try? store.pendingInterventions(of: run), !waiting.isEmpty {
                    asked.store(true, ordering: .releasing)
                }
            }
            let isOver = pending.withLock { $0.isOver }
            let now = Clock.monotonic()
            guard isOver || now - last >= Self.interval else { continue }
            if commit() { last = now }
            if isOver { break }
        }
        ended.signal()
    }

    /// Commits what there is; false where there is nothing.
    private func commit() -> Bool { committing.withLock { _ in commitInTurn() } }

    private func commitInTurn() -> Bool {
        let (points, progress, count) = pending.withLock { pending in
            let batch = (pending.points, pending.progress, pending.count)
            pending.points = []
            pending.series = [:]
            pending.count = 0
            pending.progress = nil
            return batch
        }
        guard !points.isEmpty || progress != nil else { return false }
        let began = Clock.monotonic()
        do throws(AssayError) {
            try store.append(points, to: run, progress: progress)
            // A small commit says nothing of how many fit.
            if count >= 5000 { setBound(Double(count) / max(1e-6, Clock.monotonic() - began)) }
        } catch {
            pending.withLock { $0.failure = $0.failure ?? error }
        }
        return true
    }

    /// Holds a trainer that tells more than the disk takes back, so that what it tells is seen in time.
    private func setBound(_ pointsPerSecond: Double) {
        let fitting = min(200_000, max(5000, pointsPerSecond * Self.longestCommit))
        pending.withLock { $0.bound = Int(fitting) }
    }
}

/// Seconds that only go forward.
enum Clock {
    /// Seconds since 1970 UTC.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func monotonic() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
