import Dispatch

/// The results of `body` for 0 ..< count, worked out on all cores, in order.
///
/// `body` runs on several threads at once and must not write to anything shared.
func inParallel<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    if count < 2 { return (0..<count).map(body) }
    return [Result](unsafeUninitializedCapacity: count) { places, initialized in
        // Every iteration writes to a place of its own.
        guard let start = places.baseAddress else { return }
        nonisolated(unsafe) let base = start
        DispatchQueue.concurrentPerform(iterations: count) { index in base.advanced(by: index).initialize(to: body(index)) }
        initialized = count
    }
}
