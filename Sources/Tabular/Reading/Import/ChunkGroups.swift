/// Which chunks a thread reads before it writes their values.
enum ChunkGroups {
    /// The bytes of a column that are worth a call to write them.
    private static let piece = 16 << 10

    /// Ranges of chunks, in order.
    ///
    /// Rows of thousands of columns are few in a chunk, so that each column would be written in many small pieces. So some are read
    /// together, towards the end fewer, that all threads end at about the same time. What is read does not depend on it.
    static func of(_ chunks: [Chunk], threads: Int) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var start = 0
        while start < chunks.count {
            let share = max(1, (chunks.count - start) / (threads + 1))
            var end = start
            var rows = 0
            repeat {
                rows += chunks[end].rows
                end += 1
            } while end < chunks.count && end - start < share && (rows + chunks[end].rows) * 8 <= piece
            groups.append(start..<end)
            start = end
        }
        return groups
    }
}
