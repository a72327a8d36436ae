import Dispatch
import Synchronization

/// Fixed blocks of work over some threads. What a block computes depends on the block alone, and whoever adds results up does
/// so in the order of the blocks: so no number of threads changes a bit.
enum Parallel {
    /// Rows of a block.
    static let blockRows = 1024

    /// The number of blocks of ``blockRows`` in so many rows.
    static func blockCount(rows: Int) -> Int { (rows + blockRows - 1) / blockRows }

    /// The rows of a block.
    static func rows(ofBlock block: Int, of rows: Int) -> Range<Int> {
        block * blockRows..<min((block + 1) * blockRows, rows)
    }

    /// What `work` gives for every number in `0..<count`, in their order, on at most `threads` threads at once.
    static func map<Value: Sendable>(_ count: Int, threads: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
        let results = Mutex([Value?](repeating: nil, count: count))
        forEach(count, threads: threads) { item in
            let value = work(item)
            results.withLock { $0[item] = value }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    /// Calls `work` once for every number in `0..<count`, on at most `threads` threads at once, and waits.
    static func forEach(_ count: Int, threads: Int, _ work: @Sendable (Int) -> Void) {
        let lanes = min(threads, count)
        guard lanes > 1 else {
            for item in 0..<count { work(item) }
            return
        }
        // Lane by lane in strides: blocks cost about the same, so no queue is needed.
        DispatchQueue.concurrentPerform(iterations: lanes) { lane in
            for item in stride(from: lane, to: count, by: lanes) { work(item) }
        }
    }
}
