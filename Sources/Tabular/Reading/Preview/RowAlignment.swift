/// Finds the rows of a stretch of text that was taken from anywhere.
struct RowAlignment {
    let layout: Layout
    private let rules: RowRules

    init(_ layout: Layout) {
        self.layout = layout
        rules = RowRules(layout.dialect)
    }

    /// Whole rows of a stretch.
    struct Found {
        var range: Range<Int>
        var rows: Int
        /// Rows with as many fields as they should have, less the fields that a quote begins and none ends: what lies between two quoted
        /// fields looks like those where inside is taken for outside.
        var score: Int
    }

    /// The whole rows of a block that begins anywhere, without the one it begins in.
    ///
    /// Whether it begins inside quotes is not known: it is whichever looks more like rows (C. Ge, Y. Li, E. Eilebrecht,
    /// B. Chandramouli and D. Kossmann, Speculative distributed CSV data parsing for big data analytics, 2019, doi:10.1145/3299869.3319898).
    func rows(of block: SourceBytes, isLast: Bool) -> Found? {
        let outside = rows(of: block, startsQuoted: false, isLast: isLast)
        guard layout.dialect.quoted, block.buffer.contains(Dialect.quote),
            let inside = rows(of: block, startsQuoted: true, isLast: isLast)
        else { return outside }
        guard let outside else { return inside }
        return inside.score * outside.rows > outside.score * inside.rows ? inside : outside
    }

    private func rows(of block: SourceBytes, startsQuoted: Bool, isLast: Bool) -> Found? {
        let scan = RowScan(
            block.base, 0, block.count, origin: 0, rules: rules, startsQuoted: startsQuoted, isLast: isLast)
        // The first row that ends here began before the block.
        let start = scan.firstEnd.place
        let end = isLast && !scan.isQuoted ? block.count : scan.rest
        guard scan.rows > 1, start >= 0, end > start else { return nil }
        var splitter = FieldSplitter(
            block.base + start, count: end - start, origin: start, line: 1, columns: layout.columns, rules: rules)
        var (rows, halves) = (0, 0)
        let room = FieldSplitter.room(rows: 1, columns: layout.columns)
        let uneven = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: room) { cells -> Int in
            guard let base = cells.baseAddress else { return 0 }
            while case let got = splitter.next(into: base, limit: 1, textLimit: .max >> 1), got > 0 {
                rows += got
                guard splitter.hasQuotes else { continue }
                for field in 0..<layout.columns {
                    let first = Int(base[field]) + (field == 0 ? 0 : 1)
                    let cell = Cell(trimming: block.base + start + first, Int(base[field + 1]) - first, quoted: true)
                    if cell.isQuoted, cell.start[cell.count - 1] != Dialect.quote { halves += 1 }
                }
            }
            return splitter.short.count + splitter.long.count
        }
        return rows > 0 ? Found(range: start..<end, rows: rows, score: rows - uneven - halves) : nil
    }
}
