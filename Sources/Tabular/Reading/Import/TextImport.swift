import Recipes

/// Reads the columns of a text that was looked through.
///
/// Every column is read as what some of its values look like. Where the whole column is something else it is read again, so that what
/// comes out depends on nothing but the text and the options.
struct TextImport {
    let text: TextSurvey
    let path: String
    let options: ReadingOptions
    let work: ImportWork
    /// Where words may be put down that are more than the memory should hold.
    let folder: String?
    let names: [String]
    /// What was noticed before the text was there.
    private let remarks: [String]

    init(
        _ text: TextSurvey, path: String, remarks: [String] = [], options: ReadingOptions, work: ImportWork, folder: String?
    ) throws(AssayError) {
        self.text = text
        self.remarks = remarks
        self.path = path
        self.options = options
        self.work = work
        self.folder = folder
        let layout = text.layout
        guard text.survey.rows > 0 else { throw layout.hasHeader ? .headerAlone(path) : .emptyFile(path) }
        guard text.survey.rows <= Int(Int32.max) else { throw .tooManyRows(path) }
        names = DialectRules.uniqueNames(layout.hasHeader ? layout.header : [], columns: layout.columns)
        for name in options.kinds.keys.sorted() + options.dateOrders.keys.sorted() where !names.contains(name) {
            throw .noSuchColumn(name, in: path.lastPathComponent, known: names)
        }
    }

    /// The bytes that the values take.
    func size(columns: Int) -> Int {
        CacheFormat.prefix + columns * ReadingPlan.slotSize(rows: text.survey.rows)
    }

    /// Reads all columns into a file of the cache or into memory.
    ///
    /// - Returns: the table and where its bodies lie; nil where the disk is full.
    /// - Throws: ``AssayError`` where the source changed or cannot be read, or the import was stopped.
    /// - Complexity: O(n); different words are sorted, O(d log d) a column.
    func read(
        into bodies: TableBodies, report: (ImportProgress.Phase) -> Void
    ) throws(AssayError) -> (table: CachedTable, entries: [CacheFormat.Entry], end: Int)? {
        let writer = BodyWriter(bodies, end: size(columns: names.count))
        guard let reading = try read(Array(names.indices), options: options, writer: writer, report: report),
            let columns = writer.columns(reading.columns, rows: text.survey.rows)
        else { return nil }
        report(.finishing)
        var changes = text.changes
        changes.merge(try changedCells(columns)) { _, own in own }
        let source = Recipe.Source(
            fingerprint: Fingerprint.table(content: text.content, options: .object(changes)), header: text.layout.hasHeader,
            delimiter: String(UnicodeScalar(text.layout.dialect.delimiter)))
        let results = reading.columns.map(\.result)
        let table = CachedTable(
            source: source, rows: text.survey.rows, columns: columns,
            remarks: remarks + text.remarks + remarks(of: reading) + results.flatMap(\.remarks),
            decisions: decisions(source, results))
        return (table, reading.columns.map(\.entry), writer.end)
    }

    private func decisions(_ source: Recipe.Source, _ results: [ColumnResult]) -> ReadingDecisions {
        var decisions = ReadingDecisions()
        decisions.isText = true
        decisions.encoding = text.encoding
        decisions.delimiter = source.delimiter
        decisions.skippedLines = text.layout.skipped
        decisions.missing = options.missing
        decisions.header = source.header
        for result in results {
            decisions.numbers[result.name] = result.numbers
            decisions.dates[result.name] = result.dates
        }
        return decisions
    }

    // MARK: Columns

    /// Some columns where they lie, and the rows that have too few or too many fields.
    private struct Reading {
        var columns: [PlacedColumn]
        var short = RaggedRows()
        var long = RaggedRows()
    }

