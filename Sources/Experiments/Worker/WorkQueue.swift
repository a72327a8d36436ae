import Foundation
import Glibc
public import Recipes
public import RunStore

extension Worker {
    /// Works on the queue until it is empty: the verb `work`. There is no daemon; whoever finds the queue waiting and a place free
    /// moves it on.
    ///
    /// - Parameters:
    ///   - jobs: how many runs may go on at once in this project; nil is the setting `jobs`, which is 1 unless set.
    ///   - isDetached: whether this process was started in the background; then it volunteers when memory or processors run short.
    ///   - lingering: how it waits for more once the queue is empty; nil does not.
    /// - Returns: the runs that were trained here. A run that fails says so in its record and does not end the work.
    /// - Throws: ``AssayError`` where the store cannot be used.
    @discardableResult
    public func drainQueue(
        jobs: Int? = nil, isDetached: Bool = false, lingering: Lingering? = nil
    ) throws(AssayError) -> [RunRecord] {
        if isDetached { Self.volunteer() }
        defer { guards.wait() }
        let jobs = if let jobs { max(1, jobs) } else { try store.jobs() }
        // A worker that was started in the background is one of several processes; in the foreground threads take their place.
        let hands = isDetached ? 1 : jobs
        guard hands > 1 else {
            return try drain(slots: jobs, threads: max(1, threads / jobs), lingering: lingering)
        }
        let results = Results()
        DispatchQueue.concurrentPerform(iterations: hands) { _ in
            do throws(AssayError) {
                results.add(try drain(slots: jobs, threads: max(1, threads / jobs)))
            } catch {
                results.fail(error)
            }
        }
        return try results.get().sorted { $0.number < $1.number }
    }

    private func drain(slots: Int, threads: Int, lingering: Lingering? = nil) throws(AssayError) -> [RunRecord] {
        var trained: [RunRecord] = []
        var worker = self
        worker.threads = threads
        worker.turnsLog = lingering?.logs ?? false
        // A queued run may be out of reach, as long as its last worker has not let go of it; do not wait for it forever.
        var idleRounds = 0
        repeat {
            let before = trained.count
            guard let (slot, place) = try FileLock.slot(of: slots, folder: store.folder) else { break }
            defer { slot.release() }
            let bell = Doorbell.path(of: place, folder: store.folder)
            repeat {
                while let next = try worker.takeNext() { trained.append(next) }
            } while lingering?.waits(at: slot, bell: bell) { (try? store.queue().isEmpty) == false } ?? false
            idleRounds = trained.count > before ? 0 : idleRounds + 1
            // Somebody may have queued a run and found no place just before this one was given back: look again.
            if idleRounds == 3 { break }
        } while try !store.queue().isEmpty
        return trained
    }

    /// Trains the first queued run that can be had; nil where there is none.
    private func takeNext() throws(AssayError) -> RunRecord? {
        for candidate in try store.queue() {
            do throws(AssayError) {
                return try run(candidate.id)
            } catch {
                let now = try store.run(candidate.id)
                // It was trained here and failed, which its record says.
                if now.state == .failed, now.pid == Int(getpid()) { return now }
                if error.code == "wrong_state" { continue }
                throw error
            }
        }
        return nil
    }

    /// Lets the screens go first where more wants the processors than there are, so that they follow the store at once; and lets the kernel
    /// end this process before them when memory runs out.
    private static func volunteer() {
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
        let file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        write(file, "500", 3)
        close(file)
    }
}
