/// Rows in a few large chunks, each of whole blocks, for sums that need a buffer a chunk.
///
/// The chunks follow from the number of rows alone, so sums that are added in their order do not depend on the threads.
struct RowChunks {
    let rowCount: Int
    private let size: Int

    /// At most `limit` chunks.
    init(rowCount: Int, limit: Int = 32) {
        self.rowCount = rowCount
        let blocks = Parallel.blockCount(rows: rowCount)
        size = max(1, (blocks + limit - 1) / limit) * Parallel.blockRows
    }

    var count: Int { (rowCount + size - 1) / size }

    func rows(_ chunk: Int) -> Range<Int> { chunk * size..<min((chunk + 1) * size, rowCount) }

    /// Sums over all rows of vectors of `width` numbers: each chunk adds into a buffer of its own, that starts at 0.
    func sum(width: Int, threads: Int, _ body: @Sendable (Range<Int>, UnsafeMutablePointer<Double>) -> Void) -> [Double] {
        let chunks = count
        var partial = [Double](repeating: 0, count: chunks * width)
        partial.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            nonisolated(unsafe) let sums = base
            Parallel.forEach(chunks, threads: threads) { chunk in body(rows(chunk), sums + chunk * width) }
        }
        var total = [Double](repeating: 0, count: width)
        for chunk in 0..<chunks {
            for place in 0..<width { total[place] += partial[chunk * width + place] }
        }
        return total
    }
}