    /// Reads some columns, again and again until each is what it was tried as.
    private func read(
        _ wanted: [Int], options: ReadingOptions, writer: BodyWriter, report: (ImportProgress.Phase) -> Void
    ) throws(AssayError) -> Reading? {
        let cells = names.map { CellRules(options, column: $0) }
        var slots = [Int](repeating: 0, count: names.count)
        for (slot, place) in wanted.enumerated() { slots[place] = slot }
        var trials = [ColumnTrial?](repeating: nil, count: names.count)
        let sample = text.layout.hasHeader ? text.layout.sample.dropFirst() : text.layout.sample[...]
        for place in wanted {
            let values = sample.lazy.compactMap { place < $0.count ? $0[place] : nil }
            trials[place] = ColumnGuess.trial(values, rules: cells[place], delimiter: text.layout.dialect.delimiter)
        }
        var failed = [Set<ColumnTrial>](repeating: [], count: names.count)
        var columns = [PlacedColumn?](repeating: nil, count: names.count)
        var reading: Reading?
        while trials.contains(where: { $0 != nil }) {
            let plan = ReadingPlan(
                source: text.source, rules: text.survey.rules, rows: text.survey.rows, trials: trials, cells: cells,
                slots: slots, bodies: writer.bodies)
            let readers = try readChunks(plan) { report(reading == nil ? .reading : .readingAgain) }
            reading = reading ?? ragged(readers)
            guard !writer.bodies.isBroken, let memory = writer.bodies.mapped(size: size(columns: wanted.count)) else {
                return nil
            }
            let finisher = ColumnFinisher(
                plan: plan, chunks: text.survey.chunks, owners: owners(readers), memory: memory, names: names, failed: failed)
            let next = try finish(trials, readers, finisher, writer, &columns)
            for place in wanted where next[place] != nil { failed[place].formUnion(trials[place].map { [$0] } ?? []) }
            trials = next
            if writer.bodies.isBroken { return nil }
        }
        reading?.columns = wanted.compactMap { columns[$0] }
        return reading
    }

    private func readChunks(_ plan: ReadingPlan, report: () -> Void) throws(AssayError) -> [ChunkReader] {
        let readers = ResultSlots<Unshared<ChunkReader>>(work.threads)
        let chunks = text.survey.chunks
        let longest = chunks.reduce(0) { max($0, min($1.end - $1.start, 16 << 20)) }
        let groups = ChunkGroups.of(chunks, threads: work.threads)
        let (folder, work) = (folder, work)
        try work.forEach(
            groups.count,
            makeState: { thread in
                let reader = ChunkReader(plan, chunk: longest, arena: Arena(budget: Arena.share / work.threads, folder: folder))
                readers.set(thread, Unshared(reader))
                return reader
            },
            { item, reader throws(AssayError) in
                reader.begin(chunks[groups[item]])
                for number in groups[item] {
                    let chunk = chunks[number]
                    try reader.read(chunk, number: number)
                    work.add(bytes: chunk.end - chunk.start, rows: chunk.rows)
                }
                reader.write()
            }, report: report)
        return readers.values.map(\.value)
    }

    /// Finishes the columns that were read, a few at a time so that their words do not all stand in memory twice.
    ///
    /// - Returns: as what the others are to be read again.
    private func finish(
        _ trials: [ColumnTrial?], _ readers: [ChunkReader], _ finisher: ColumnFinisher, _ writer: BodyWriter,
        _ columns: inout [PlacedColumn?]
    ) throws(AssayError) -> [ColumnTrial?] {
        var next = [ColumnTrial?](repeating: nil, count: trials.count)
        let places = trials.indices.filter { trials[$0] != nil }
        let window = 8 * work.threads
        for start in stride(from: 0, to: places.count, by: window) {
            let items = start..<min(places.count, start + window)
            let outcomes = ResultSlots<Unshared<ColumnOutcome>>(items.count)
            let works = Unshared(items.map { slot in readers.map { $0.columns[slot] } })
            try work.forEach(
                items.count, makeState: { _ in () },
                { item, _ throws(AssayError) in outcomes.set(item, Unshared(finisher.finish(works.value[item]))) })
            for (item, outcome) in outcomes.values.enumerated() {
                let place = places[items.lowerBound + item]
                switch outcome.value {
                case .again(let trial): next[place] = trial
                case .finished(let result):
                    columns[place] = writer.place(result, at: finisher.plan.offset(of: place), rows: text.survey.rows)
                }
                for work in works.value[item] { work.forget() }
            }
        }
        return next
    }

