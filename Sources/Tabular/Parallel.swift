import Dispatch
public import Recipes
import Synchronization

/// How many threads work at once on tables.
public enum Threads {
    /// The cores of this machine; whoever asks for other numbers gets the same result.
    @TaskLocal static var limit = Workers.available

    /// Runs `body`, in which work on tables takes no more than so many threads; nil is as many as there are cores.
    ///
    /// - Throws: what `body` throws.
    public static func limited<Value>(
        to limit: Int?, _ body: () throws(AssayError) -> Value
    ) throws(AssayError) -> Value {
        let limit = max(1, min(limit ?? Workers.available, 256))
        return try $limit.withValue(limit) { Result { () throws(AssayError) in try body() } }.get()
    }
}

/// The results of `body` for 0 ..< count, worked out on all cores, in order.
///
/// `body` runs on several threads at once and must not write to anything shared.
func inParallel<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    inParallel(count, scratch: {}) { index, _ in body(index) }
}

/// The results of `body` for 0 ..< count, worked out on all cores, in order, with memory that each thread keeps from one to the next.
///
/// `scratch` makes the memory of one thread. `body` runs on several threads at once and must not write to anything shared but its
/// thread's memory; what it returns must not depend on what that held before.
func inParallel<Scratch, Result: Sendable>(
    _ count: Int, scratch: @Sendable () -> Scratch, _ body: @Sendable (Int, Scratch) -> Result
) -> [Result] {
    let threads = min(count, Threads.limit)
    if threads < 2 {
        guard count > 0 else { return [] }
        let memory = scratch()
        return (0..<count).map { body($0, memory) }
    }
    let next = Atomic<Int>(0)
    return [Result](unsafeUninitializedCapacity: count) { places, initialized in
        // Every index is taken once, so every place is written once.
        guard let start = places.baseAddress else { return }
        nonisolated(unsafe) let base = start
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            let memory = scratch()
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                base.advanced(by: index).initialize(to: body(index, memory))
            }
        }
        initialized = count
    }
}
