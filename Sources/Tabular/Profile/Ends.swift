/// The least and the largest value of a column, how often each stands, and the values next to them.
struct Ends: Sendable {
    let least: (value: Double, count: Int)
    let most: (value: Double, count: Int)
    let nextToLeast: Double
    let nextToMost: Double

    /// Of finite values, ascending; nil where there are fewer than three different ones.
    ///
    /// - Complexity: O(log n).
    init?(_ sorted: UnsafeBufferPointer<Double>) {
        guard let low = sorted.first, let high = sorted.last else { return nil }
        let first = sorted.partitionPoint { $0 > low }
        let last = sorted.partitionPoint { $0 >= high }
        guard first < last else { return nil }
        least = (low, first)
        most = (high, sorted.count - last)
        nextToLeast = sorted[first]
        nextToMost = sorted[last - 1]
    }
}
