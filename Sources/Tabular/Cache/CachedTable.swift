import Recipes

/// A table as it is read and kept: without its name, which is that of the file it is asked for by.
struct CachedTable {
    var source: Recipe.Source
    var rows: Int
    var columns: [Column]
    var remarks: [String]
    var decisions = ReadingDecisions()
    /// The cache file that it lies in, if it does.
    var file: TableFile?

    /// A column whose values lie in `memory`.
    ///
    /// - Precondition: they lie inside it.
    static func column(_ entry: CacheFormat.Entry, rows: Int, in memory: MappedMemory, words: Words? = nil) -> Column {
        let storage: Column.Storage
        if let bodies = entry.words {
            let own = Words(
                text: memory.values(at: bodies.text.offset, count: bodies.text.length),
                offsets: memory.values(at: bodies.offsets.offset, count: bodies.count + 1))
            storage = .codes(memory.values(at: entry.values.offset, count: rows), words: own)
        } else if let words {
            storage = .codes(memory.values(at: entry.values.offset, count: rows), words: words)
        } else {
            storage = .numbers(memory.values(at: entry.values.offset, count: rows))
        }
        return Column(
            name: entry.name, kind: entry.kind, storage: storage, decimals: entry.decimals, hasTime: entry.hasTime,
            missingSpellings: entry.missingSpellings, countedMissing: entry.missing)
    }
}
