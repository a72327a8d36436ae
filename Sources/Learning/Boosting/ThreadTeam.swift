import CKernels
import Glibc
import Synchronization

/// Threads that work on one task together, again and again, at about a microsecond a time.
///
/// The caller is thread 0. The others spin for a while between tasks, because a tree asks for thousands of short ones, and then sleep.
/// A team belongs to the thread that made it; tasks do not nest.
///
/// Where other programs want the processors, threads that wait for one another are slower than one alone. So at the end of a round
/// (``endRound()``) in which the caller mostly waited, it does everybody's part itself for some rounds. Whoever adds integers
/// gets the same sums either way.
final class ThreadTeam {
    /// The number of threads, the caller's included.
    let count: Int
    private let shared: Shared
    private var threads: [pthread_t] = []
    /// Rounds for which the caller still works alone.
    private var roundsAlone = 0
    /// For how many rounds it will, the next time.
    private var nextAlone = ThreadTeam.leastAlone
    private var roundBegan = monotonicNanoseconds()
    private static let leastAlone = 8

    /// Starts the threads; where the system refuses some, the team is smaller.
    ///
    /// - `threads`: how many to use. More than there are processors would wait for one another, so the count is cut
    ///   to those unless `exactly` is set.
    init(threads wanted: Int, exactly: Bool = false) {
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let limit = max(1, exactly ? min(wanted, 64) : min(wanted, processors, 64))
        shared = Shared(spins: exactly && wanted > processors ? 50 : 4000)
        var started = 1
        while started < limit {
            let start = Unmanaged.passRetained(Start(shared: shared, index: started))
            var thread = pthread_t()
            let failure = pthread_create(
                &thread, nil,
                { argument in
                    guard let argument else { return nil }
                    let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                    start.shared.serve(as: start.index)
                    return nil
                }, start.toOpaque())
            guard failure == 0 else {
                start.release()
                break
            }
            threads.append(thread)
            started += 1
        }
        count = started
    }

    deinit {
        shared.end()
        for thread in threads { pthread_join(thread, nil) }
    }

    /// Runs `body` once on each thread with the thread's number, and returns when all are done.
    func run(_ body: @escaping (Int) -> Void) {
        guard count > 1, roundsAlone == 0 else {
            for thread in 0..<count { body(thread) }
            return
        }
        shared.publish(body, to: count - 1)
        body(0)
        shared.waitForOthers()
    }

    /// Calls `body` for every number below `limit`, each on whichever thread is free first.
    func forEach(below limit: Int, _ body: @escaping (_ item: Int, _ thread: Int) -> Void) {
        guard count > 1, limit > 1, roundsAlone == 0 else {
            for item in 0..<max(limit, 0) { body(item, 0) }
            return
        }
        let next = Counter()
        run { thread in
            while true {
                let item = next.value.wrappingAdd(1, ordering: .relaxed).oldValue
                guard item < limit else { return }
                body(item, thread)
            }
        }
    }
}

extension ThreadTeam {
    /// Says that a round, such as a tree, is over, and decides whether the next is worth sharing.
    func endRound() {
        guard count > 1 else { return }
        let now = monotonicNanoseconds()
        let length = now &- roundBegan
        let waited = shared.takeWaited()
        roundBegan = now
        if roundsAlone > 0 {
            roundsAlone -= 1
        } else if waited &* 5 > length &* 2 {
            roundsAlone = nextAlone
            nextAlone = min(nextAlone * 2, 64)
        } else {
            nextAlone = max(nextAlone / 2, ThreadTeam.leastAlone)
        }
    }

    private final class Counter: Sendable {
        let value = Atomic<Int>(0)
    }

    private final class Start {
        let shared: Shared
        let index: Int
        init(shared: Shared, index: Int) {
            self.shared = shared
            self.index = index
        }
    }

    /// What the threads see of one another.
    ///
    /// `task` is written before `generation` is raised and read after it was seen raised, which orders the two.
    private final class Shared: @unchecked Sendable {
        private let generation = Atomic<Int>(0)
        private let pending = Atomic<Int>(0)
        private let sleepers = Atomic<Int>(0)
        private let callerSleeps = Atomic<Bool>(false)
        private let ended = Atomic<Bool>(false)
        private let spins: Int
        private var task: ((Int) -> Void)?
        /// Nanoseconds that the caller slept.
        private var waited: UInt64 = 0
        private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private let done = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

        init(spins: Int) {
            self.spins = spins
            mutex.initialize(to: pthread_mutex_t())
            wake.initialize(to: pthread_cond_t())
            done.initialize(to: pthread_cond_t())
            pthread_mutex_init(mutex, nil)
            pthread_cond_init(wake, nil)
            pthread_cond_init(done, nil)
        }

        deinit {
            pthread_mutex_destroy(mutex)
            pthread_cond_destroy(wake)
            pthread_cond_destroy(done)
            mutex.deallocate()
            wake.deallocate()
            done.deallocate()
        }

        func publish(_ body: @escaping (Int) -> Void, to others: Int) {
            task = body
            pending.store(others, ordering: .relaxed)
            advance()
        }

        func end() {
            ended.store(true, ordering: .relaxed)
            advance()
        }

        private func advance() {
            generation.wrappingAdd(1, ordering: .sequentiallyConsistent)
            guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
            pthread_mutex_lock(mutex)
            pthread_cond_broadcast(wake)
            pthread_mutex_unlock(mutex)
        }

        func waitForOthers() {
            for _ in 0..<spins {
                if pending.load(ordering: .acquiring) == 0 { return task = nil }
                kernel_pause()
            }
            let began = monotonicNanoseconds()
            pthread_mutex_lock(mutex)
            callerSleeps.store(true, ordering: .sequentiallyConsistent)
            while pending.load(ordering: .sequentiallyConsistent) != 0 { pthread_cond_wait(done, mutex) }
            callerSleeps.store(false, ordering: .sequentiallyConsistent)
            pthread_mutex_unlock(mutex)
            waited &+= monotonicNanoseconds() &- began
            task = nil
        }

        /// How long the caller slept since this was last asked.
        func takeWaited() -> UInt64 {
            defer { waited = 0 }
            return waited
        }

        /// The loop of a thread.
        func serve(as index: Int) {
            var seen = 0
            while true {
                seen = waitForTask(after: seen)
                if ended.load(ordering: .relaxed) { return }
                perform(index)
                guard pending.wrappingSubtract(1, ordering: .sequentiallyConsistent).newValue == 0,
                    callerSleeps.load(ordering: .sequentiallyConsistent)
                else { continue }
                pthread_mutex_lock(mutex)
                pthread_cond_signal(done)
                pthread_mutex_unlock(mutex)
            }
        }

        @inline(never)
        private func perform(_ index: Int) { task?(index) }

        private func waitForTask(after seen: Int) -> Int {
            for _ in 0..<spins {
                let current = generation.load(ordering: .acquiring)
                if current != seen { return current }
                kernel_pause()
            }
            pthread_mutex_lock(mutex)
            sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
            var current = generation.load(ordering: .sequentiallyConsistent)
            while current == seen {
                pthread_cond_wait(wake, mutex)
                current = generation.load(ordering: .sequentiallyConsistent)
            }
            sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
            pthread_mutex_unlock(mutex)
            return current
        }
    }
}

/// A clock that only goes forwards.
private func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(truncatingIfNeeded: time.tv_sec) &* 1_000_000_000 &+ UInt64(truncatingIfNeeded: time.tv_nsec)
}