    /// Which reader read each chunk.
    private func owners(_ readers: [ChunkReader]) -> [Int] {
        var owners = [Int](repeating: 0, count: text.survey.chunks.count)
        for (number, reader) in readers.enumerated() {
            for chunk in reader.chunks { owners[chunk] = number }
        }
        return owners
    }

    private func ragged(_ readers: [ChunkReader]) -> Reading {
        var reading = Reading(columns: [])
        for number in text.survey.chunks.indices {
            for reader in readers {
                if let short = reader.short[number] { reading.short.append(short) }
                if let long = reader.long[number] { reading.long.append(long) }
            }
        }
        return reading
    }

    // MARK: What options changed

    /// What was said of cells and made another table: each option is left out in turn, to see whether anything changes.
    private func changedCells(_ columns: [Column]) throws(AssayError) -> [String: JSON] {
        var changes: [String: JSON] = [:]
        let said = options.json
        for name in ["decimal", "thousands", "date_order", "missing"] {
            guard let value = said[name], case .object(var members) = said else { continue }
            members[name] = nil
            if try areChanged(Array(columns.indices), of: columns, without: ReadingOptions(json: .object(members))) {
                changes[name] = value
            }
        }
        for name in ["dates", "kinds"] {
            guard case .object(let words) = said[name] else { continue }
            var changed: [String: JSON] = [:]
            for (column, word) in words {
                var others = options
                if name == "dates" { others.dateOrders[column] = nil } else { others.kinds[column] = nil }
                guard let place = names.firstIndex(of: column) else { continue }
                if try areChanged([place], of: columns, without: others) { changed[column] = word }
            }
            if !changed.isEmpty { changes[name] = .object(changed) }
        }
        return changes
    }

    /// Whether one of these columns is another with other options.
    private func areChanged(
        _ places: [Int], of columns: [Column], without others: ReadingOptions
    ) throws(AssayError) -> Bool {
        // A few at a time: each takes memory of its own.
        for start in stride(from: 0, to: places.count, by: 16) {
            let some = Array(places[start..<min(places.count, start + 16)])
            guard let bodies = TableBodies(size: size(columns: some.count)) else { return true }
            let writer = BodyWriter(bodies, end: size(columns: some.count))
            guard let reading = try read(some, options: others, writer: writer, report: { _ in }),
                let again = writer.columns(reading.columns, rows: text.survey.rows)
            else { return true }
            for (column, place) in zip(again, some) where !column.isSame(as: columns[place]) { return true }
        }
        return false
    }

    // MARK: Remarks

    private func remarks(of reading: Reading) -> [String] {
        var remarks: [String] = []
        if reading.short.count > 0 { remarks.append(ragged(reading.short, "fewer") + "; what is not there counts as missing") }
        if reading.long.count > 0 { remarks.append(ragged(reading.long, "more") + "; what is too much is left out") }
        if let line = text.survey.openQuoteLine {
            remarks.append("the quote in line \(line) never closes and is read as a plain character")
        }
        return remarks
    }

    private func ragged(_ ragged: RaggedRows, _ word: String) -> String {
        let rows = ragged.count == 1 ? "1 row has" : "\(ragged.count) rows have"
        return "\(rows) \(word) than \(names.count) fields, first line \(ragged.firstLine) with \(ragged.firstFields)"
    }
}

/// A value that goes from one thread to another and is used by one at a time.
struct Unshared<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
