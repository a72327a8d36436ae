import Recipes

/// Reads chunks of the text on one thread: divides some dozens of rows at a time and takes their cells column by column, so
/// that text, offsets and values stay in the cache of the processor.
final class ChunkReader {
    /// Rows that are divided at once, as far as their text is of no more and no fewer bytes than fit the caches.
    private static let batch = (rows: 32, bytes: 16 << 10...256 << 10)
    /// Offsets of fields that are held at once.
    private static let batchCells = 1 << 16

    let columns: [ColumnWork]
    /// Which chunks this thread read, in order.
    private(set) var chunks: [Int] = []
    private(set) var short: [Int: RaggedRows] = [:]
    private(set) var long: [Int: RaggedRows] = [:]
    private let plan: ReadingPlan
    private var text: TextBuffer
    private var values = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private let cells: UnsafeMutablePointer<UInt32>
    private let batchRows: Int
    /// The rows of the chunks that are being read, and how many of them were.
    private var firstRow = 0
    private var rows = 0
    private var done = 0

    init(_ plan: ReadingPlan, chunk: Int, arena: Arena) {
        self.plan = plan
        text = TextBuffer(capacity: chunk + (64 << 10))
        columns = plan.trials.enumerated().compactMap { place, trial in
            trial.map {
                ColumnWork(place: place, trial: $0, rules: plan.cells[place], delimiter: plan.rules.delimiter, arena: arena)
            }
        }
        let stride = plan.columns + 1
        batchRows = max(1, Self.batchCells / stride)
        cells = .allocate(capacity: FieldSplitter.room(rows: batchRows, columns: plan.columns))
    }

    deinit {
        cells.deallocate()
        values.deallocate()
    }

    /// Makes room for the values of some chunks, one behind the other.
    func begin(_ chunks: ArraySlice<Chunk>) {
        firstRow = chunks.first?.firstRow ?? 0
        rows = chunks.reduce(0) { $0 + $1.rows }
        done = 0
        let room = rows * 8 * columns.count
        if values.count < room {
            values.deallocate()
            values = .allocate(byteCount: room, alignment: 64)
        }
    }

    /// Reads the next one of these chunks.
    ///
    /// - Throws: ``AssayError`` where the source cannot be read or is not what it was.
    func read(_ chunk: Chunk, number: Int) throws(AssayError) {
        text.clear()
        guard try text.append(chunk.start..<chunk.end, of: plan.source) else { throw .sourceChanged(plan.source.path) }
        guard text.count < Int(UInt32.max) else { throw .lineTooLong(plan.source.path, line: chunk.firstLine) }
        chunks.append(number)
        try divide(text.bytes, text.count, chunk, number)
    }

    private func divide(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ chunk: Chunk, _ number: Int) throws(AssayError) {
        let quoted = plan.rules.quoted
        var splitter = FieldSplitter(
            bytes, count: count, origin: chunk.start, line: chunk.firstLine, columns: plan.columns, rules: plan.rules)
        let end = done + chunk.rows
        let wanted = Self.batch.rows * (count / max(1, chunk.rows))
        let textLimit = min(max(wanted, Self.batch.bytes.lowerBound), Self.batch.bytes.upperBound)
        while true {
            let found = splitter.next(into: cells, limit: batchRows, textLimit: textLimit)
            if found == 0 { break }
            guard done + found <= end, let base = values.baseAddress else { throw .sourceChanged(plan.source.path) }
            let batch = SplitRows(
                bytes: bytes, cells: UnsafePointer(cells), stride: plan.columns + 1, count: found,
                firstRow: firstRow + done, quoted: quoted && splitter.hasQuotes)
            for (slot, column) in columns.enumerated() where column.stray == nil {
                _ = column.read(batch, into: base + slot * rows * 8 + done * column.trial.width)
            }
            done += found
        }
        guard done == end else { throw .sourceChanged(plan.source.path) }
        if splitter.short.count > 0 { short[number] = splitter.short }
        if splitter.long.count > 0 { long[number] = splitter.long }
    }

    /// Writes the values of the chunks to their place.
    func write() {
        guard let base = values.baseAddress, rows > 0 else { return }
        for (slot, column) in columns.enumerated() where column.stray == nil {
            let start = base + slot * rows * 8
            let width = column.trial.width
            if width == 8 {
                let doubles = UnsafeBufferPointer(start: start.assumingMemoryBound(to: Double.self), count: rows)
                column.checksum &+= Checksum.of(doubles, from: firstRow)
            }
            plan.bodies.write(
                UnsafeRawBufferPointer(start: start, count: rows * width), at: plan.offset(of: column.place) + firstRow * width)
        }
    }
}
