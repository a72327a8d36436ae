/// Room for the histograms of a tree's leaves, within a bound; the leaves of one tree after the other use it.
final class HistogramPool {
    private let length: Int
    private let capacity: Int
    private var buffers: [NativeBuffer<Int64>] = []
    private var free: [Int] = []

    /// Room for `leaves` histograms, or as many as `budget` bytes hold, but three at the least.
    init(length: Int, leaves: Int, budget: Int) {
        self.length = length
        capacity = max(3, min(leaves, budget / max(length * 8, 1)))
    }

    subscript(slot: Int) -> UnsafeMutablePointer<Int64> { buffers[slot].base }

    /// Takes all back.
    func reset() { free = Array(buffers.indices.reversed()) }

    /// A histogram that no leaf has, its content left over from before; nil where all are taken.
    func take() -> Int? {
        if let slot = free.popLast() { return slot }
        guard buffers.count < capacity else { return nil }
        buffers.append(NativeBuffer(length, repeating: 0))
        return buffers.count - 1
    }

    /// Takes a histogram back.
    func give(_ slot: Int) { free.append(slot) }
}
